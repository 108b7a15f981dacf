import type {
  DeleteItemCommandInput,
  PutItemCommandInput,
  ReturnValue,
  UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { chargeLostWrite, chargeWrite, costOf, hasRoom } from "./admission.ts";
import { copyOf, type Item } from "./attribute-value.ts";
import type { Database, Disturbance, Operation } from "./database.ts";
import { conditionFailed, NotSimulatedError, throttled, transactionConflict } from "./errors.ts";
import { projectPaths } from "./expressions/projection.ts";
import { readWrite, type Write, type WriteAction, writeParameters } from "./judge-write.ts";

type SingleAction = Exclude<WriteAction, { readonly kind: "ConditionCheck" }>;

type Returned = { readonly ReturnValues?: ReturnValue | undefined };

const attributesOf = (
  write: Write,
  wanted: ReturnValue,
  { before, after }: { readonly before: Item | undefined; readonly after: Item | undefined },
): Item | undefined => {
  switch (wanted) {
    case "NONE":
      return undefined;
    case "ALL_OLD":
      return before;
    case "ALL_NEW":
      return after;
    case "UPDATED_OLD":
      return before && projectPaths(before, write.paths);
    case "UPDATED_NEW":
      return after && projectPaths(after, write.paths);
  }
};

/** What DynamoDB shows of a list or a map that was changed inside is nowhere written down. */
const checkReturns = ({ paths }: Write, returns: ReturnValue): void => {
  if (!returns.startsWith("UPDATED") || paths.every(({ length }) => length === 1)) return;
  throw new NotSimulatedError(`ReturnValues ${returns} of an update inside of a document is not simulated.`);
};

const writeItem = (
  database: Database,
  { action, returns }: { readonly action: SingleAction; readonly returns: ReturnValue },
  disturbance: Disturbance,
): object => {
  const write = readWrite(database, action);
  checkReturns(write, returns);
  const { table, id, key } = write;
  if (disturbance === "conflict" || table.held.has(id)) throw transactionConflict();
  const before = table.item(id);
  const isMet = write.holds(before);
  const after = isMet ? write.outcome(before) : before;
  const cost = costOf({ table, id, key, before, after }, 1);
  if (disturbance === "throttle" || !hasRoom(database, cost)) throw throttled(database.random.chance(0.5));
  if (!isMet) {
    chargeLostWrite(database, cost);
    throw conditionFailed(write.answersOld && before ? copyOf(before) : undefined);
  }
  chargeWrite(database, cost);
  table.write({ id, before, after }, { nowMs: database.nowMs(), epochMs: database.epochMs() });
  const attributes = attributesOf(write, returns, { before, after });
  return attributes === undefined || Object.keys(attributes).length === 0 ? {} : { Attributes: copyOf(attributes) };
};

/** An operation that writes one item; `ReturnValues` is a parameter of it, not of a transaction's part. */
const singleWrite = <Input extends Returned & SingleAction["input"]>(
  kind: SingleAction["kind"],
  returned: readonly ReturnValue[],
): Operation<Input> => ({
  parameters: new Set([...writeParameters[kind], "ReturnValues"]),
  items: () => 1,
  isWrite: true,
  run: (database, { ReturnValues: returns = "NONE", ...input }, disturbance) => {
    if (!returned.includes(returns))
      throw new NotSimulatedError(`ReturnValues ${returns} of a ${kind} is not simulated.`);
    return writeItem(database, { action: { kind, input } as unknown as SingleAction, returns }, disturbance);
  },
});

export const putItem = singleWrite<PutItemCommandInput>("Put", ["NONE", "ALL_OLD"]);
export const deleteItem = singleWrite<DeleteItemCommandInput>("Delete", ["NONE", "ALL_OLD"]);
export const updateItem = singleWrite<UpdateItemCommandInput>("Update", [
  "NONE",
  "ALL_OLD",
  "ALL_NEW",
  "UPDATED_OLD",
  "UPDATED_NEW",
]);
