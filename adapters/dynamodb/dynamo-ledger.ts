import {
  ConditionalCheckFailedException,
  PutItemCommand,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import type {
  Ledger,
  NewWallet,
  OpenOutcome,
  PostOptions,
  PostOutcome,
  TransferGroup,
} from "../../core/ledger/ledger.ts";
import { packGroups } from "../../core/ledger/plan-batch.ts";
import { type Item, textOf } from "./attributes.ts";
import { configureStoredWallet } from "./configure-wallet.ts";
import { createDynamoLedgerReader } from "./dynamo-ledger-reader.ts";
import { createHotWallets } from "./hot-wallets.ts";
import { type LedgerParts, LedgerUnavailableError } from "./ledger-parts.ts";
import { attemptLimit, backOff } from "./pace.ts";
import { postBatch } from "./post-batch.ts";
import { recordRefusal } from "./record-outcome.ts";
import { patiently } from "./transact.ts";
import { walletItem } from "./wallet-item.ts";

export type DynamoLedgerOptions = Omit<LedgerParts, "hot">;

/**
 * `Ledger` on three tables: a group is one transaction over its wallets, their journals and its records. The record of a
 * transfer is what makes it happen at most once, for ever: `ClientRequestToken` would forget after ten minutes, a queue
 * may be redriven days later.
 */
export const createDynamoLedger = (options: DynamoLedgerOptions): Ledger => {
  const hot = createHotWallets({ clock: options.clock, random: options.pace.random });
  const parts: LedgerParts = { ...options, hot };
  return {
    open: (wallets) => inOrder(wallets, (wallet) => openWallet(parts, wallet)),
    configure: (wallet, settings) => configureStoredWallet(parts, wallet, settings),
    post: (groups, posting = {}) => postGroups(parts, groups, posting),
    refuse: (groups) => inOrder(groups, (claims) => recordRefusal(parts, { claims, reason: "closed" })),
    ...createDynamoLedgerReader(parts),
  };
};

/** One after the other: the parts of one call often share a wallet, and would only cancel each other. */
const inOrder = async <Input, Output>(
  inputs: readonly Input[],
  one: (input: Input) => Promise<Output>,
): Promise<readonly Output[]> => {
  const outputs: Output[] = [];
  for (const input of inputs) outputs.push(await one(input));
  return outputs;
};

const postGroups = async (
  parts: LedgerParts,
  groups: readonly TransferGroup[],
  posting: PostOptions,
): Promise<readonly PostOutcome[]> => {
  const packs = posting.balances ? groups.map((_group, index) => [index]) : packGroups(groups);
  const outcomes = new Map<number, PostOutcome>();
  for (const pack of packs) {
    const together = pack.flatMap((index) => groups[index] ?? []);
    const ends = await postBatch(parts, together, posting);
    ends.forEach((end, place) => outcomes.set(pack[place] ?? -1, end));
  }
  return groups.flatMap((_group, index) => outcomes.get(index) ?? []);
};

const openWallet = async ({ client, tables, pace, clock }: LedgerParts, wallet: NewWallet): Promise<OpenOutcome> => {
  const put = new PutItemCommand({
    TableName: tables.wallets,
    Item: walletItem(wallet, clock()),
    ConditionExpression: "attribute_not_exists(id)",
    ReturnValuesOnConditionCheckFailure: "ALL_OLD",
  });
  for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
    try {
      await patiently(pace, () => client.send(put));
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
