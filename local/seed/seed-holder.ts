import type { DynamoDBClient, TransactWriteItem } from "@aws-sdk/client-dynamodb";
import { holderKey, linkKey, ownerKey, toItem, type Item } from "../../adapters/dynamodb/holder-items.ts";
import { transact } from "../../adapters/dynamodb/transact.ts";
import { instant, type Clock } from "../../core/clock.ts";
import type { HolderId } from "../../core/ids.ts";
import type { SeededPerson } from "./people.ts";

type Holders = { readonly client: DynamoDBClient; readonly table: string; readonly clock: Clock };

/**
 * Writes who the person is, known in full so that no low limit spoils what is tried, with the link to the account on X, all or nothing, and only where nothing is yet. There is no
 * key: the first one that the person enrols becomes the first key.
 */
export const seedHolder = async (
  { client, table, clock }: Holders,
  { holder, person }: { readonly holder: HolderId; readonly person: SeededPerson },
): Promise<void> => {
  const { userId, handle, name } = person;
  const now = instant(clock());
  const link = { channel: "x", userId, handle, linkedAt: now } as const;
  const putNew = (item: Item): TransactWriteItem => ({
    Put: { TableName: table, Item: item, ConditionExpression: "attribute_not_exists(pk)" },
  });
  const attempt = await transact(client, [
    putNew({ ...holderKey(holder), ...toItem({ name, kind: person.kind, level: "full", createdAt: now }) }),
    putNew({ ...linkKey(holder, link), ...toItem(link) }),
    putNew({ ...ownerKey(link), ...toItem({ holder, linkedAt: now }) }),
  ]);
  if (attempt.kind === "unknown") throw attempt.error;
  if (attempt.kind !== "committed" && attempt.kind !== "refused") throw new Error("the holders table is busy");
};
