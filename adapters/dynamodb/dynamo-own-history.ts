import { type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import { dayMs, epochMs, secondMs } from "../../core/clock.ts";
import type { OwnHistory } from "../../core/rights/own-history.ts";
import { unlessRefused } from "./unless-refused.ts";

/** Thirteen months. */
const signInsKeptMs = 396 * dayMs;

/** How the sort keys of a person's history begin. */
export const historyPrefixes = { consent: "consent#", signIn: "sign-in#" } as const;

/** `OwnHistory` in the people table, beside what else belongs to the holder. */
export const createDynamoOwnHistory = ({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): OwnHistory => ({
  noteConsent: async (holder, consent) => {
    const key = { pk: holder, sk: `${historyPrefixes.consent}${consent.at}#${consent.what}` };
    const Item = marshall({ ...key, ...consent }, { removeUndefinedValues: true });
    await client.send(new PutItemCommand({ TableName: table, Item }));
  },
  noteSignIn: async (holder, seen) => {
    const ttl = Math.ceil((epochMs(seen.at) + signInsKeptMs) / secondMs);
    const key = { pk: holder, sk: `${historyPrefixes.signIn}${seen.at}` };
    const Item = marshall({ ...key, ...seen, ttl }, { removeUndefinedValues: true });
    await unlessRefused(() =>
      client.send(new PutItemCommand({ TableName: table, Item, ConditionExpression: "attribute_not_exists(pk)" })),
    );
  },
});
