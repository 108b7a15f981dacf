import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from "@aws-sdk/client-dynamodb";
import type { EvidenceStore } from "../../core/consent/evidence-store.ts";
import { number, text } from "./attributes.ts";
import { evidenceItem, keptConsentOf, signedAttributes } from "./evidence-item.ts";

/** `EvidenceStore` on a table of its own: what it holds is personal and may be erased, the journal stays. */
export const createDynamoEvidenceStore = ({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): EvidenceStore => ({
  keep: async (consent) => {
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
  },
  get: async (intent, version) => {
    const Key = { intent: text(intent), version: number(version) };
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
    return Item === undefined ? undefined : keptConsentOf(Item);
  },
});
