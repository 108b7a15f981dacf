import type { CancellationReason, TransactWriteItem, TransactWriteItemsCommandInput } from "@aws-sdk/client-dynamodb";
import { strickenItems } from "../weather.ts";
import { chargeLostWrite, chargeWrite, costOf, hasRoom, type WriteCost } from "./admission.ts";
import { copyOf, type Item } from "./attribute-value.ts";
import type { Database, Disturbance, Operation } from "./database.ts";
import { isValidationError, throttledReason, tokenReused, transactionCancelled, validationError } from "./errors.ts";
import { itemSize } from "./item-size.ts";
import { readWrite, type Write, type WriteAction } from "./judge-write.ts";
import { transactionFactor } from "./write-units.ts";

const [mostItems, mostBytes] = [100, 4 * 1_024 * 1_024];

/** How long a client's token makes a transaction idempotent (DynamoDB's guide, "Idempotency"). */
const tokenLifetimeMs = 10 * 60_000;

const kinds = ["Put", "Update", "Delete", "ConditionCheck"] as const;

const actionOf = (item: TransactWriteItem): WriteAction => {
  const given = kinds.filter((kind) => item[kind] !== undefined);
  const [kind] = given;
  if (kind === undefined || given.length > 1) {
    throw validationError("TransactItems can only contain one of Check, Put, Update or Delete");
  }
  return { kind, input: item[kind] } as WriteAction;
};

/** Throws for what DynamoDB refuses of the transaction as a whole. */
const readTransaction = (database: Database, items: readonly TransactWriteItem[]): readonly Write[] => {
  if (items.length === 0 || items.length > mostItems) {
    throw validationError(
      "1 validation error detected: Value at 'transactItems' failed to satisfy constraint: " +
        `Member must have length ${items.length === 0 ? "greater than or equal to 1" : `less than or equal to ${mostItems}`}`,
    );
  }
  const writes = items.map((item) => readWrite(database, actionOf(item)));
  const targets = new Set(writes.map(({ table, id }) => `${table.shape.name}/${id}`));
  if (targets.size < writes.length) {
    throw validationError("Transaction request cannot include multiple operations on one item");
  }
  return writes;
};

/** A write as its item's partition judges it at the prepare. */
type Prepared = {
  readonly write: Write;
  readonly reason: CancellationReason;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly cost: WriteCost;
};

const fine: CancellationReason = { Code: "None" };
const conflict: CancellationReason = { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" };

const prepare = (database: Database, write: Write, disturbance: Disturbance): Prepared => {
  const { table, id, key } = write;
  const before = table.item(id);
  const prepared = (reason: CancellationReason, after: Item | undefined): Prepared => ({
    write,
    reason,
    before,
    after,
    cost: costOf({ table, id, key, before, after }, transactionFactor),
  });
  const refused = (reason: CancellationReason): Prepared => prepared(reason, before);
  if (disturbance === "conflict" || table.held.has(id)) return refused(conflict);
  if (disturbance === "throttle") return refused(throttledReason(database.random.chance(0.5)));
  try {
    if (!write.holds(before)) return refused(conditionFailure(write, before));
    const good = prepared(fine, write.outcome(before));
    return hasRoom(database, good.cost) ? good : refused(throttledReason(true));
  } catch (error) {
    if (!isValidationError(error)) throw error;
    return refused({ Code: "ValidationError", Message: error.message });
  }
};

const conditionFailure = ({ answersOld }: Write, before: Item | undefined): CancellationReason => ({
  Code: "ConditionalCheckFailed",
  Message: "The conditional request failed",
  ...(answersOld && before !== undefined && { Item: copyOf(before) }),
});

const throttles: ReadonlySet<string | undefined> = new Set(["ThrottlingError", "ProvisionedThroughputExceeded"]);
const isFine = ({ reason }: Prepared): boolean => reason === fine;

/** What was prepared is held until it is committed or given up; nothing else may write it. */
const holdWhile = async (prepared: readonly Prepared[], work: () => Promise<void>): Promise<void> => {
  for (const { write } of prepared) write.table.held.add(write.id);
  await work();
  for (const { write } of prepared) write.table.held.delete(write.id);
};

/** To give up takes one round to the items, to prepare and commit takes two. */
const cancel = async (database: Database, prepared: readonly Prepared[]): Promise<never> => {
  for (const { reason, cost } of prepared) if (!throttles.has(reason.Code)) chargeLostWrite(database, cost);
  await holdWhile(prepared.filter(isFine), () => database.pause(database.model.conflictWindowMs / 2));
  throw transactionCancelled(prepared.map(({ reason }) => reason));
};

const commit = async (database: Database, prepared: readonly Prepared[]): Promise<object> => {
  for (const { cost } of prepared) chargeWrite(database, cost);
  await holdWhile(prepared, () => database.pause(database.model.conflictWindowMs));
  const at = { nowMs: database.nowMs(), epochMs: database.epochMs() };
  for (const { write, before, after } of prepared) {
    if (!write.isCheck) write.table.write({ id: write.id, before, after }, at);
  }
  return {};
};

const run = (database: Database, items: readonly TransactWriteItem[], disturbance: Disturbance): Promise<object> => {
  const writes = readTransaction(database, items);
  const stricken = disturbance === undefined ? undefined : strickenItems(writes.length, database.random);
  const prepared = writes.map((write, at) => prepare(database, write, stricken?.has(at) ? disturbance : undefined));
  const bytes = prepared.reduce((sum, { after }) => sum + (after === undefined ? 0 : itemSize(after)), 0);
  if (bytes > mostBytes) throw validationError("Collection size of items in transaction exceeds limit");
  return prepared.every(isFine) ? commit(database, prepared) : cancel(database, prepared);
};

type Remembered = { readonly items: string; readonly untilMs: number };

/** `TransactWriteItems`: all items are judged; all are written, or none. */
export const createTransactWrite = (): Operation<TransactWriteItemsCommandInput> => {
  const tokens = new Map<string, Remembered>();
  return {
    parameters: new Set(["TransactItems", "ClientRequestToken"]),
    items: ({ TransactItems = [] }) => TransactItems.length,
    isWrite: true,
    run: async (database, { TransactItems = [], ClientRequestToken: token }, disturbance) => {
      if (token === undefined) return run(database, TransactItems, disturbance);
      const items = JSON.stringify(TransactItems);
      const known = tokens.get(token);
      if (known !== undefined && known.untilMs > database.nowMs()) {
        if (known.items !== items) throw tokenReused();
        return {};
      }
      const answer = await run(database, TransactItems, disturbance);
      tokens.set(token, { items, untilMs: database.nowMs() + tokenLifetimeMs });
      return answer;
    },
  };
};
