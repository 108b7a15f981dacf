import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import {
  type ClaimOutcome,
  type IdempotencyClaim,
  type IdempotencyStore,
  type StoredAnswer,
  idempotencyClaimMs,
  idempotencyLifetimeMs,
} from "../../core/idempotency/idempotency.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** `IdempotencyStore` in the people table, beside what else belongs to the holder. */
export const createDynamoIdempotencyStore = (table: Table): IdempotencyStore => ({
  claim: (claim, nowMs) => claimKey(table, claim, nowMs),
  answer: async (claim, answer) => {
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.table,
        Key: keyOf(claim),
        UpdateExpression: "SET answer = :answer",
        ExpressionAttributeValues: marshall({ ":answer": JSON.stringify(answer) }),
      }),
    );
  },
  release: async (claim) => {
    await table.client.send(new DeleteItemCommand({ TableName: table.table, Key: keyOf(claim) }));
  },
});

const keyOf = ({ holder, key }: IdempotencyClaim) => marshall({ pk: holder, sk: `idempotency#${key}` });

/** Expiry is judged by the stored times: the table's TTL deletes late, or, on one machine, never. */
const claimKey = async (table: Table, claim: IdempotencyClaim, nowMs: number): Promise<ClaimOutcome> => {
  try {
    await table.client.send(
      new PutItemCommand({
        TableName: table.table,
        Item: {
          ...keyOf(claim),
          ...marshall({
            fingerprint: claim.fingerprint,
            claimedUntil: nowMs + idempotencyClaimMs,
            forgetAfter: nowMs + idempotencyLifetimeMs,
            ttl: Math.ceil((nowMs + idempotencyLifetimeMs) / 1000),
          }),
        },
        ConditionExpression:
          "attribute_not_exists(pk) OR forgetAfter < :now OR (attribute_not_exists(answer) AND claimedUntil < :now)",
        ExpressionAttributeValues: marshall({ ":now": nowMs }),
        ReturnValuesOnConditionCheckFailure: "ALL_OLD",
      }),
    );
    return { status: "claimed" };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
    return outcomeOf(claim, unmarshall(error.Item) as { fingerprint: string; answer?: string });
  }
};

const outcomeOf = (claim: IdempotencyClaim, found: { fingerprint: string; answer?: string }): ClaimOutcome => {
  if (found.fingerprint !== claim.fingerprint) return { status: "mismatch" };
  if (found.answer === undefined) return { status: "in_progress" };
  return { status: "answered", answer: JSON.parse(found.answer) as StoredAnswer };
};
