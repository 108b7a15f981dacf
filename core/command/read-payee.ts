import { type Reading, addPayee, isComplete, startNote, use, useParts } from "./draft.ts";
import type { Part } from "./part.ts";
import { isAmountNext } from "./read-amount-part.ts";

/** Somebody whom the post names: a payee, or somebody in the note. */
export const readNamed = (reading: Reading, at: number, part: Part): void => {
  const { draft, sentence } = reading;
  const userId = part.mention?.userId;
  if (userId !== undefined && draft.payees.includes(userId)) return readKnown(reading, at);
  if (isPossessive(reading, at)) return readOther(reading);
  if (sentence.mode === "purpose" && mayEndPurpose(reading, at)) {
    sentence.mode = "core";
    if (reading.parts[at - 1]?.kind === "role") useParts(reading.parts, at - 1, at);
  }
  if (sentence.mode === "note" && goesOn(reading, at)) sentence.mode = "core";
  if (sentence.mode !== "core") return readInNote(reading, at);
  readInCommand(reading, at, part);
};

const readInCommand = (reading: Reading, at: number, { mention }: Part): void => {
  const { draft, sentence, author } = reading;
  const { connector } = sentence;
  const aside = connector === "with" || (connector === "from" && draft.verb !== "request");
  if (aside && draft.verb !== "split") {
    if (draft.verb !== undefined) return readOther(reading);
    sentence.fromSomebody = true;
  }
  if (connector === "or") draft.unclearPayee = true;
  sentence.started = true;
  use(reading, at);
  if (mention?.userId === undefined) draft.unclearPayee = true;
  // Whoever shares out a sum is one of those who share it anyway.
  else if (mention.userId !== author || draft.verb !== "split") {
    draft.items.push({ kind: "payee", mention });
    addPayee(draft, mention.userId);
  }
};

/** Named again: changes nothing, and stands in the note where the command is whole. */
const readKnown = (reading: Reading, at: number): void => {
  if (reading.sentence.mode !== "core") return;
  if (isComplete(reading) && reading.sentence.pendingFrom >= 0) return startNote(reading);
  use(reading, at);
};

/** "for @bob's birthday", "avec @carol": somebody who is not paid. */
const readOther = (reading: Reading): void => {
  reading.draft.otherNamed = true;
  if (reading.sentence.mode === "core") startNote(reading);
};

const asideRoles = new Set(["with", "from", "article", "possessive"]);

const readInNote = (reading: Reading, at: number): void => {
  const { draft, sentence, parts } = reading;
  const before = parts[at - 1];
  draft.otherNamed ||= !sentence.unclean;
  const aside = asideRoles.has(before?.role ?? "");
  if (!aside && !sentence.unclean) draft.unclearPayee = true;
};

/** "12€ pour la pizza à @bob", "20€ for lunch @bob"; but not "20€ pour l'anniversaire de @bob". */
const mayEndPurpose = ({ parts }: Reading, at: number): boolean => {
  const before = parts[at - 1];
  if (before?.role === "to" || before?.role === "purpose") return true;
  return before?.kind === "word";
};

/** After a note: "@bob 20€ pour le ciné, @carol 10€". */
const goesOn = (reading: Reading, at: number): boolean => {
  const { draft, parts, sentence } = reading;
  const before = parts[at - 1];
  const linked = before?.role === "and" || before?.text === ",";
  if (sentence.unclean || !linked || !isComplete(reading) || draft.items[0]?.kind !== "payee") return false;
  if (isAmountNext(reading, at)) useParts(parts, at - 1, at);
  return isAmountNext(reading, at);
};

const isPossessive = ({ parts }: Reading, at: number): boolean => {
  const mark = parts[at + 1];
  return mark?.text === "'" && mark.glued && parts[at + 2]?.text === "s" && parts[at + 2]?.glued === true;
};
