import { type Reading, isComplete, startNote, use } from "./draft.ts";
import type { VerbName } from "./lexicon/lexicon.ts";
import type { Part } from "./part.ts";

/** A verb at the start of a sentence, or at its end: "envoie 20€ à @bob", "20€ an @bob senden". */
export const readVerb = (reading: Reading, at: number, part: Part): void => {
  const { verb } = part;
  const { draft, sentence } = reading;
  if (verb === undefined) return;
  sentence.sawVerb ||= !isComplete(reading);
  if (verb === "cancel" || verb === "help") return readLoneVerb(reading, at, verb);
  // "annule et envoie 20€ à @bob"
  if (draft.verb === "cancel") draft.unclearVerb = true;
  if (sentence.mode !== "core") {
    if (draft.verb === undefined && draft.amounts > 0 && isLast(reading, at)) {
      draft.verb = verb;
      part.used = true;
    }
    return;
  }
  if (draft.verb === undefined) {
    // "@bob envoie 20€ @piaf" may as well tell bob to pay.
    if (draft.payees.length > 0 && draft.amounts === 0 && !draft.botNamed) draft.unclearPayee = true;
    draft.verb = verb;
    return start(reading, at);
  }
  if (isComplete(reading)) return readAgain(reading, at, verb);
  draft.verb = joined(draft.verb, verb) ?? unclear(reading);
  start(reading, at);
};

const start = (reading: Reading, at: number): void => {
  reading.sentence.started = true;
  use(reading, at);
};

/** Two verbs before anything else: "fais un virement pour payer", "ask @bob to pay". */
const joined = (first: VerbName, second: VerbName): VerbName | undefined => {
  if (first === second || second === "pay") return first;
  if (first === "pay" && (second === "donate" || second === "contribute")) return second;
  const gives = (verb: VerbName): boolean => verb === "donate" || verb === "contribute";
  return gives(first) && gives(second) ? first : undefined;
};

const unclear = ({ draft }: Reading): VerbName | undefined => {
  draft.unclearVerb = true;
  return draft.verb;
};

/** A further verb after a whole command goes on with it ("paye 20€ à @bob et paye 10€ à @carol"), or belongs to the note. */
const readAgain = (reading: Reading, at: number, verb: VerbName): void => {
  const { draft, sentence, parts } = reading;
  const next = parts[at + 1]?.kind;
  const goesOn = next === "amount" || next === "payee";
  if (!goesOn && sentence.started) return startNote(reading);
  if (verb !== draft.verb && goesOn) draft.unclearVerb = true;
  if (!goesOn) return startNote(reading);
  start(reading, at);
};

/** "Non, annule" and "Just kidding, cancel" take back; far into a sentence the same word is one of its own. */
const earlyParts = 3;

const readLoneVerb = (reading: Reading, at: number, verb: "cancel" | "help"): void => {
  const { draft, sentence } = reading;
  if (sentence.mode !== "core") {
    // "Envoie 20€ à @bob. Non, annule": not certain that anything is asked for.
    const isEarly = at - sentence.from <= earlyParts;
    if (verb === "cancel" && isEarly && !sentence.started && !sentence.unclean) draft.unclearVerb = true;
    return;
  }
  const alone = !sentence.started && draft.verb === undefined && draft.amounts === 0;
  if (alone) {
    draft.verb = verb;
    start(reading, at);
  } else if (verb === "cancel" && !sentence.started) draft.unclearVerb = true;
  startNote(reading);
};

const isLast = ({ parts }: Reading, at: number): boolean => {
  for (let index = at + 1; index < Math.min(parts.length, at + 8); index += 1) {
    const part = parts[index];
    if (!part || part.kind === "break") return true;
    if (
      part.kind !== "bot" &&
      part.kind !== "mark" &&
      part.kind !== "link" &&
      part.role !== "please" &&
      part.role !== "with"
    )
      return false;
  }
  return parts.length <= at + 8;
};
