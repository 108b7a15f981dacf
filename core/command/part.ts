import type { Mention } from "../channel/channel-event.ts";
import type { Money } from "../money/money.ts";
import type { Role, VerbName } from "./lexicon/lexicon.ts";
import type { Token } from "./tokens.ts";

/** What stands where an amount stands. */
export type Amount = {
  /** Undefined where it is unclear. */
  readonly money: Money | undefined;
  /** No currency is named: it is money only where its place says so. */
  readonly naked: boolean;
};

/** A piece of the text with what it does in a command. */
export type Part = {
  readonly kind:
    "bot" | "payee" | "amount" | "verb" | "role" | "word" | "hashtag" | "link" | "mark" | "break" | "quoted";
  /** In the normalised text. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly glued: boolean;
  readonly verb: VerbName | undefined;
  readonly role: Role | undefined;
  readonly mention: Mention | undefined;
  readonly amount: Amount | undefined;
  /** Has a digit that is no amount of money: "20h", "2 places". */
  readonly numeric: boolean;
  /** A verb that was written as a hashtag, its text as it was written. */
  readonly tagged: boolean;
  /** It has its place in the command: what has none is the note. */
  used: boolean;
};

type Unfinished<Finished> = { -readonly [Field in keyof Finished]: Finished[Field] };

/**
 * A part that only stands there, for whoever makes it to finish. All parts are of one shape: whoever reads them finds
 * each field in the same place.
 */
export const plainPart = (
  kind: Part["kind"],
  { start, end, text, glued }: Pick<Part, "start" | "end" | "text" | "glued">,
): Unfinished<Part> => ({
  kind,
  start,
  end,
  text,
  glued,
  verb: undefined,
  role: undefined,
  mention: undefined,
  amount: undefined,
  numeric: false,
  tagged: false,
  used: false,
});

/** The tokens of one post, with what reading them takes. */
export type Reader = {
  /** The bot's id on the network. */
  readonly bot: string;
  /** What has been made of the tokens so far. */
  readonly parts: Unfinished<Part>[];
  readonly tokens: readonly Token[];
  readonly text: string;
  readonly hidden: readonly number[];
  /** The writer's currency, where none is named. */
  readonly currency: string;
  readonly language: number;
  readonly tallies: readonly number[];
  readonly steps: { count: number };
};
