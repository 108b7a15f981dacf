import type { Mention } from "../channel/channel-event.ts";
import { type Money, maximumAmountMinor } from "../money/money.ts";
import { type Result, fail, ok } from "../result.ts";
import type { CommandLine, CommandLines, NamedAccount, QuestionReason } from "./command.ts";
import type { Item } from "./draft.ts";

/** As many as one intent holds. */
const maximumLines = 49;

type Group = { readonly amount: Money; readonly payees: readonly Mention[]; each: boolean };

export type Lines = Result<CommandLines, QuestionReason>;

/**
 * Who gets how much: "20€ @bob et 10€ @carol" or "@bob 20€, @carol 10€", never both ways at once. Several payees of one
 * amount need a word such as "each".
 */
export const pairLines = (items: readonly Item[]): Lines => {
  const groups = onlyGroup(items) ?? groupsOf(items);
  if (!groups) return fail("amount_unclear");
  const lines: CommandLine[] = [];
  for (const { amount, payees, each } of groups) {
    if (payees.length > 1 && !each) return fail("each_or_total");
    for (const payee of payees) lines.push({ payee: accountOf(payee), money: amount });
  }
  return linesOf(lines);
};

/** All in one currency, and no more than one intent holds. */
export const linesOf = (lines: readonly CommandLine[]): Lines => {
  const first = lines[0];
  if (!first || lines.length > maximumLines) return fail("payee_unclear");
  let total = 0n;
  for (const { money } of lines) {
    if (money.currency !== first.money.currency) return fail("amount_unclear");
    total += money.amount;
  }
  return total > maximumAmountMinor ? fail("amount_unclear") : ok(lines as CommandLines);
};

export const accountOf = ({ userId = "", handle, name }: Mention): NamedAccount =>
  name === undefined ? { userId, handle } : { userId, handle, name };

/** One amount and one payee, as most posts have it: nothing to pair. */
const onlyGroup = (items: readonly Item[]): readonly Group[] | undefined => {
  const first = items[0];
  const second = items[1];
  if (items.length !== 2 || !first || !second) return undefined;
  const amount = first.kind === "amount" ? first.amount.money : second.kind === "amount" && second.amount.money;
  const payee = first.kind === "payee" ? first.mention : second.kind === "payee" && second.mention;
  return amount && payee ? [{ amount, payees: [payee], each: false }] : undefined;
};

/** Undefined where an amount has no payee, or a payee two amounts. */
const groupsOf = (items: readonly Item[]): readonly Group[] | undefined => {
  const first = items[0]?.kind === "each" ? items[1] : items[0];
  const amountsFirst = first?.kind === "amount";
  const open: OpenGroup = { amount: undefined, payees: [], each: false };
  const groups: Group[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (item?.kind === "payee") open.payees.push(item.mention);
    else if (item?.kind === "each") {
      if (startsNext(open, amountsFirst ? items[at + 1] : undefined) && !close(open, groups)) return undefined;
      const last = groups.at(-1);
      if (last && !amountsFirst && open.payees.length === 0) last.each = true;
      else open.each = true;
    } else if (item) {
      if (amountsFirst && open.amount !== undefined && !close(open, groups)) return undefined;
      open.amount = item.amount.money;
      if (!amountsFirst && !close(open, groups)) return undefined;
    }
  }
  if (open.amount !== undefined && !close(open, groups)) return undefined;
  return open.payees.length === 0 && groups.length > 0 ? groups : undefined;
};

type OpenGroup = { amount: Money | undefined; payees: Mention[]; each: boolean };

/** "20€ an @dave, je 10€ an @bob und @carol": the word stands before the amount that it belongs to. */
const startsNext = (open: OpenGroup, next: Item | undefined): boolean =>
  next?.kind === "amount" && open.amount !== undefined && (open.each || open.payees.length < 2);

const close = (open: OpenGroup, groups: Group[]): boolean => {
  const { amount, payees, each } = open;
  if (!amount || payees.length === 0) return false;
  groups.push({ amount, payees, each });
  open.amount = undefined;
  open.payees = [];
  open.each = false;
  return true;
};
