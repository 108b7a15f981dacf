import type { deviceTexts } from "../texts/messages/keys.ts";

const signs: readonly (readonly [RegExp, keyof typeof deviceTexts])[] = [
  [/iPhone/, "iphone"],
  [/iPad/, "ipad"],
  [/Android/, "android"],
  [/Macintosh/, "mac"],
  [/Windows/, "windows"],
];

/** What a person would call this device, so that a list of keys can be read: the name of a text. */
export const deviceOf = (userAgent: string): keyof typeof deviceTexts =>
  signs.find(([sign]) => sign.test(userAgent))?.[1] ?? "other";
