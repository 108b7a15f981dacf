import type { ChannelUser, Mention } from "../channel/channel-event.ts";
import type { Money } from "../money/money.ts";
import { type Result, fail, ok } from "../result.ts";
import type { Command, CommandLine, CommandLines, IgnoredReason, QuestionReason } from "./command.ts";
import { type Draft, type Item, useParts } from "./draft.ts";
import type { NormalText } from "./normalise.ts";
import { noteOf } from "./note.ts";
import type { Part } from "./part.ts";
import { accountOf, linesOf, pairLines } from "./pair-lines.ts";
import { splitShares } from "./split-shares.ts";

export type Writer = {
  readonly id: string;
  readonly bot: string;
  /** Whom the post replies to. */
  readonly parent: ChannelUser | undefined;
  readonly isReply: boolean;
  /** The bot's name comes first: the post speaks to it. */
  readonly startsWithBot: boolean;
  readonly parts: readonly Part[];
  readonly raw: string;
  readonly normal: NormalText;
};

export type Verdict =
  | { readonly kind: "command"; readonly command: Command }
  | { readonly kind: "question"; readonly reason: QuestionReason }
  | { readonly kind: "ignored"; readonly reason: IgnoredReason };

const question = (reason: QuestionReason): Verdict => ({ kind: "question", reason });
const ignored = (reason: IgnoredReason): Verdict => ({ kind: "ignored", reason });

/** A command, a question about the first thing that is not certain, or none of both. */
export const judgeDraft = (draft: Draft, writer: Writer): Verdict => {
  if (!draft.botNamed) return ignored(draft.quoted ? "quoted" : "not_addressed");
  if (draft.warned) return ignored("told");
  if (draft.verb === undefined && draft.amounts === 0) return judgeTalk(draft, writer);
  if (draft.negated) return ignored("negated");
  if (draft.unclearVerb || !draft.addressed) return question("verb_missing");
  if (draft.verb === "cancel" || draft.verb === "help") return { kind: "command", command: { verb: draft.verb } };
  const command = draft.unclearAmount ? fail("amount_unclear" as const) : judgeCommand(draft, writer);
  return command.ok ? { kind: "command", command: command.value } : question(command.fault);
};

/** Nothing is asked for. Whoever speaks to the bot gets an answer; whoever speaks of it does not. */
const judgeTalk = (draft: Draft, { startsWithBot }: Writer): Verdict => {
  if (draft.asked) return ignored("asked");
  if (draft.negated) return ignored("negated");
  if (draft.told || !startsWithBot) return ignored(draft.quoted ? "quoted" : "told");
  return draft.quoted ? ignored("quoted") : question("verb_missing");
};

type Judged = Result<Command, QuestionReason>;

const judgeCommand = (draft: Draft, writer: Writer): Judged => {
  if (draft.amounts === 0) return fail(draft.numeric ? "amount_unclear" : "amount_missing");
  const pot = potOf(draft, writer);
  if (pot) return contribution(draft, pot, writer);
  if (draft.verb === "contribute") return fail("payee_missing");
  const items = withParent(draft, writer);
  if (!items.ok) return items;
  if (draft.verb === "split") return division(draft, items.value, writer);
  const lines = pairLines(items.value);
  if (!lines.ok) return lines;
  const verb = draft.verb === "request" || draft.verb === "donate" ? draft.verb : "pay";
  return ok({ verb, lines: lines.value, note: noteOf(writer) });
};

/** The payees, or the parent's author where a reply names none. */
const withParent = (draft: Draft, { id, bot, parent, isReply }: Writer): Result<readonly Item[], QuestionReason> => {
  if (draft.unclearPayee) return fail("payee_unclear");
  if (draft.payees.includes(id)) return fail("payee_is_payer");
  if (draft.payees.length > 0) return ok(draft.items);
  if (draft.botAsPayee) return fail("payee_is_bot");
  if (draft.otherNamed) return fail("payee_unclear");
  if (!isReply || !parent) return fail("payee_missing");
  if (parent.id === bot) return fail("payee_is_bot");
  if (parent.id === id) return fail("payee_is_payer");
  const { id: userId, handle, name } = parent;
  const mention: Mention = { userId, handle, name, start: 0, end: 0 };
  return ok([...draft.items, { kind: "payee", mention }]);
};

/** A hashtag takes the money where the words say so, or where nobody else could. */
const potOf = (draft: Draft, { isReply }: Writer): Draft["hashtags"][number] | undefined => {
  if (draft.payees.length > 0 || draft.verb === "request" || draft.verb === "split") return undefined;
  if (draft.verb === "contribute") return draft.hashtags[0];
  const named = draft.hashtags.find((hashtag) => hashtag.named);
  return named ?? (isReply || draft.otherNamed || draft.unclearPayee ? undefined : draft.hashtags[0]);
};

const contribution = (draft: Draft, pot: Draft["hashtags"][number], writer: Writer): Judged => {
  const [amount, ...others] = draft.items.flatMap((item) => (item.kind === "amount" ? [item.amount.money] : []));
  if (!amount || others.length > 0) return fail("amount_unclear");
  if (draft.hashtags.length > 1 && draft.verb === "contribute") return fail("payee_unclear");
  useParts(writer.parts, pot.from, pot.at + 1);
  return ok({ verb: "contribute", pot: pot.tag, money: amount, note: noteOf(writer) });
};

const division = (draft: Draft, items: readonly Item[], writer: Writer): Judged => {
  const amounts = items.flatMap((item) => (item.kind === "amount" && item.amount.money ? [item.amount.money] : []));
  const named = items.flatMap((item) => (item.kind === "payee" ? [accountOf(item.mention)] : []));
  const [total, ...others] = amounts;
  if (!total || others.length > 0 || items.some(({ kind }) => kind === "each")) return fail("amount_unclear");
  const shares = splitShares(total.amount, named.length + (draft.withoutMe ? 0 : 1));
  if (shares.some((share) => share === 0n)) return fail("amount_unclear");
  const money = (amount: bigint): Money => ({ amount, currency: total.currency });
  // What does not divide is the writer's own: nobody else is asked for more.
  const [own, ...theirs] = draft.withoutMe ? [undefined, ...shares] : shares;
  const lines = linesOf(named.map((payee, index): CommandLine => ({ payee, money: money(theirs[index] ?? 0n) })));
  if (!lines.ok) return lines;
  return ok({
    verb: "split",
    total,
    lines: lines.value satisfies CommandLines,
    ownShare: own === undefined ? undefined : money(own),
    note: noteOf(writer),
  });
};
