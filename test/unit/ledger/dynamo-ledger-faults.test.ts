import {
  BatchGetItemCommand,
  DynamoDBClient,
  InternalServerError,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { LedgerUnavailableError } from "../../../adapters/dynamodb/ledger-parts.ts";
import { walletItem } from "../../../adapters/dynamodb/wallet-item.ts";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import { EUR } from "../../../core/money/currency.ts";

/** The faults that DynamoDB Local cannot produce: conflicts, throttles, answers that never come. */
const database = mockClient(DynamoDBClient);
let waits: number[] = [];
const newLedger = () =>
  createDynamoLedger({
    client: new DynamoDBClient({ region: "eu-west-3" }),
    tables: { wallets: "wallets", transfers: "transfers", journal: "journal" },
    clock: () => Date.parse("2026-11-24T12:00:00.000Z"),
    pace: { sleep: async (milliseconds) => void waits.push(milliseconds), random: () => 0.5 },
  });
let ledger = newLedger();

const payment: Transfer = {
  id: "tr_1" as TransferId,
  version: 1,
  debit: "wal_alice" as WalletId,
  credit: "wal_bob" as WalletId,
  amount: 100n,
  currency: EUR,
  code: "payment",
  ref: "pi_1",
};
const post = async () => (await ledger.post([{ transfers: [payment] }]))[0];

const record = (changes: object = {}) => ({
  id: { S: "tr_1" },
  status: { S: "posted" },
  version: { N: "1" },
  debit: { S: "wal_alice" },
  credit: { S: "wal_bob" },
  amount: { N: "100" },
  currency: { S: "EUR" },
  code: { S: "payment" },
  ref: { S: "pi_1" },
  ...changes,
});
const wallet = (id: WalletId, available: string) => ({
  ...walletItem({ id, kind: "personal", currency: EUR, owner: "hol_test" }, 0),
  available: { N: available },
});
const wallets = (available: string) => ({
  Responses: { wallets: [wallet(payment.debit, available), wallet(payment.credit, "0")] },
});

const broken = { message: "", $metadata: {} };
const none = { Code: "None" };
/** The reasons in the order of the items: the record, the payer's wallet, the payee's. */
const cancelled = (...reasons: readonly object[]) =>
  new TransactionCanceledException({ ...broken, CancellationReasons: [...reasons] });
const conflict = cancelled(none, { Code: "TransactionConflict" }, none);
const failed = { Code: "ConditionalCheckFailed" };
const timeout = Object.assign(new Error("socket hang up"), { name: "TimeoutError" });
const serverError = new InternalServerError({ message: "", $metadata: { httpStatusCode: 500 } });

const writes = () => database.on(TransactWriteItemsCommand);
const reads = () => database.on(BatchGetItemCommand);
const itemsOf = (call: number): readonly TransactWriteItem[] =>
  database.commandCalls(TransactWriteItemsCommand)[call]?.args[0].input.TransactItems ?? [];

beforeEach(() => {
  database.reset();
  reads().resolves(wallets("1000"));
  ledger = newLedger();
  waits = [];
});

describe("a conflict", () => {
  it("is tried again in place, after a wait that grows with chance", async () => {
    writes().rejectsOnce(conflict).rejectsOnce(conflict).resolvesOnce({});
    expect(await post()).toEqual({ status: "posted" });
    expect(waits).toEqual([4, 8]);
  });

  it("is never reported as insufficient funds, though the funds' condition failed beside it", async () => {
    const both = cancelled({ Code: "TransactionConflict" }, failed, none);
    writes().rejectsOnce(both).resolvesOnce({});
    expect(await post()).toEqual({ status: "posted" });
  });

  it("that does not end is an error with the same ids to call again, no refusal", async () => {
    writes().rejects(conflict);
    await expect(post()).rejects.toThrow(LedgerUnavailableError);
    expect(database.commandCalls(TransactWriteItemsCommand)).toHaveLength(12);
    expect(Math.max(...waits)).toBeLessThanOrEqual(125);
  });

  it("while the refusal is written down does not lose it", async () => {
    reads().resolves(wallets("99"));
    writes()
      .rejectsOnce(cancelled({ Code: "TransactionConflict" }))
      .resolvesOnce({});
    expect(await post()).toEqual({ status: "refused", reason: "insufficient_funds" });
    expect(itemsOf(1)[0]?.Put?.Item).toMatchObject({ status: { S: "refused" }, reason: { S: "insufficient_funds" } });
  });

  it("at the opening of a wallet is tried again too", async () => {
    database.on(PutItemCommand).rejectsOnce(new TransactionConflictException(broken)).resolvesOnce({});
    const opened = await ledger.open([{ id: payment.debit, kind: "personal", currency: EUR, owner: "hol_alice" }]);
    expect(opened).toEqual([{ status: "opened" }]);
  });
});

describe("a throttle", () => {
  it.each([
    ["inside the reasons", cancelled(none, none, { Code: "ThrottlingError" })],
    ["of the partition inside the reasons", cancelled(none, { Code: "ProvisionedThroughputExceeded" }, none)],
    ["of the request", new ProvisionedThroughputExceededException({ message: "", $metadata: { httpStatusCode: 400 } })],
  ])("%s backs off longer than a conflict, and is no refusal", async (_where, fault) => {
    writes().rejectsOnce(fault).resolvesOnce({});
    expect(await post()).toEqual({ status: "posted" });
    expect(waits).toEqual([50]);
  });

  it("beside a failed condition decides nothing", async () => {
    const both = cancelled(none, failed, { Code: "ThrottlingError" });
    writes().rejectsOnce(both).resolvesOnce({});
    expect(await post()).toEqual({ status: "posted" });
  });
});

describe("an answer that never comes", () => {
  it.each([
    ["time-out", timeout],
    ["server error", serverError],
  ])("(%s) is resolved by reading the same id: it was posted", async (_what, fault) => {
    writes().rejectsOnce(fault);
    database.on(TransactGetItemsCommand).resolves({ Responses: [{ Item: record() }] });
    expect(await post()).toEqual({ status: "already_posted" });
    expect(database.commandCalls(TransactWriteItemsCommand)).toHaveLength(1);
    const [read] = database.commandCalls(TransactGetItemsCommand)[0]?.args[0].input.TransactItems ?? [];
    expect(read?.Get).toEqual({ TableName: "transfers", Key: { id: { S: "tr_1" } } });
  });

  it("and that left nothing behind is tried again under the same id", async () => {
    writes().rejectsOnce(timeout).resolvesOnce({});
    database.on(TransactGetItemsCommand).resolves({ Responses: [{}] });
    expect(await post()).toEqual({ status: "posted" });
    expect(itemsOf(0)[0]?.Put?.Item?.["id"]).toEqual(itemsOf(1)[0]?.Put?.Item?.["id"]);
  });

  it("and that was decided as refused stays refused", async () => {
    writes().rejectsOnce(timeout);
    const refused = {
      id: { S: "tr_1" },
      status: { S: "refused" },
      version: { N: "1" },
      reason: { S: "wallet_unknown" },
    };
    database.on(TransactGetItemsCommand).resolves({ Responses: [{ Item: refused }] });
    expect(await post()).toEqual({ status: "refused", reason: "wallet_unknown" });
  });

  it("is resolved by reading again while somebody else is writing the record", async () => {
    writes().rejectsOnce(timeout).rejectsOnce(timeout);
    database
      .on(TransactGetItemsCommand)
      .rejectsOnce(cancelled({ Code: "TransactionConflict" }))
      .resolvesOnce({ Responses: [{ Item: record() }] });
    expect(await post()).toEqual({ status: "already_posted" });
  });

  it("in the end is an error that keeps its cause, never a guess", async () => {
    writes().rejects(timeout);
    database.on(TransactGetItemsCommand).resolves({ Responses: [{}] });
    await expect(post()).rejects.toMatchObject({ name: "LedgerUnavailableError", cause: timeout });
  });

  it("in the writing of a refusal: what was posted meanwhile is posted", async () => {
    reads().resolves(wallets("99"));
    writes().rejectsOnce(timeout);
    database.on(TransactGetItemsCommand).resolves({ Responses: [{ Item: record() }] });
    expect(await post()).toEqual({ status: "already_posted" });
  });
});

describe("the reasons, read by index", () => {
  it("say already posted even when the wallet is empty by now", async () => {
    reads().resolves(wallets("99"));
    writes().rejectsOnce(cancelled({ ...failed, Item: record() }));
    expect(await post()).toEqual({ status: "already_posted" });
    expect(database.commandCalls(TransactGetItemsCommand)).toHaveLength(0);
  });

  it("that speak of a wallet have it read and judged anew: it has changed since", async () => {
    reads().resolvesOnce(wallets("1000")).resolvesOnce(wallets("99"));
    writes()
      .rejectsOnce(cancelled(none, failed, none))
      .resolvesOnce({});
    expect(await post()).toEqual({ status: "refused", reason: "insufficient_funds" });
    expect(itemsOf(1)).toHaveLength(1);
  });

  it("that speak of a wallet refuse nothing where it bears the payment all the same", async () => {
    writes()
      .rejectsOnce(cancelled(none, failed, none))
      .resolvesOnce({});
    expect(await post()).toEqual({ status: "posted" });
  });

  it("that are about part of a group are completed by one consistent reading", async () => {
    const second: Transfer = { ...payment, id: "tr_2" as TransferId };
    const items = [record(), record({ id: { S: "tr_2" } })];
    writes().rejectsOnce(cancelled({ ...failed, Item: items[0] }, none, none, none));
    database.on(TransactGetItemsCommand).resolves({ Responses: items.map((Item) => ({ Item })) });
    expect(await ledger.post([{ transfers: [payment, second] }])).toEqual([{ status: "already_posted" }]);
  });
});

it("what no repetition mends is thrown at once", async () => {
  writes().rejects(
    Object.assign(new Error("bad"), { name: "ValidationException", $metadata: { httpStatusCode: 400 } }),
  );
  await expect(post()).rejects.toThrow("bad");
  writes().rejects(cancelled(none, { Code: "ItemCollectionSizeLimitExceeded" }, none));
  await expect(post()).rejects.toThrow("ItemCollectionSizeLimitExceeded");
  expect(waits).toEqual([]);
});
