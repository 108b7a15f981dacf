import { type Reading, isComplete, startNote, use } from "./draft.ts";
import type { Part } from "./part.ts";
import { readWord } from "./read-word.ts";

/** A word that is known to do something: courtesy, "not", "each", a preposition. */
export const readRole = (reading: Reading, at: number, part: Part): void => {
  const { draft, sentence } = reading;
  if (part.role === "not") sentence.not ||= !isComplete(reading);
  if (part.role === "warning" && !isComplete(reading)) draft.warned = true;
  if (part.role === "told" && !isComplete(reading)) sentence.told = true;
  if (part.role === "please" && sentence.mode !== "core") part.used = true;
  if (sentence.mode !== "core") return;
  switch (part.role) {
    case "please":
      return use(reading, at);
    case "glue":
    case "ask":
    case "not":
      if (isComplete(reading)) return startNote(reading);
      if (part.role === "ask") sentence.ask = true;
      return use(reading, at);
    case "each":
      draft.items.push({ kind: "each" });
      return use(reading, at);
    case "me":
      if (isComplete(reading)) return startNote(reading);
      sentence.me = true;
      return use(reading, at);
    case "without_me":
      if (draft.verb !== "split") return readWord(reading, at, part);
      draft.withoutMe = true;
      return use(reading, at);
    case "again":
      // "20€ to @bob every month" is no single payment; "for the monthly rent" is.
      if (sentence.started && sentence.pendingFrom < 0) draft.unclearAmount = true;
      return readWord(reading, at, part);
    case "if":
      if (sentence.started) draft.unclearVerb = true;
      return readWord(reading, at, part);
    case "to":
    case "from":
    case "with":
    case "and":
    case "or":
    case "purpose":
      // "à @bob ou à @carol" stays open.
      if (sentence.connector !== "or") sentence.connector = part.role;
      return wait(reading, at);
    case "into":
      if (draft.verb !== "contribute") return readWord(reading, at, part);
      return wait(reading, at);
    case "article":
    case "possessive":
      return wait(reading, at);
    default:
      return readWord(reading, at, part);
  }
};

const wait = ({ sentence }: Reading, at: number): void => {
  if (sentence.pendingFrom < 0) sentence.pendingFrom = at;
};
