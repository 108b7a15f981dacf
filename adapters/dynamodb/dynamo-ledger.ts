import {
  type CancellationReason,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { type Clock, instant } from "../../core/clock.ts";
import { judgeStored, type StoredTransfer } from "../../core/ledger/judge-stored.ts";
import type {
  DecidedOutcome,
  Ledger,
  NewWallet,
  OpenOutcome,
  PostOutcome,
  Refusal,
  TransferClosing,
  TransferGroup,
} from "../../core/ledger/ledger.ts";
import { planGroup, type WalletChange } from "../../core/ledger/plan-group.ts";
import {
  type Item,
  type LedgerTables,
  postedRecord,
  refusedRecord,
  storedTransferOf,
  textOf,
  walletItem,
  walletRefusal,
  walletUpdate,
} from "./ledger-items.ts";
import { createDynamoLedgerReader } from "./dynamo-ledger-reader.ts";
import { attemptLimit, backOff, type Pace } from "./pace.ts";
import { type Attempt, transact } from "./transact.ts";

export type DynamoLedgerOptions = {
  readonly client: DynamoDBClient;
  readonly tables: LedgerTables;
  readonly clock: Clock;
  readonly pace: Pace;
};

/** The outcome is not known, or was not reached in time: call again with the same ids. */
export class LedgerUnavailableError extends Error {
  override readonly name = "LedgerUnavailableError";
}

/**
 * `Ledger` on two tables: a group is one transaction over its wallets and records. The record of a transfer is what makes
 * it happen at most once, for ever: `ClientRequestToken` would forget after ten minutes, a queue may be redriven days later.
 */
export const createDynamoLedger = (options: DynamoLedgerOptions): Ledger => ({
  open: (wallets) => inOrder(wallets, (wallet) => openWallet(options, wallet)),
  post: (groups) => inOrder(groups, (group) => postGroup(options, group)),
  refuse: (groups) => inOrder(groups, (claims) => refuseGroup(options, { claims, reason: "closed" })),
  ...createDynamoLedgerReader(options),
});

/** One after the other: the groups of one call often share a wallet, and would only cancel each other. */
const inOrder = async <Input, Output>(
  inputs: readonly Input[],
  one: (input: Input) => Promise<Output>,
): Promise<readonly Output[]> => {
  const outputs: Output[] = [];
  for (const input of inputs) outputs.push(await one(input));
  return outputs;
};

const postGroup = async (options: DynamoLedgerOptions, group: TransferGroup): Promise<PostOutcome> => {
  const plan = planGroup(group);
  if (!plan.ok) return { status: "refused", reason: plan.fault };
  const changes = plan.value;
  const at = instant(options.clock());
  const end = await write(options, {
    claims: group.transfers,
    records: group.transfers.map((transfer) => postedRecord(options.tables, transfer, at)),
    updates: changes.map((change) => walletUpdate(options.tables, change)),
  });
  if (end.kind === "committed") return { status: "posted" };
  if (end.kind === "decided") return end.outcome;
  return refuseGroup(options, { claims: group.transfers, reason: refusalOf(changes, end.wallets) });
};

/** A wallet that is missing says more than one of another currency, and both more than one that is short of money. */
const refusalOf = (changes: readonly WalletChange[], failed: readonly FailedWallet[]): Refusal => {
  const refusals = new Set<Refusal>();
  for (const { index, item } of failed) {
    const change = changes[index];
    if (change !== undefined) refusals.add(walletRefusal(change, item));
  }
  if (refusals.has("wallet_unknown")) return "wallet_unknown";
  return refusals.has("currency_mismatch") ? "currency_mismatch" : "insufficient_funds";
};

/** Writes the refusal down, so that it stays one; what was posted meanwhile stays posted. */
const refuseGroup = async (
  options: DynamoLedgerOptions,
  { claims, reason }: { readonly claims: readonly TransferClosing[]; readonly reason: Refusal },
): Promise<DecidedOutcome> => {
  const at = instant(options.clock());
  const records = claims.map((claim) => refusedRecord(options.tables, claim, { reason, at }));
  const end = await write(options, { claims, records, updates: [] });
  return end.kind === "decided" ? end.outcome : { status: "refused", reason };
};

type FailedWallet = { readonly index: number; readonly item: Item | undefined };
type End =
  | { readonly kind: "committed" }
  | { readonly kind: "decided"; readonly outcome: DecidedOutcome }
  | { readonly kind: "short"; readonly wallets: readonly FailedWallet[] };

/** The transaction of a group: its records first, so that a reason's index says what it speaks of. */
type Work = {
  readonly claims: readonly TransferClosing[];
  readonly records: readonly TransactWriteItem[];
  readonly updates: readonly TransactWriteItem[];
};

/** Attempts the transaction until the database has judged it. */
const write = async (options: DynamoLedgerOptions, work: Work): Promise<End> => {
  let cause: unknown;
  for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
    const result = await transact(options.client, [...work.records, ...work.updates]);
    if (result.kind === "committed") return result;
    if (result.kind === "unknown") cause = result.error;
    const end = await endOf(options, work, result);
    if (end !== undefined) return end;
    await backOff(options.pace, result.kind === "refused" ? "conflict" : result.kind, attempt);
  }
  throw new LedgerUnavailableError("The database did not decide in time: call again with the same ids.", { cause });
};

type Uncommitted = Exclude<Attempt, { readonly kind: "committed" }>;

/** Undefined where nothing has been decided, so that it must be tried again. */
const endOf = async (options: DynamoLedgerOptions, work: Work, result: Uncommitted): Promise<End | undefined> => {
  switch (result.kind) {
    case "refused":
      return refusalEnd(options, { work, reasons: result.reasons });
    case "unknown":
      return journalEnd(options, work);
    case "conflict":
    case "throttled":
      return undefined;
  }
};

/** What the journal says goes before what the wallets say: a payment that was posted may have left its wallet empty. */
const refusalEnd = async (
  options: DynamoLedgerOptions,
  { work, reasons }: { readonly work: Work; readonly reasons: readonly CancellationReason[] },
): Promise<End | undefined> => {
  const held = reasons.slice(0, work.records.length).map(({ Item }) => Item);
  if (held.every((item) => item === undefined)) {
    const wallets = reasons
      .slice(work.records.length)
      .flatMap(({ Code, Item }, index) => (Code === "ConditionalCheckFailed" ? [{ index, item: Item }] : []));
    return { kind: "short", wallets };
  }
  const stored = held.flatMap((item) => (item === undefined ? [] : [storedTransferOf(item)]));
  // Reasons that speak of some records only may not have judged the others.
  return stored.length === held.length ? decided(work, stored) : journalEnd(options, work);
};

/** Undefined while the journal is open for all of the group, or while somebody else is writing one of its records. */
const journalEnd = async (options: DynamoLedgerOptions, work: Work): Promise<End | undefined> => {
  const stored = await readJournal(options, work.claims);
  return stored && decided(work, stored);
};

const decided = (work: Work, stored: readonly (StoredTransfer | undefined)[]): End | undefined => {
  const outcome = judgeStored(work.claims, stored);
  return outcome && { kind: "decided", outcome };
};

/** The group's records as one consistent cut; undefined while one of them is being written. */
const readJournal = async (
  { client, tables }: DynamoLedgerOptions,
  claims: readonly TransferClosing[],
): Promise<readonly (StoredTransfer | undefined)[] | undefined> => {
  const gets = claims.map(({ id }) => ({ Get: { TableName: tables.transfers, Key: { id: { S: id } } } }));
  try {
    const { Responses = [] } = await client.send(new TransactGetItemsCommand({ TransactItems: gets }));
    return Responses.map(({ Item }) => (Item === undefined ? undefined : storedTransferOf(Item)));
  } catch (error) {
    if (error instanceof TransactionCanceledException) return undefined;
    throw error;
  }
};

const openWallet = async ({ client, tables, pace }: DynamoLedgerOptions, wallet: NewWallet): Promise<OpenOutcome> => {
  const put = new PutItemCommand({
    TableName: tables.wallets,
    Item: walletItem(wallet),
    ConditionExpression: "attribute_not_exists(id)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
    try {
      await client.send(put);
      return { status: "opened" };
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return openedBefore(wallet, error.Item ?? {});
      if (!(error instanceof TransactionConflictException)) throw error;
      await backOff(pace, "conflict", attempt);
    }
  }
  throw new LedgerUnavailableError("The wallet was busy all the time: call again.");
};

const openedBefore = (wallet: NewWallet, item: Item): OpenOutcome => {
  const isSame =
    textOf(item, "kind") === wallet.kind &&
    textOf(item, "currency") === wallet.currency &&
    textOf(item, "owner") === wallet.owner;
  return isSame ? { status: "already_open" } : { status: "refused", reason: "wallet_mismatch" };
};
