import type { Mention } from "../channel/channel-event.ts";
import type { Money } from "../money/money.ts";
import type { Language } from "./lexicon/lexicon.ts";

/** Somebody whom a post names, by the network's permanent id. */
export type NamedAccount = Omit<Mention, "start" | "end"> & { readonly userId: string };

export type CommandLine = { readonly payee: NamedAccount; readonly money: Money };

export type CommandLines = readonly [CommandLine, ...CommandLine[]];

/** What a post asks for. */
export type Command =
  | { readonly verb: "pay" | "donate"; readonly lines: CommandLines; readonly note: string }
  /** `lines` name who is asked, each for how much. */
  | { readonly verb: "request"; readonly lines: CommandLines; readonly note: string }
  /** `lines` are what each of those named owes the writer; with the writer's own share they add up to `total`. */
  | {
      readonly verb: "split";
      readonly total: Money;
      readonly lines: CommandLines;
      readonly ownShare: Money | undefined;
      readonly note: string;
    }
  /** `pot` is the hashtag, without `#`. */
  | { readonly verb: "contribute"; readonly pot: string; readonly money: Money; readonly note: string }
  /** The command that the post replies to, or the writer's last one that is pending. */
  | { readonly verb: "cancel" }
  | { readonly verb: "help" };

export type Verb = Command["verb"];

/** Why a post that speaks to Piaf is not carried out: each becomes a question in the writer's language. */
export type QuestionReason =
  | "amount_missing"
  | "amount_unclear"
  /** Several payees and one amount: for each of them, or in all? */
  | "each_or_total"
  | "currency_not_available"
  | "payee_missing"
  | "payee_unclear"
  | "payee_is_payer"
  | "payee_is_bot"
  | "verb_missing"
  | "verb_not_available"
  | "text_cut"
  | "nothing_to_cancel"
  | "help";

export type IgnoredReason =
  | "not_addressed"
  | "repost"
  | "own_post"
  | "automated_author"
  /** In quotation marks: somebody else's words. */
  | "quoted"
  | "negated"
  /** A question about the bot. */
  | "asked"
  /** A story about the bot. */
  | "told";

export type Reading =
  | { readonly kind: "command"; readonly command: Command; readonly language: Language | undefined }
  | { readonly kind: "question"; readonly reason: QuestionReason; readonly language: Language | undefined }
  /** Not for Piaf: nothing is made, nothing is answered. */
  | { readonly kind: "ignored"; readonly reason: IgnoredReason };
