import { type Reading, isComplete, startNote } from "./draft.ts";
import type { Part } from "./part.ts";

const giveBack = (part: Part | undefined): void => {
  if (part && part.kind !== "bot" && part.kind !== "link") part.used = false;
};

/** A word that has no place in a command begins the note, or shows that there is no command. */
export const readWord = (reading: Reading, at: number, part: Part): void => {
  const { draft, sentence, parts } = reading;
  if (part.numeric) draft.numeric = true;
  if (sentence.mode !== "core") return;
  const before = parts[at - 1]?.role;
  if ((before === "possessive" || before === "article") && parts[at + 1]?.kind === "payee" && sentence.pendingFrom >= 0)
    return;
  if (!sentence.started) {
    sentence.unclean = !isComplete(reading);
    startNote(reading);
    // What looked like courtesy around a command is the note's own: "Bon, les comptes d'hier".
    for (let index = sentence.from; index < at; index += 1) giveBack(parts[index]);
    return;
  }
  if (draft.amounts > 0 && draft.payees.length === 0 && sentence.connector === "purpose") {
    sentence.mode = "purpose";
    sentence.pendingFrom = -1;
    return;
  }
  startNote(reading);
};
