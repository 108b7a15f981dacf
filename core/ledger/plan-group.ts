import type { TransferId } from "../ids.ts";
import { maximumAmountMinor } from "../money/money.ts";
import { fail, ok, type Result } from "../result.ts";
import type { StoredTransfer } from "./judge-stored.ts";
import type { Refusal, Transfer, TransferGroup } from "./ledger.ts";
import { judgeTarget, type Target, targetIdOf, targetPostings } from "./transfer-target.ts";
import { isIdle, mergePostings, type WalletPosting, writesPage } from "./wallet-posting.ts";

/** A database transaction holds so many items: one a transfer, one a wallet, one for what a transfer refers to. */
export const maximumItems = 100;

export type GroupPlan = {
  readonly transfers: readonly Transfer[];
  readonly targets: readonly Target[];
  readonly postings: readonly WalletPosting[];
};

export type PlanContext = {
  /** What the journal holds of the transfers that the group refers to. */
  readonly targets: ReadonlyMap<TransferId, StoredTransfer>;
  readonly now: number;
};

/** What a group does, wallet by wallet, or why it cannot be: all that can be judged without looking at a wallet. */
export const planGroup = (group: TransferGroup, context: PlanContext): Result<GroupPlan, Refusal> => {
  const { transfers } = group;
  if (transfers.length > maximumItems) return fail("group_too_large");
  const invalid = transfers.map(invalidity).find((refusal) => refusal !== undefined);
  if (invalid !== undefined) return fail(invalid);
  if (namesTwice(transfers)) return fail("transfer_mismatch");
  const targets: Target[] = [];
  const postings: WalletPosting[] = [];
  for (const transfer of transfers) {
    const target = judgeTarget(transfer, context);
    if (!target.ok) return target;
    if (target.value !== undefined) targets.push(target.value);
    postings.push(...(target.value === undefined ? plainPostings(transfer) : targetPostings(target.value)));
  }
  const merged = mergePostings(postings);
  if (merged === undefined) return fail("currency_mismatch");
  const plan = { transfers, targets, postings: merged };
  return itemsOf(plan) > maximumItems ? fail("group_too_large") : ok(plan);
};

const invalidity = ({ amount, debit, credit }: Transfer): Refusal | undefined => {
  if (amount <= 0n || amount > maximumAmountMinor) return "amount_invalid";
  return debit === credit ? "same_wallet" : undefined;
};

/** An item can be written once in a transaction: each id, and each transfer that is referred to, stands in a group once. */
const namesTwice = (transfers: readonly Transfer[]): boolean => {
  const named = transfers.flatMap((transfer) => [transfer.id, targetIdOf(transfer) ?? []].flat());
  return new Set(named).size < named.length;
};

/** Moves the amount, or reserves it. Of a reservation the credited wallet is only looked at: it gets nothing yet. */
const plainPostings = ({ id, debit, credit, amount, currency, kind }: Transfer): readonly WalletPosting[] => {
  const reserves = kind?.type === "pending";
  const common = { currency, restored: [], entries: reserves ? [] : [id] };
  const held = reserves ? amount : 0n;
  return [
    { ...common, wallet: debit, available: -amount, held, spent: amount, pays: true, receives: false },
    { ...common, wallet: credit, available: amount - held, held: 0n, spent: 0n, pays: false, receives: true },
  ];
};

/** How many items the database writes for the plan. */
export const itemsOf = ({ transfers, targets, postings }: GroupPlan): number => {
  const written = postings.filter((posting) => !isIdle(posting));
  return transfers.length + targets.length + written.length + written.filter(writesPage).length;
};
