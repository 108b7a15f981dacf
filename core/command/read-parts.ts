import { type Draft, type Reading, isComplete, newDraft, newSentence, startNote, use, useParts } from "./draft.ts";
import { oddDigit } from "./normalise.ts";
import type { Part } from "./part.ts";
import { readNamed } from "./read-payee.ts";
import { readRole } from "./read-role.ts";
import { readVerb } from "./read-verb.ts";
import { readWord } from "./read-word.ts";
import { readAmountPart } from "./read-amount-part.ts";

export type Written = {
  readonly parts: readonly Part[];
  readonly author: string;
  readonly isReply: boolean;
  readonly steps: { count: number };
};

/** Reads the parts in one pass, sentence by sentence, into what a command is made of. */
export const readParts = (written: Written): Draft => {
  const { parts, author, isReply, steps } = written;
  const reading: Reading = { parts, author, isReply, draft: newDraft(), sentence: newSentence(0, false) };
  for (let at = 0; at < parts.length; at += 1) {
    steps.count += 1;
    const part = parts[at];
    if (part) readPart(reading, at, part);
  }
  endSentence(reading, parts.length);
  const { draft } = reading;
  draft.startsWithBot = parts.find(says)?.kind === "bot";
  if (draft.startsWithBot || parts.findLast(says)?.kind === "bot") draft.addressed = true;
  return draft;
};

const says = ({ kind }: Part): boolean => kind !== "mark" && kind !== "break" && kind !== "link";

const readPart = (reading: Reading, at: number, part: Part): void => {
  switch (part.kind) {
    case "break":
      if (reading.sentence.mode === "core") use(reading, at);
      return endSentence(reading, at);
    case "bot":
      return readBot(reading, at);
    case "link":
      part.used = true;
      return;
    case "quoted":
      if (!isComplete(reading)) reading.draft.quoted = true;
      return;
    case "mark":
      return readMark(reading, part);
    case "hashtag":
      return readHashtag(reading, at, part);
    case "amount":
      return readAmountPart(reading, at, part);
    case "payee":
      return readNamed(reading, at, part);
    case "verb":
      // "chip in €10 #gift": one verb is enough.
      if (part.tagged && reading.draft.verb !== undefined) return readHashtag(reading, at, part);
      return readVerb(reading, at, part);
    case "role":
      return readRole(reading, at, part);
    case "word":
      return readWord(reading, at, part);
  }
};

const endSentence = (reading: Reading, at: number): void => {
  const { draft, sentence, parts } = reading;
  const end = parts[at];
  // "fordere 15€ von @bob an": what still waits belongs to the verb.
  if (sentence.started && sentence.mode === "core" && sentence.pendingFrom >= 0) {
    useParts(parts, sentence.pendingFrom, at);
  }
  const isQuestion = end?.text === "?" || end?.text === "？";
  if (sentence.not && sentence.sawVerb) draft.negated = true;
  if (sentence.not && sentence.started) draft.negated = true;
  if (sentence.told) draft.told = true;
  if (isQuestion && sentence.unclean) draft.asked = true;
  if (isQuestion && sentence.started && !sentence.ask && draft.verb !== "help") draft.unclearVerb = true;
  if (sentence.started && draft.verb !== "request" && draft.verb !== "split") {
    if (sentence.me) draft.unclearVerb = true;
    if (sentence.fromSomebody) draft.unclearPayee = true;
  }
  if (sentence.aboutAmount && draft.verb === undefined) draft.unclearVerb = true;
  if (sentence.sawBot && !sentence.unclean) draft.addressed = true;
  // A sentence goes on over the end of a line: "Envoie\n20€\nà @bob".
  if (end) reading.sentence = newSentence(at + 1, end.kind === "break" && end.text === "\n" && sentence.ask);
};

const readBot = (reading: Reading, at: number): void => {
  const { draft, sentence, parts } = reading;
  const part = parts[at - 1];
  const before = part?.role;
  draft.botNamed = true;
  sentence.sawBot = true;
  if (before === "to" && (sentence.started || draft.verb !== undefined)) draft.botAsPayee = true;
  if (sentence.mode === "core") return use(reading, at);
  // "merci, via @piaf" is a note that ends before "via".
  if (part && (before === "with" || before === "to")) part.used = true;
  useParts(parts, at, at + 1);
};

const plainMarks = new Set([
  ",",
  ";",
  ":",
  "-",
  "–",
  "—",
  ")",
  "]",
  "!",
  "&",
  "+",
  "|",
  "/",
  ">",
  "→",
  "•",
  "*",
  "·",
  "'",
]);

const readMark = (reading: Reading, part: Part): void => {
  const { text } = part;
  const { draft, sentence } = reading;
  if (text === oddDigit) draft.numeric = true;
  if (sentence.mode !== "core") return;
  if (isComplete(reading) && !plainMarks.has(text)) return startNote(reading);
  if (text === "¡" || text === "¿") part.used = true;
  if (text === "&" || text === "+") sentence.connector = "and";
  if (sentence.pendingFrom < 0) part.used = true;
};

const readHashtag = (reading: Reading, at: number, { text }: Part): void => {
  const { draft, sentence } = reading;
  if (sentence.mode === "note") return;
  const named = sentence.connector === "to" || sentence.connector === "purpose" || sentence.connector === "with";
  draft.hashtags.push({ tag: text, at, from: sentence.pendingFrom < 0 ? at : sentence.pendingFrom, named });
  sentence.pendingFrom = -1;
  sentence.connector = undefined;
};
