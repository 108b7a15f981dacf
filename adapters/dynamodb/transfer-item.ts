import type { TransactWriteItem } from "@aws-sdk/client-dynamodb";
import type { Instant } from "../../core/clock.ts";
import type { TransferId, WalletId } from "../../core/ids.ts";
import type { StoredTransfer } from "../../core/ledger/judge-stored.ts";
import type { Refusal, Transfer, TransferClosing, TransferKind } from "../../core/ledger/ledger.ts";
import type { LocalDates } from "../../core/ledger/local-dates.ts";
import type { TransferCode } from "../../core/ledger/transfer-code.ts";
import { reversibleOf, type Target } from "../../core/ledger/transfer-target.ts";
import type { Currency } from "../../core/money/currency.ts";
import { integerOf, type Item, number, optionalIntegerOf, text, textOf } from "./attributes.ts";

/** A record replaces nothing but a refusal of a lower version: this condition is what "at most once, for ever" rests on. */
const recordIsOpen = (version: number) => ({
  ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const,
  ...(version <= 1
    ? // The first version comes after none.
      { ConditionExpression: "attribute_not_exists(id)" }
    : {
        ConditionExpression: "attribute_not_exists(id) OR (#status = :refused AND #version < :version)",
        ExpressionAttributeNames: { "#status": "status", "#version": "version" },
        ExpressionAttributeValues: { ":refused": text("refused"), ":version": number(version) },
      }),
});

/** `reservedIn`, of a pending transfer: the windows of the payer's limits that it is taken from. */
export const postedRecord = (
  table: string,
  transfer: Transfer,
  { at, reservedIn }: { readonly at: Instant; readonly reservedIn: Partial<LocalDates> },
): TransactWriteItem => ({
  Put: {
    TableName: table,
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
      postedAt: text(at),
      ...kindAttributes(transfer),
      ...(transfer.consent === undefined ? {} : { consent: text(transfer.consent) }),
      ...Object.fromEntries(Object.entries(reservedIn).map(([name, date]) => [name, text(date)])),
    },
    ...recordIsOpen(transfer.version),
  },
});

/** Names no wallet: it stands in no journal. */
export const refusedRecord = (
  table: string,
  transfer: TransferClosing,
  refusal: { readonly reason: Refusal; readonly at: Instant },
): TransactWriteItem => ({
  Put: {
    TableName: table,
    Item: {
      id: text(transfer.id),
      status: text("refused"),
      version: number(transfer.version),
      reason: text(refusal.reason),
      ref: text(transfer.ref),
      refusedAt: text(refusal.at),
    },
    ...recordIsOpen(transfer.version),
  },
});

/**
 * Holds that nothing has resolved stand in an index of their own, by their time-out, spread over so many keys. No other
 * transfer has the attribute, and so none pays for the index.
 */
export const holdBuckets = 8;

const holdBucketOf = (id: TransferId): string => String((id.codePointAt(id.length - 1) ?? 0) % holdBuckets);

const kindAttributes = ({ id, kind }: Transfer): Item => {
  if (kind === undefined) return {};
  switch (kind.type) {
    case "pending":
      return { kind: text(kind.type), timeoutAt: text(kind.timeoutAt), holdBucket: text(holdBucketOf(id)) };
    case "post_pending":
    case "void_pending":
      return { kind: text(kind.type), of: text(kind.pending) };
    case "reversal":
      return { kind: text(kind.type), of: text(kind.original) };
  }
};

const kindOf = (item: Item): TransferKind | undefined => {
  const type = item["kind"]?.S as TransferKind["type"] | undefined;
  switch (type) {
    case undefined:
      return undefined;
    case "pending":
      return { type, timeoutAt: textOf(item, "timeoutAt") };
    case "post_pending":
    case "void_pending":
      return { type, pending: textOf(item, "of") as TransferId };
    case "reversal":
      return { type, original: textOf(item, "of") as TransferId };
  }
};

/** Marks what a transfer refers to: a hold is resolved once, and is due no more; an original sent back up to what it was. */
export const targetUpdate = (table: string, { by, of }: Target): TransactWriteItem => {
  const Key = { id: text(of.transfer.id) };
  if (by.kind?.type !== "reversal") {
    return {
      Update: {
        TableName: table,
        Key,
        UpdateExpression: "SET resolvedBy = :by REMOVE holdBucket",
        ConditionExpression: "attribute_exists(id) AND attribute_not_exists(resolvedBy)",
        ExpressionAttributeValues: { ":by": text(by.id) },
      },
    };
  }
  const isFirst = of.reversible === undefined;
  return {
    Update: {
      TableName: table,
      Key,
      UpdateExpression: isFirst ? "SET reversible = :left" : "SET reversible = reversible - :amount",
      ConditionExpression: isFirst
        ? "attribute_exists(id) AND attribute_not_exists(reversible)"
        : "reversible >= :amount",
      ExpressionAttributeValues: isFirst
        ? { ":left": number(reversibleOf(of) - by.amount) }
        : { ":amount": number(by.amount) },
    },
  };
};

export const storedTransferOf = (item: Item): StoredTransfer =>
  textOf(item, "status") === "posted"
    ? {
        status: "posted",
        transfer: transferOf(item),
        reservedIn: reservedInOf(item),
        resolvedBy: item["resolvedBy"]?.S as TransferId | undefined,
        reversible: optionalIntegerOf(item, "reversible"),
      }
    : { status: "refused", version: Number(integerOf(item, "version")), reason: textOf(item, "reason") as Refusal };

const reservedInOf = (item: Item): Partial<LocalDates> => ({
  ...(item["day"]?.S === undefined ? {} : { day: item["day"].S }),
  ...(item["month"]?.S === undefined ? {} : { month: item["month"].S }),
});

export const transferOf = (item: Item): Transfer => {
  const kind = kindOf(item);
  return {
    id: textOf(item, "id") as TransferId,
    version: Number(integerOf(item, "version")),
    debit: textOf(item, "debit") as WalletId,
    credit: textOf(item, "credit") as WalletId,
    amount: integerOf(item, "amount"),
    currency: textOf(item, "currency") as Currency,
    code: textOf(item, "code") as TransferCode,
    ref: textOf(item, "ref"),
    ...(kind === undefined ? {} : { kind }),
    ...(item["consent"]?.S === undefined ? {} : { consent: item["consent"].S }),
  };
};
