import type { PayeeCheck } from "../consent/terms.ts";
import { editDistance } from "../edit-distance.ts";
import type { Iban } from "./iban.ts";
import { longestName } from "./iso-parts.ts";
import { sepaText } from "./sepa-text.ts";

/** Whether the account is whose name it is; of a close match the name that its bank has. */
export type PayeeVerdict =
  { readonly check: Exclude<PayeeCheck, "close_match"> } | { readonly check: "close_match"; readonly name: string };

/** Who can ask a payee's bank (verification of payee, EPC218-23). What it cannot find out is `not_possible`; it never throws. */
export type PayeeVerifier = {
  verify(payee: { readonly iban: Iban; readonly name: string }): Promise<PayeeVerdict>;
};

/** Enough for whoever mistypes a name; far too few to learn whose accounts are. */
export const checksPerMinute = 10;

const wordsOf = (name: string): readonly string[] =>
  sepaText(name, longestName)
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

/** So few letters may differ for names to be close. */
const closeLetters = 2;

/** As a bank compares names: whatever the case, the accents, the order and what stands between the words. */
export const compareNames = (asked: string, real: string): Exclude<PayeeVerdict["check"], "not_possible"> => {
  const [left, right] = [wordsOf(asked), wordsOf(real)];
  if (left.length === 0 || right.length === 0) return "no_match";
  const [one, other] = [left, right].map((words) => words.toSorted().join(" "));
  if (one === other) return "match";
  if (editDistance(left.join(" "), right.join(" ")) <= closeLetters && left.join("").length > 2 * closeLetters) {
    return "close_match";
  }
  return isShortFor(left, right) || isShortFor(right, left) ? "close_match" : "no_match";
};

/** Whether each word is one of the others or its initial, and one of them is whole. */
const isShortFor = (short: readonly string[], long: readonly string[]): boolean =>
  short.some((word) => word.length > 1 && long.includes(word)) &&
  short.every((word) => long.includes(word) || (word.length === 1 && long.some((other) => other.startsWith(word))));
