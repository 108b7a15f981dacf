import type { Texts } from "../texts/texts.ts";

const signs: readonly (readonly [RegExp, keyof Texts["device"]])[] = [
  [/iPhone/, "iphone"],
  [/iPad/, "ipad"],
  [/Android/, "android"],
  [/Macintosh/, "mac"],
  [/Windows/, "windows"],
];

/** What a person would call this device, so that a list of keys can be read. */
export const deviceName = (userAgent: string, texts: Texts): string =>
  texts.device[signs.find(([sign]) => sign.test(userAgent))?.[1] ?? "other"];
