const devices = [
  [/iPhone/, "iphone"],
  [/iPad/, "ipad"],
  [/Android/, "android"],
  [/Macintosh/, "mac"],
  [/Windows/, "windows"],
] as const satisfies readonly (readonly [RegExp, string])[];

/** What a person would call a device. */
export type DeviceKind = (typeof devices)[number][1] | "other";

/** The kind of device that a browser says it runs on: coarse, so that it names a phone and nobody's alone. */
export const deviceOf = (userAgent: string): DeviceKind =>
  devices.find(([sign]) => sign.test(userAgent))?.[1] ?? "other";

/** In this order: each says that it is the ones after it, too. */
const browsers = [
  [/Edg(e|A|iOS)?\//, "Edge"],
  [/(Firefox|FxiOS)\//, "Firefox"],
  [/(Chrome|CriOS)\//, "Chrome"],
  [/Safari\//, "Safari"],
] as const;

export const browserOf = (userAgent: string): string | undefined =>
  browsers.find(([sign]) => sign.test(userAgent))?.[1];
