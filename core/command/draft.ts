import type { Mention } from "../channel/channel-event.ts";
import type { Role, VerbName } from "./lexicon/lexicon.ts";
import type { Amount, Part } from "./part.ts";

/** What a command is made of, in the order written. */
export type Item =
  | { readonly kind: "amount"; readonly amount: Amount }
  | { readonly kind: "payee"; readonly mention: Mention }
  | { readonly kind: "each" };

/** What has been read of a post so far. */
export type Draft = {
  verb: VerbName | undefined;
  readonly items: Item[];
  amounts: number;
  /** Who is named as a payee, by id. */
  payees: readonly string[];
  readonly hashtags: { readonly tag: string; readonly at: number; readonly from: number; readonly named: boolean }[];
  /** An amount that no payee takes, a range, an amount per something. */
  unclearAmount: boolean;
  /** Somebody is named where it is not certain whether as a payee. */
  unclearPayee: boolean;
  /** Somebody is named who is certainly no payee. */
  otherNamed: boolean;
  /** Two verbs, a condition, a question mark: it is not certain that anything is asked for. */
  unclearVerb: boolean;
  negated: boolean;
  asked: boolean;
  told: boolean;
  warned: boolean;
  quoted: boolean;
  /** The bot is spoken to, and not only spoken of. */
  addressed: boolean;
  botNamed: boolean;
  /** The post speaks to it first of all. */
  startsWithBot: boolean;
  botAsPayee: boolean;
  withoutMe: boolean;
  /** Digits that are no amount. */
  numeric: boolean;
};

/** What is read of one sentence: a command starts with its first words, or not at all. */
export type Sentence = {
  /** Its first part. */
  readonly from: number;
  /** In `purpose` the amount's reason is told and the payee is still to come; in `note` the command is over. */
  mode: "core" | "purpose" | "note";
  started: boolean;
  /** It starts with words that no command starts with. */
  unclean: boolean;
  /** The first of the small words that wait for what they belong to; -1 where none waits. */
  pendingFrom: number;
  connector: Role | undefined;
  not: boolean;
  ask: boolean;
  told: boolean;
  me: boolean;
  sawVerb: boolean;
  sawBot: boolean;
  /** "for the 20€": without a verb it is spoken of, not asked for. */
  aboutAmount: boolean;
  /** Named with "from" or "with" before the verb is known. */
  fromSomebody: boolean;
};

export type Reading = {
  readonly parts: readonly Part[];
  readonly author: string;
  /** A reply has a payee even where it names none. */
  readonly isReply: boolean;
  readonly draft: Draft;
  sentence: Sentence;
};

const nobody: readonly string[] = [];

/** More than one intent has lines: whoever is named after them is not remembered, so that time stays linear. */
const mostPayees = 50;

export const addPayee = (draft: Draft, id: string): void => {
  if (draft.payees === nobody) draft.payees = [id];
  else if (draft.payees.length < mostPayees) (draft.payees as string[]).push(id);
};

export const newDraft = (): Draft => ({
  verb: undefined,
  items: [],
  amounts: 0,
  payees: nobody,
  hashtags: [],
  unclearAmount: false,
  unclearPayee: false,
  otherNamed: false,
  unclearVerb: false,
  negated: false,
  asked: false,
  told: false,
  warned: false,
  quoted: false,
  addressed: false,
  botNamed: false,
  startsWithBot: false,
  botAsPayee: false,
  withoutMe: false,
  numeric: false,
});

export const newSentence = (from: number, ask: boolean): Sentence => ({
  from,
  mode: "core",
  started: false,
  unclean: false,
  pendingFrom: -1,
  connector: undefined,
  not: false,
  ask,
  told: false,
  me: false,
  sawVerb: false,
  sawBot: false,
  aboutAmount: false,
  fromSomebody: false,
});

/** Who and how much are known: what follows is the note, unless it names more of the same. */
export const isComplete = ({ draft, isReply }: Reading): boolean =>
  draft.amounts > 0 && (draft.payees.length > 0 || isReply);

/** The part has its place in the command, and so have the small words that waited for it. */
export const use = (reading: Reading, at: number): void => {
  const { parts, sentence } = reading;
  if (sentence.pendingFrom >= 0) useParts(parts, sentence.pendingFrom, at);
  const part = parts[at];
  if (part) part.used = true;
  sentence.pendingFrom = -1;
  sentence.connector = undefined;
};

/** All from one to before another. */
export const useParts = (parts: readonly Part[], from: number, to: number): void => {
  for (let at = from; at < to; at += 1) {
    const part = parts[at];
    if (part) part.used = true;
  }
};

/** The command is over; the small words that still waited begin the note. */
export const startNote = ({ sentence }: Reading): void => {
  sentence.mode = "note";
  sentence.pendingFrom = -1;
  sentence.connector = undefined;
};
