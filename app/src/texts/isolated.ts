/** Letters that run from right to left, and the invisible characters that turn a line around. */
const turnsTheLine =
  /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\u200f\u202a-\u202e\u2066-\u2069\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
const turners = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * A name or a note as it may stand inside of a sentence: whatever it holds, the words and the amount around it stay in
 * their order (Unicode Standard Annex 9, isolates).
 */
export const isolated = (text: string): string =>
  turnsTheLine.test(text) ? `\u2068${text.replaceAll(turners, "")}\u2069` : text;
