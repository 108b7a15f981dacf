import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { leftAfter, windowsAt } from "../../core/ledger/wallet-books.ts";
import { type WalletPosting, writesPage } from "../../core/ledger/wallet-posting.ts";
import { number, text } from "./attributes.ts";
import { createExpression, type Expression } from "./expression.ts";
import { batchPage, tailElement, tailPage } from "./journal-item.ts";
import type { LedgerTables } from "./ledger-parts.ts";
import type { StoredSlot, StoredWallet } from "./wallet-item.ts";

/** A tail of so many entries is turned into a page by the next transaction that has room for one more item. */
export const turnsFrom = 16;
/** The most that a tail holds: with them the wallet's item is still below 1 KB. */
export const fullFrom = 24;

export type PostingWrite = {
  readonly wallet: StoredWallet;
  /** Where it is written: the wallet's own item, or a shard. */
  readonly slot: StoredSlot;
  readonly posting: WalletPosting;
  readonly now: number;
  /** Only over the very balance that was read, so that the resulting one is known. */
  readonly exact: boolean;
  /** Turns the tail into a page: only over the very tail that was read. */
  readonly turns: boolean;
};

export type WrittenPosting = { readonly update: TransactWriteItem; readonly page: readonly TransactWriteItem[] };

/**
 * What a posting does to a wallet. Two of them commute as far as they can: the update adds to what is there, and its
 * conditions ask for what this posting needs, not for what was read.
 */
export const writePosting = (tables: LedgerTables, write: PostingWrite): WrittenPosting => {
  const { slot, wallet } = write;
  const update = createExpression();
  update.require("guards", "=", number(wallet.guards));
  moveMoney(update, write);
  if (slot.item === wallet.id) spendLimits(update, write);
  const page = writeEntries(update, tables, write);
  return { update: update.build({ table: tables.wallets, key: { id: text(slot.item) } }), page };
};

const moveMoney = (update: Expression, { wallet, posting, exact }: PostingWrite): void => {
  update.add("available", posting.available);
  update.add("held", posting.held);
  if (exact) {
    update.require("available", "=", number(wallet.available));
    update.require("held", "=", number(wallet.held));
  }
  if (posting.available < 0n && wallet.kind !== "system") {
    update.require("available", ">=", number(wallet.floor - posting.available));
  }
};

const spendLimits = (update: Expression, { wallet, posting, now }: PostingWrite): void => {
  const grown = posting.available + posting.held;
  if (wallet.room !== undefined) {
    update.add("room", -grown);
    if (grown > 0n) update.require("room", ">=", number(grown));
  }
  if (posting.spent === 0n && posting.restored.length === 0) return;
  const current = windowsAt(wallet, now);
  wallet.windows.forEach((before, index) => {
    const window = current[index] ?? before;
    const change = leftAfter(window, posting) - window.left;
    if (change === 0n) return;
    update.require(before.name, "=", text(before.date));
    if (window.date !== before.date) {
      // The second form: the window begins anew.
      update.set(before.name, text(window.date));
      update.set(`${before.name}Left`, number(window.left + change));
      return;
    }
    update.add(`${before.name}Left`, change);
    if (posting.spent > 0n) update.require(`${before.name}Left`, ">=", number(posting.spent));
  });
};

const writeEntries = (
  update: Expression,
  tables: LedgerTables,
  { slot, posting, now, turns }: PostingWrite,
): readonly TransactWriteItem[] => {
  const { entries: ids } = posting;
  if (ids.length === 0) return [];
  if (writesPage(posting)) {
    update.add("paged", ids.length);
    return [batchPage(tables.journal, { item: slot.item, ids, at: now })];
  }
  const elements = ids.map((id) => tailElement({ id, at: now }));
  if (!turns) {
    update.append("tail", elements);
    // Before that it is far from full, whoever else adds to it at the same time.
    if (slot.tail.length >= turnsFrom) update.requireSize("tail", fullFrom - elements.length);
    return [];
  }
  update.set("tail", { L: elements });
  update.add("paged", slot.tail.length);
  update.require("tail", "=", { L: [...slot.tail] });
  return [tailPage(tables.journal, { item: slot.item, tail: slot.tail })];
};
