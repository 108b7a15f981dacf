export const languages = ["en", "fr"] as const;
export const schemes = ["light", "dark"] as const;

/** How a picture of a screen is called in docs/shots/. */
export const shotName = (shot: {
  readonly screen: string;
  readonly colorScheme: (typeof schemes)[number];
  readonly language: (typeof languages)[number];
}): string => `${shot.screen}-${shot.colorScheme}-${shot.language}.png`;
