import { editDistance } from "../edit-distance.ts";

/** A name for an account, and what its owner is called there. */
export type Naming = { readonly handle: string; readonly name?: string | undefined };

/**
 * Verification of payee: whether whom the payer asked for is whom Piaf knows behind the account. `verified` match, `close`
 * close match, `no_match`, `unknown` not possible: nobody has proved to own the account.
 */
export type PayeeCheck = "verified" | "close" | "no_match" | "unknown";

/**
 * A handle that has changed is at best a close match. Names are compared by their letters and digits, whatever the case,
 * the accents and the ornaments; they are close when one holds the words of the other, or when a slip of the pen parts
 * them. A network that gives no name contradicts nothing.
 */
export const checkPayee = (asked: Naming, known: Required<Naming> | undefined): PayeeCheck => {
  if (known === undefined) return "unknown";
  const names = asked.name === undefined ? "verified" : compareNames(asked.name, known.name ?? "");
  const isSameHandle = asked.handle.toLowerCase() === known.handle.toLowerCase();
  return names === "verified" && !isSameHandle ? "close" : names;
};

const compareNames = (asked: string, known: string): PayeeCheck => {
  const [left, right] = [wordsOf(asked), wordsOf(known)];
  const [one, other] = [left.join(""), right.join("")];
  if (one === other) return "verified";
  if (one === "" || other === "") return "no_match";
  if (holds(left, right) || holds(right, left)) return "close";
  return editDistance(one, other) <= (Math.min(one.length, other.length) < 6 ? 1 : 2) ? "close" : "no_match";
};

const holds = (words: readonly string[], others: readonly string[]): boolean =>
  others.every((word) => words.includes(word));

/** In small letters, without accents and ornaments. */
const wordsOf = (name: string): readonly string[] =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
