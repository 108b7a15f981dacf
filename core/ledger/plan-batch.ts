import type { TransferId, WalletId } from "../ids.ts";
import type { Refusal, TransferGroup } from "./ledger.ts";
import { type GroupPlan, maximumItems } from "./plan-group.ts";
import { applyPosting, judgePosting, type WalletBooks, weightiest } from "./wallet-books.ts";
import { pageFrom, type WalletPosting } from "./wallet-posting.ts";

/** The wallet that all of a group's money goes to, of a group that may be written together with others. */
const commonPayee = ({ transfers: [first, ...others] }: TransferGroup): WalletId | undefined =>
  first.kind === undefined && others.every(({ kind, credit }) => kind === undefined && credit === first.credit)
    ? first.credit
    : undefined;

/**
 * Indexes of groups that are written in one transaction: those that pay the same wallet, as many as fit. A wallet that
 * hundreds pay is then written once for 49 payments. The rest stands alone.
 */
export const packGroups = (groups: readonly TransferGroup[]): readonly (readonly number[])[] => {
  const packs: number[][] = [];
  const open = new Map<WalletId, { readonly pack: number[]; readonly size: Size }>();
  groups.forEach((group, index) => {
    const payee = commonPayee(group);
    const current = payee === undefined ? undefined : open.get(payee);
    if (current !== undefined && fits(current.size, group)) {
      current.pack.push(index);
      grow(current.size, group);
      return;
    }
    const pack = [index];
    packs.push(pack);
    if (payee !== undefined) open.set(payee, { pack, size: grow(newSize(), group) });
  });
  return packs;
};

/** The transfers so far, and how many of them touch each wallet. */
type Size = { readonly transfers: Set<TransferId>; readonly entries: Map<WalletId, number> };

const newSize = (): Size => ({ transfers: new Set(), entries: new Map() });

const grow = (size: Size, { transfers }: TransferGroup): Size => {
  for (const { id } of transfers) size.transfers.add(id);
  for (const wallet of transfers.flatMap(({ debit, credit }) => [debit, credit])) {
    size.entries.set(wallet, (size.entries.get(wallet) ?? 0) + 1);
  }
  return size;
};

const fits = (size: Size, group: TransferGroup): boolean => {
  // The same payment twice in one call is posted once, and found posted by the other transaction.
  if (group.transfers.some(({ id }) => size.transfers.has(id))) return false;
  const { transfers, entries } = grow({ transfers: new Set(size.transfers), entries: new Map(size.entries) }, group);
  const pages = [...entries.values()].filter((count) => count >= pageFrom).length;
  return transfers.size + entries.size + pages <= maximumItems;
};

/** A group of a batch with what became of its planning. */
export type Planned = { readonly index: number; readonly plan: GroupPlan };
export type Refused = { readonly index: number; readonly reason: Refusal };

/**
 * Judges groups one after the other, each by what those before it leave in the wallets. What is refused beside others that
 * are admitted is refused only on the condition that they are posted: judge it again when they are.
 */
export const judgeBatch = (
  planned: readonly Planned[],
  { books, now }: { readonly books: ReadonlyMap<WalletId, WalletBooks>; readonly now: number },
): { readonly admitted: readonly Planned[]; readonly refused: readonly Refused[] } => {
  const after = new Map(books);
  const admitted: Planned[] = [];
  const refused: Refused[] = [];
  for (const one of planned) {
    const { postings } = one.plan;
    const reason = weightiest(
      postings.flatMap((posting) => judgePosting(after.get(posting.wallet), posting, now) ?? []),
    );
    if (reason !== undefined) {
      refused.push({ index: one.index, reason });
      continue;
    }
    admitted.push(one);
    for (const posting of postings) applyTo(after, posting, now);
  }
  return { admitted, refused };
};

const applyTo = (books: Map<WalletId, WalletBooks>, posting: WalletPosting, now: number): void => {
  const before = books.get(posting.wallet);
  if (before !== undefined) books.set(posting.wallet, applyPosting(before, posting, now));
};
