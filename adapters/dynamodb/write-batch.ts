import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { instant } from "../../core/clock.ts";
import type { WalletId } from "../../core/ids.ts";
import type { Balance, Transfer } from "../../core/ledger/ledger.ts";
import type { LocalDates } from "../../core/ledger/local-dates.ts";
import type { Planned } from "../../core/ledger/plan-batch.ts";
import { itemsOf, maximumItems } from "../../core/ledger/plan-group.ts";
import { applyPosting, windowsAt } from "../../core/ledger/wallet-books.ts";
import { isIdle, mergePostings, type WalletPosting, writesPage } from "../../core/ledger/wallet-posting.ts";
import { text } from "./attributes.ts";
import { createExpression } from "./expression.ts";
import { tailPage } from "./journal-item.ts";
import type { LedgerParts, LedgerTables } from "./ledger-parts.ts";
import type { Books } from "./read-books.ts";
import { transact } from "./transact.ts";
import { postedRecord, targetUpdate } from "./transfer-item.ts";
import { balanceOf, type StoredSlot, type StoredWallet } from "./wallet-item.ts";
import { fullFrom, turnsFrom, writePosting } from "./write-posting.ts";

export type WrittenBatch = {
  /** The records of the groups in their order come first, so that a reason's index says what it speaks of. */
  readonly items: TransactWriteItem[];
  readonly walletAt: ReadonlyMap<number, WalletId>;
  readonly credited: readonly { readonly wallet: StoredWallet; readonly shard: number }[];
  /** Tails that must be turned into pages before: there is no room for the pages in this transaction. */
  readonly full: readonly StoredSlot[];
  readonly outcome: { readonly balances?: readonly Balance[] };
};

type Batch = {
  readonly admitted: readonly Planned[];
  readonly books: Books;
  readonly now: number;
  readonly exact: boolean;
};

type Placed = {
  readonly wallet: StoredWallet;
  readonly slot: StoredSlot;
  readonly shard: number;
  readonly posting: WalletPosting;
};

/** The one transaction that posts all that was admitted. */
export const writeBatch = (tables: LedgerTables, batch: Batch): WrittenBatch => {
  const { admitted, now, exact } = batch;
  const plan = {
    transfers: admitted.flatMap((one) => one.plan.transfers),
    targets: admitted.flatMap((one) => one.plan.targets),
    postings: mergePostings(admitted.flatMap((one) => one.plan.postings)) ?? [],
  };
  const placed = plan.postings.filter((posting) => !isIdle(posting)).map((posting) => place(posting, batch.books));
  let room = maximumItems - itemsOf(plan);
  const full: StoredSlot[] = [];
  const written = placed.map((one) => {
    const inTail = !writesPage(one.posting) && one.posting.entries.length > 0;
    const turns = inTail && one.slot.tail.length >= turnsFrom && room > 0;
    if (turns) room -= 1;
    else if (inTail && one.slot.tail.length + one.posting.entries.length > fullFrom) full.push(one.slot);
    return writePosting(tables, { ...one, now, exact, turns });
  });
  const at = instant(now);
  const records = plan.transfers.map((transfer) =>
    postedRecord(tables.transfers, transfer, { at, reservedIn: reservedIn(transfer, batch) }),
  );
  const before = [...records, ...plan.targets.map((target) => targetUpdate(tables.transfers, target))];
  return {
    items: [...before, ...written.flatMap(({ update }) => update), ...written.flatMap(({ page }) => page)],
    walletAt: new Map(placed.map(({ wallet }, index) => [before.length + index, wallet.id])),
    credited: placed.filter(({ posting }) => posting.receives && posting.entries.length > 0),
    full,
    outcome: exact ? { balances: balancesAfter(placed, now) } : {},
  };
};

/** Credits of a wallet that has shards go to one of them; what it pays, reserves or must keep a ceiling for does not. */
const place = (posting: WalletPosting, { wallets, shards }: Books): Placed => {
  const wallet = wallets.get(posting.wallet);
  if (wallet === undefined) throw new Error("A posting was admitted to a wallet that is not there.");
  const taken = shards.get(posting.wallet);
  const mayShard =
    wallet.room === undefined && posting.restored.length === 0 && (!posting.pays || wallet.kind === "system");
  return taken !== undefined && mayShard ? { wallet, posting, ...taken } : { wallet, posting, slot: wallet, shard: 0 };
};

/** A void gives back only to the windows that the reservation was taken from: its record remembers them. */
const reservedIn = ({ kind, debit }: Transfer, { books, now }: Batch): Partial<LocalDates> => {
  const payer = kind?.type === "pending" ? books.wallets.get(debit) : undefined;
  return Object.fromEntries(payer === undefined ? [] : windowsAt(payer, now).map(({ name, date }) => [name, date]));
};

const balancesAfter = (placed: readonly Placed[], now: number): readonly Balance[] =>
  placed
    .filter(({ wallet }) => wallet.shards === 0)
    .map(({ wallet, posting }) => balanceOf(applyPosting(wallet, posting, now)));

/** Turns full tails into pages, all of them in one transaction, where nothing else has changed them meanwhile. */
export const turnTails = async ({ client, tables }: LedgerParts, slots: readonly StoredSlot[]): Promise<void> => {
  const items = slots.slice(0, maximumItems / 2).flatMap(({ item, tail }) => {
    const update = createExpression();
    update.set("tail", { L: [] });
    update.add("paged", tail.length);
    update.require("tail", "=", { L: [...tail] });
    return [update.build({ table: tables.wallets, key: { id: text(item) } }), tailPage(tables.journal, { item, tail })];
  });
  await transact(client, items);
};
