/** The languages that Piaf reads, those of its first markets first: what a text leaves open is read in this order. */
export const languages = ["fr", "en", "es", "de", "it", "pt", "nl"] as const;

export type Language = (typeof languages)[number];

export type VerbName = "pay" | "donate" | "request" | "split" | "contribute" | "cancel" | "help";

/** What a word does in a command. */
export type Role =
  /** Greetings, courtesy, the subject: said around a command without changing it. */
  | "glue"
  /** Courtesy that belongs to the command, never to its note. */
  | "please"
  /** A courteous question that is an order: "peux-tu", "can you". */
  | "ask"
  | "not"
  | "each"
  | "to"
  | "from"
  | "with"
  | "and"
  | "or"
  | "purpose"
  /** Leads to a pot: "dans #cadeau". */
  | "into"
  | "article"
  | "possessive"
  /** The writer as the receiver. */
  | "me"
  | "approximately"
  /** More than once: "every month", "twice". */
  | "again"
  /** An amount per something, or more or less than one. */
  | "per"
  | "half"
  | "if"
  /** Tells of the past, or of somebody else. */
  | "told"
  /** The post warns of something or gives an example: no word in it is an order. */
  | "warning"
  /** The writer takes no share. */
  | "without_me"
  /** Says nothing about a command: tells only which language it is. */
  | "common";

/** Forms of words, separated by commas; a form may be several words. */
type Forms = string;

export type Lexicon = {
  readonly language: Language;
  /** Imperative, infinitive, first person: the forms that ask. Never those that tell ("sent", "payé"). */
  readonly verbs: Readonly<Record<VerbName, Forms>>;
  readonly roles: Readonly<Record<Role, Forms>>;
  /** By ISO 4217 code, or several that share the name, the usual one first; `?` first where only the writer's own counts. */
  readonly units: Readonly<Record<string, Forms>>;
  /** Hundredths of the same. */
  readonly cents: Readonly<Record<string, Forms>>;
  /** The words that numbers are composed of, and their value. */
  readonly numbers: Readonly<Record<string, number>>;
};

export const dollars = "USD CAD AUD NZD HKD SGD MXN";
export const euroLike = "EUR USD CAD AUD NZD";
