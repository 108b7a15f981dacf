import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { EvidenceStore, KeptChange, KeptConsent } from "../../core/consent/evidence-store.ts";
import { number, text } from "./attributes.ts";
import { evidenceItem, keptOf, signedAttributes } from "./evidence-item.ts";

type Table = { readonly client: DynamoDBClient; readonly table: string };

/** `EvidenceStore` on a table of its own: what it holds is personal and may be erased, the journal stays. */
export const createDynamoEvidenceStore = (table: Table): EvidenceStore => ({
  keep: (consent) => keep(table, consent),
  keepChange: (change) => keep(table, change),
  get: async (intent, version) => {
    const kept = await read(table, intent, version);
    return kept?.terms.purpose === "pay" ? { ...kept, terms: kept.terms } : undefined;
  },
  ofRequest: async (request) => {
    const kept = await read(table, request, 1);
    return kept === undefined || kept.terms.purpose === "pay" ? undefined : { ...kept, terms: kept.terms };
  },
});

/** What a transfer was posted on, under the name of its intent or its request. */
const read = async ({ client, table }: Table, name: string, version: number) => {
  const Key = { intent: text(name), version: number(version) };
  const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  return Item === undefined ? undefined : keptOf(Item);
};

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
