import type { AttributeValue, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../core/clock.ts";
import type { TransferId, WalletId } from "../../core/ids.ts";
import type { StoredTransfer } from "../../core/ledger/judge-stored.ts";
import type { Balance, Refusal, Transfer, TransferClosing, WalletKind } from "../../core/ledger/ledger.ts";
import type { WalletChange } from "../../core/ledger/plan-group.ts";
import type { TransferCode } from "../../core/ledger/transfer-code.ts";
import type { Currency } from "../../core/money/currency.ts";

export type Item = Record<string, AttributeValue>;
export type LedgerTables = { readonly wallets: string; readonly transfers: string };

const text = (value: string): AttributeValue => ({ S: value });
const number = (value: bigint | number): AttributeValue => ({ N: value.toString() });

export const textOf = (item: Item, name: string): string => {
  const value = item[name]?.S;
  if (value === undefined) throw new TypeError(`The stored item has no text "${name}".`);
  return value;
};

const integerOf = (item: Item, name: string): bigint => {
  const value = item[name]?.N;
  if (value === undefined) throw new TypeError(`The stored item has no number "${name}".`);
  return BigInt(value);
};

/** A record replaces nothing but a refusal of a lower version: this condition is what "at most once, for ever" rests on. */
const recordIsOpen = {
  ConditionExpression: "attribute_not_exists(id) OR (#status = :refused AND #version < :version)",
  ExpressionAttributeNames: { "#status": "status", "#version": "version" },
  ReturnValuesOnConditionCheckFailure: "ALL_OLD",
} as const;

export const postedRecord = (tables: LedgerTables, transfer: Transfer, postedAt: Instant): TransactWriteItem => ({
  Put: {
    TableName: tables.transfers,
    Item: {
      id: text(transfer.id),
      status: text("posted"),
      version: number(transfer.version),
      debit: text(transfer.debit),
      credit: text(transfer.credit),
      amount: number(transfer.amount),
      currency: text(transfer.currency),
      code: text(transfer.code),
      ref: text(transfer.ref),
      postedAt: text(postedAt),
    },
    ...recordIsOpen,
    ExpressionAttributeValues: { ":refused": text("refused"), ":version": number(transfer.version) },
  },
});

/** Names no wallet, so that it stands in no statement. */
export const refusedRecord = (
  tables: LedgerTables,
  transfer: TransferClosing,
  refusal: { readonly reason: Refusal; readonly at: Instant },
): TransactWriteItem => ({
  Put: {
    TableName: tables.transfers,
    Item: {
      id: text(transfer.id),
      status: text("refused"),
      version: number(transfer.version),
      reason: text(refusal.reason),
      ref: text(transfer.ref),
      refusedAt: text(refusal.at),
    },
    ...recordIsOpen,
    ExpressionAttributeValues: { ":refused": text("refused"), ":version": number(transfer.version) },
  },
});

export const walletUpdate = (tables: LedgerTables, { wallet, currency, net }: WalletChange): TransactWriteItem => {
  const paying = net < 0n;
  return {
    Update: {
      TableName: tables.wallets,
      Key: { id: text(wallet) },
      UpdateExpression: "SET available = available + :net",
      ConditionExpression: paying
        ? "attribute_exists(id) AND currency = :currency AND (kind = :system OR available >= :due)"
        : "attribute_exists(id) AND currency = :currency",
      ExpressionAttributeValues: {
        ":net": number(net),
        ":currency": text(currency),
        ...(paying ? { ":system": text("system"), ":due": number(-net) } : {}),
      },
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    },
  };
};

/** Why a wallet's condition failed, from the item as it was (none: there is no such wallet). */
export const walletRefusal = (change: WalletChange, item: Item | undefined): Refusal => {
  if (item === undefined) return "wallet_unknown";
  return textOf(item, "currency") === change.currency ? "insufficient_funds" : "currency_mismatch";
};

export const storedTransferOf = (item: Item): StoredTransfer =>
  textOf(item, "status") === "posted"
    ? { status: "posted", transfer: transferOf(item) }
    : { status: "refused", version: Number(integerOf(item, "version")), reason: textOf(item, "reason") as Refusal };

export const transferOf = (item: Item): Transfer => ({
  id: textOf(item, "id") as TransferId,
  version: Number(integerOf(item, "version")),
  debit: textOf(item, "debit") as WalletId,
  credit: textOf(item, "credit") as WalletId,
  amount: integerOf(item, "amount"),
  currency: textOf(item, "currency") as Currency,
  code: textOf(item, "code") as TransferCode,
  ref: textOf(item, "ref"),
});

export const walletItem = (wallet: {
  readonly id: WalletId;
  readonly kind: WalletKind;
  readonly currency: Currency;
  readonly owner: string;
}): Item => ({
  id: text(wallet.id),
  kind: text(wallet.kind),
  currency: text(wallet.currency),
  owner: text(wallet.owner),
  available: number(0),
  pending: number(0),
});

export const balanceOf = (item: Item): Balance => ({
  wallet: textOf(item, "id") as WalletId,
  currency: textOf(item, "currency") as Currency,
  available: integerOf(item, "available"),
  pending: integerOf(item, "pending"),
});
