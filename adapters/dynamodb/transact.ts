import {
  type CancellationReason,
  type DynamoDBClient,
  type TransactWriteItem,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";

/** What became of one attempt at a transaction. */
export type Attempt =
  | { readonly kind: "committed" }
  /** Every item's condition was judged: `reasons` in the order of the items, each `None` or `ConditionalCheckFailed`. */
  | { readonly kind: "refused"; readonly reasons: readonly CancellationReason[] }
  /** Another transaction held an item; nothing was written and nothing is known of the conditions. */
  | { readonly kind: "conflict" }
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
  if (codes.includes("TransactionConflict")) return { kind: "conflict" };
  if (codes.length > 0 && codes.every((code) => judged.has(code))) return { kind: "refused", reasons };
  throw new Error(`The transaction was cancelled: ${codes.join(", ")}.`);
};

const withoutReasons = (error: unknown): Attempt => {
  const { name, $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  if (name !== undefined && throttles.has(name)) return { kind: "throttled" };
  const status = $metadata?.httpStatusCode;
  const isOurFault = status !== undefined && status >= 400 && status < 500 && name !== "TransactionInProgressException";
  if (isOurFault) throw error;
  return { kind: "unknown", error };
};
