import type { Mention } from "../channel/channel-event.ts";
import type { Money } from "../money/money.ts";

type CommandLine = { readonly payee: Mention & { readonly userId: string }; readonly money: Money };

/** What a post asks for. */
export type Command = {
  readonly verb: "pay";
  readonly lines: readonly [CommandLine, ...CommandLine[]];
  readonly note: string;
};

/** Why a post that speaks to Piaf is not a command: each becomes a question in the writer's language. */
export type QuestionReason =
  | "amount_missing"
  | "amount_unclear"
  | "payee_missing"
  | "payee_unclear"
  | "payee_is_payer"
  | "payee_is_bot"
  | "verb_missing"
  | "text_cut";

export type Reading =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "question"; readonly reason: QuestionReason }
  /** Not for Piaf: nothing is made, nothing is answered. */
  | { readonly kind: "ignored"; readonly reason: IgnoredReason };

type IgnoredReason = "not_addressed" | "repost" | "own_post" | "automated_author";
