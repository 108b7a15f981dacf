import {
  type CancellationReason,
  type DynamoDBClient,
  type TransactWriteItem,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { attemptLimit, backOff, type Pace } from "./pace.ts";

/** What became of one attempt at a transaction. */
export type Attempt =
  | { readonly kind: "committed" }
  /** Every item's condition was judged: `reasons` in the order of the items, each `None` or `ConditionalCheckFailed`. */
  | { readonly kind: "refused"; readonly reasons: readonly CancellationReason[] }
  /** Another transaction held an item; nothing was written and nothing is known of the conditions. */
  | { readonly kind: "conflict"; readonly reasons: readonly CancellationReason[] }
  /** The table or a partition is over its budget; nothing was written. */
  | { readonly kind: "throttled" }
  /** No answer, or one that does not say: the transaction may have been committed. */
  | { readonly kind: "unknown"; readonly error: unknown };

/**
 * One attempt at writing all the items or none. Every outcome that the database can give under load is a value; throws
 * for what no repetition mends (a malformed request, a missing grant).
 */
export const transact = async (client: DynamoDBClient, items: TransactWriteItem[]): Promise<Attempt> => {
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems: items }));
    return { kind: "committed" };
  } catch (error) {
    return error instanceof TransactionCanceledException
      ? cancelled(error.CancellationReasons ?? [])
      : withoutReasons(error);
  }
};

const judged: ReadonlySet<string> = new Set(["None", "ConditionalCheckFailed"]);
const throttles: ReadonlySet<string> = new Set([
  "ThrottlingError",
  "ThrottlingException",
  "ProvisionedThroughputExceeded",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
]);

const cancelled = (reasons: readonly CancellationReason[]): Attempt => {
  const codes = reasons.map(({ Code }) => Code ?? "None");
  if (codes.some((code) => throttles.has(code))) return { kind: "throttled" };
  if (codes.includes("TransactionConflict")) return { kind: "conflict", reasons };
  if (codes.length > 0 && codes.every((code) => judged.has(code))) return { kind: "refused", reasons };
  throw new Error(`The transaction was cancelled: ${codes.join(", ")}.`);
};

const withoutReasons = (error: unknown): Attempt => {
  const hindrance = hindranceOf(error);
  if (hindrance === undefined) throw error;
  return hindrance === "throttled" ? { kind: "throttled" } : { kind: "unknown", error };
};

/** What kept a call from being answered, or undefined for what no repetition mends. */
const hindranceOf = (error: unknown): "throttled" | "unknown" | undefined => {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  if (name !== undefined && throttles.has(name)) return "throttled";
  const status = $metadata?.httpStatusCode;
  const isOurFault = status !== undefined && status >= 400 && status < 500 && name !== "TransactionInProgressException";
  return isOurFault ? undefined : "unknown";
};

/** Does again what changes nothing when it is done twice (a read), until it is answered. Throws the last error. */
export const patiently = async <Answer>(pace: Pace, call: () => Promise<Answer>): Promise<Answer> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      const hindrance = hindranceOf(error);
      if (hindrance === undefined || attempt >= attemptLimit) throw error;
      await backOff(pace, hindrance, attempt);
    }
  }
};
