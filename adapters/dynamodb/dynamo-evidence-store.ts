import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { EvidenceStore, KeptChange, KeptConsent } from "../../core/consent/evidence-store.ts";
import { number, text } from "./attributes.ts";
import { evidenceItem, keptConsentOf, signedAttributes } from "./evidence-item.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** `EvidenceStore` on a table of its own: what it holds is personal and may be erased, the journal stays. */
export const createDynamoEvidenceStore = (table: Table): EvidenceStore => ({
  keep: (consent) => keep(table, consent),
  keepChange: (change) => keep(table, change),
  get: async (intent, version) => {
    const Key = { intent: text(intent), version: number(version) };
    const { Item } = await table.client.send(new GetItemCommand({ TableName: table.table, Key, ConsistentRead: true }));
    return Item === undefined ? undefined : keptConsentOf(Item);
  },
});

const keep = async ({ client, table }: Table, consent: KeptConsent | KeptChange): Promise<"kept" | "taken"> => {
  const signed = Object.entries(signedAttributes(consent));
  const isTheSame = signed.map(([name]) => `#${name} = :${name}`).join(" AND ");
  const command = new PutItemCommand({
    TableName: table,
    Item: evidenceItem(consent),
    ConditionExpression: `attribute_not_exists(intent) OR (${isTheSame})`,
    ExpressionAttributeNames: Object.fromEntries(signed.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(signed.map(([name, value]) => [`:${name}`, value])),
  });
  try {
    await client.send(command);
    return "kept";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "taken";
    throw error;
  }
};
