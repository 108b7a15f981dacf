import { type Reading, isComplete, use, useParts } from "./draft.ts";
import type { Part } from "./part.ts";
import { readWord } from "./read-word.ts";

/** An amount in the command, one more in its note, or a number that is none. */
export const readAmountPart = (reading: Reading, at: number, part: Part): void => {
  const { draft, sentence, parts } = reading;
  const { amount } = part;
  if (!amount) return;
  if (isComplete(reading) && corrections.has(parts[at - 1]?.role ?? "")) draft.unclearAmount = true;
  if (amount.naked && !standsForMoney(reading, at)) return readWord(reading, at, { ...part, numeric: true });
  if (sentence.mode !== "core" && !goesOn(reading, at)) {
    // An amount that nobody gets: which of them is meant?
    if (!amount.naked) draft.unclearAmount = true;
    else draft.numeric = true;
    return;
  }
  if (sentence.connector === "or" || parts[at - 1]?.role === "or") draft.unclearAmount = true;
  if (sentence.pendingFrom >= 0 && isSpokenOf(reading, at)) sentence.aboutAmount = true;
  sentence.mode = "core";
  sentence.started = true;
  draft.items.push({ kind: "amount", amount });
  draft.unclearAmount ||= amount.money === undefined;
  draft.amounts += 1;
  use(reading, at);
};

/** "20€ à @bob, non 30", "… or 30": the amount may be another. */
const corrections = new Set(["not", "or", "approximately"]);

const isSpokenOf = ({ parts, sentence }: Reading, at: number): boolean =>
  parts[at - 1]?.role === "article" || sentence.connector === "purpose" || sentence.connector === "from";

/** After a note: "20€ à @bob pour le ciné et 10€ à @carol". */
const goesOn = (reading: Reading, at: number): boolean => {
  const { draft, parts, sentence } = reading;
  const before = parts[at - 1];
  if (sentence.unclean || !isComplete(reading) || draft.items[0]?.kind !== "amount") return false;
  if (before?.role !== "and" && before?.text !== "," && before?.text !== "+" && before?.text !== "&") return false;
  for (let index = at + 1; index < Math.min(parts.length, at + 4); index += 1) {
    const part = parts[index];
    if (part?.kind === "payee") {
      useParts(parts, at - 1, at);
      return true;
    }
    if (part?.role !== "to" && part?.role !== "article") return false;
  }
  return false;
};

const before = new Set(["bot", "payee", "verb", "mark", "break"]);
const beforeRoles = new Set(["glue", "please", "ask", "each", "and", "from"]);
const after = new Set(["bot", "payee", "verb", "mark", "break", "link", "hashtag", "quoted"]);
const afterRoles = new Set(["to", "each", "and", "please", "glue", "purpose", "with", "from", "or"]);

/** A number without a currency is money only where an amount stands, and where it counts nothing else. */
const standsForMoney = ({ parts, draft, sentence }: Reading, at: number): boolean => {
  const previous = parts[at - 1];
  const next = parts[at + 1];
  if (parts[at]?.amount?.money === undefined || sentence.mode !== "core") return false;
  const asked = draft.verb === "request" && draft.amounts === 0 && previous?.role === "purpose";
  const placed = !previous || before.has(previous.kind) || beforeRoles.has(previous.role ?? "") || asked;
  return placed && (!next || after.has(next.kind) || afterRoles.has(next.role ?? ""));
};

export const isAmountNext = (reading: Reading, at: number): boolean => {
  const next = reading.parts[at + 1];
  return next?.kind === "amount" || (next?.text === ":" && reading.parts[at + 2]?.kind === "amount");
};
