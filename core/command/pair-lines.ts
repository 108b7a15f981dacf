import type { Mention } from "../channel/channel-event.ts";
import { type Money, maximumAmountMinor } from "../money/money.ts";
import { type Result, fail, ok } from "../result.ts";
import type { CommandLine, CommandLines, NamedAccount, QuestionReason } from "./command.ts";
import type { Item } from "./draft.ts";

/** As many as one intent holds. */
const maximumLines = 49;

type Group = { readonly amount: Money; readonly payees: readonly Mention[]; readonly each: boolean };

export type Lines = Result<CommandLines, QuestionReason>;

/**
 * Who gets how much: "20€ @bob et 10€ @carol" or "@bob 20€, @carol 10€", never both ways at once. Several payees of one
 * amount need a word such as "each".
 */
export const pairLines = (items: readonly Item[]): Lines => {
  const groups = groupsOf(items);
  if (!groups) return fail("amount_unclear");
  if (groups.some(({ payees, each }) => payees.length > 1 && !each)) return fail("each_or_total");
  return linesOf(
    groups.flatMap(({ amount, payees }) => payees.map((payee) => ({ payee: accountOf(payee), money: amount }))),
  );
};

/** All in one currency, and no more than one intent holds. */
export const linesOf = (lines: readonly CommandLine[]): Lines => {
  const [first, ...rest] = lines;
  if (!first || lines.length > maximumLines) return fail("payee_unclear");
  if (rest.some(({ money }) => money.currency !== first.money.currency)) return fail("amount_unclear");
  const total = lines.reduce((sum, { money }) => sum + money.amount, 0n);
  return total > maximumAmountMinor ? fail("amount_unclear") : ok([first, ...rest]);
};

export const accountOf = ({ userId = "", handle, name }: Mention): NamedAccount => ({
  userId,
  handle,
  ...(name === undefined ? {} : { name }),
});

/** Undefined where an amount has no payee, or a payee two amounts. */
const groupsOf = (items: readonly Item[]): readonly Group[] | undefined => {
  const amountsFirst = items.find(({ kind }) => kind !== "each")?.kind === "amount";
  const groups: Group[] = [];
  let amount: Money | undefined;
  let payees: Mention[] = [];
  let each = false;
  const close = (): boolean => {
    if (!amount || payees.length === 0) return false;
    groups.push({ amount, payees, each });
    [amount, payees, each] = [undefined, [], false];
    return true;
  };
  for (const [at, item] of items.entries()) {
    if (item.kind === "each") {
      // "je 20€ an @bob und @carol": before the amount that it belongs to.
      const ahead =
        amountsFirst && items[at + 1]?.kind === "amount" && (amount === undefined || each || payees.length < 2);
      if (ahead && amount !== undefined && !close()) return undefined;
      const last = groups.at(-1);
      if (!amountsFirst && amount === undefined && payees.length === 0 && last)
        groups[groups.length - 1] = { ...last, each: true };
      else each = true;
    } else if (item.kind === "amount") {
      if (amountsFirst && amount !== undefined && !close()) return undefined;
      if (item.amount.money === undefined) return undefined;
      amount = item.amount.money;
      if (!amountsFirst && !close()) return undefined;
    } else payees.push(item.mention);
  }
  if (amount !== undefined && !close()) return undefined;
  return payees.length === 0 && groups.length > 0 ? groups : undefined;
};
