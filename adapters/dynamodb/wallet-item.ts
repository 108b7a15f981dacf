import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { WalletId } from "../../core/ids.ts";
import { configureWallet } from "../../core/ledger/configure-wallet.ts";
import type { Balance, NewWallet, WalletKind, WalletState } from "../../core/ledger/ledger.ts";
import type { SpendingWindow, WalletBooks, WindowName } from "../../core/ledger/wallet-books.ts";
import type { Currency } from "../../core/money/currency.ts";
import { integerOf, type Item, number, optionalIntegerOf, text, textOf } from "./attributes.ts";

/**
 * The part of a wallet that credits may be written to: the wallet's own item, or one of the shards of a wallet that runs
 * hot. Each has its own entries.
 */
export type StoredSlot = {
  /** The key of the item. */
  readonly item: string;
  /** Counts the changes of the wallet's settings: what was judged by others is not written. */
  readonly guards: number;
  readonly available: bigint;
  /** All entries ever: those in pages, which the item counts, and those in the tail. */
  readonly entries: number;
  /** The latest entries, until a page takes them. */
  readonly tail: readonly AttributeValue[];
};

export type StoredWallet = StoredSlot &
  WalletBooks & {
    readonly shards: number;
    /** How often money was moved from the shards to here. */
    readonly drained: number;
  };

export const shardKey = (wallet: WalletId, shard: number): string => `${wallet}#${shard}`;

/** Of all its shards, in their order. */
export const shardKeys = (wallet: WalletId, shards: number): readonly string[] =>
  Array.from({ length: shards }, (_, index) => shardKey(wallet, index + 1));

const emptySlot = (item: string, guards: number): Item => ({
  id: text(item),
  guards: number(guards),
  available: number(0),
  paged: number(0),
  tail: { L: [] },
});

export const shardItem = (item: string, guards: number): Item => emptySlot(item, guards);

/** Below 1 KB, whatever it comes to hold: every payment pays for the size of its wallets. */
export const walletItem = (wallet: NewWallet, now: number): Item => {
  const item = {
    ...emptySlot(wallet.id, 1),
    kind: text(wallet.kind),
    currency: text(wallet.currency),
    owner: text(wallet.owner),
    state: text("open"),
    held: number(0),
    shards: number(0),
    drained: number(0),
  };
  const set = configureWallet(walletOf(item), wallet.settings ?? {}, { now, sharded: undefined });
  return set.ok ? { ...item, ...limitAttributes(set.value) } : item;
};

const limitAttributes = ({ timeZone, paymentLimit, room, windows }: WalletBooks): Item => {
  const item: Item = {};
  if (timeZone !== undefined) item["timeZone"] = text(timeZone);
  if (paymentLimit !== undefined) item["paymentLimit"] = number(paymentLimit);
  if (room !== undefined) item["room"] = number(room);
  for (const { name, date, left, limit } of windows) {
    Object.assign(item, { [name]: text(date), [`${name}Left`]: number(left), [`${name}Limit`]: number(limit) });
  }
  return item;
};

export const slotOf = (item: Item): StoredSlot => {
  const tail = item["tail"]?.L ?? [];
  return {
    item: textOf(item, "id"),
    guards: Number(integerOf(item, "guards")),
    available: integerOf(item, "available"),
    entries: Number(integerOf(item, "paged")) + tail.length,
    tail,
  };
};

export const walletOf = (item: Item): StoredWallet => ({
  ...slotOf(item),
  id: textOf(item, "id") as WalletId,
  kind: textOf(item, "kind") as WalletKind,
  currency: textOf(item, "currency") as Currency,
  state: textOf(item, "state") as WalletState,
  held: integerOf(item, "held"),
  floor: optionalIntegerOf(item, "floor") ?? 0n,
  room: optionalIntegerOf(item, "room"),
  timeZone: item["timeZone"]?.S,
  paymentLimit: optionalIntegerOf(item, "paymentLimit"),
  windows: windowNames.flatMap((name) => windowOf(item, name) ?? []),
  shards: Number(integerOf(item, "shards")),
  drained: Number(integerOf(item, "drained")),
});

export const windowNames = ["day", "month"] as const satisfies readonly WindowName[];

const windowOf = (item: Item, name: WindowName): SpendingWindow | undefined => {
  const date = item[name]?.S;
  return date === undefined
    ? undefined
    : { name, date, left: integerOf(item, `${name}Left`), limit: integerOf(item, `${name}Limit`) };
};

/** `sharded` is what the shards hold, where the wallet has any. */
export const balanceOf = ({ id, currency, available, held }: WalletBooks, sharded = 0n): Balance => ({
  wallet: id,
  currency,
  available: available + sharded,
  pending: held,
});
