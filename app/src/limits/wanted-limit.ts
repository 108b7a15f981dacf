import { readAmount } from "../texts/read-amount.ts";

/** What becomes of a limit that somebody typed. Minor units. */
export type WantedLimit =
  { readonly kind: "lower" | "raise"; readonly amount: number } | { readonly kind: "noAmount" | "same" | "tooHigh" };

/** `now` and `most`: the limit that holds, and what the level allows; undefined where there is none. */
export const wantedLimit = (
  typed: string,
  { now, most }: { readonly now: number | undefined; readonly most: number | undefined },
): WantedLimit => {
  const read = readAmount(typed);
  if (!read.ok) return { kind: "noAmount" };
  const amount = read.value;
  if (amount === now) return { kind: "same" };
  if (most !== undefined && amount > most) return { kind: "tooHigh" };
  return { kind: now === undefined || amount < now ? "lower" : "raise", amount };
};
