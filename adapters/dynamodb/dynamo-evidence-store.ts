import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { canonicalJson } from "../../core/consent/canonical-json.ts";
import type { EvidenceStore, KeptConsent } from "../../core/consent/evidence-store.ts";

/** `EvidenceStore` on a table of its own: what it holds is personal and may be erased, the journal stays. */
export const createDynamoEvidenceStore = ({
  client,
  table,
}: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): EvidenceStore => ({
  keep: async (consent) => {
    try {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: evidenceItem(consent),
          ConditionExpression: "attribute_not_exists(intent) OR (terms = :terms AND evidence = :evidence)",
          ExpressionAttributeValues: signedOf(consent, ":"),
        }),
      );
      return "kept";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return "taken";
      throw error;
    }
  },
});

/** The very bytes that were signed (RFC 8785), so that they can be verified again without knowing how they were stored. */
const signedOf = ({ terms, evidence }: KeptConsent, prefix: "" | ":") => ({
  [`${prefix}terms`]: { S: canonicalJson(terms) },
  [`${prefix}evidence`]: { S: canonicalJson(evidence) },
});

const evidenceItem = (consent: KeptConsent) => ({
  intent: { S: consent.terms.intent },
  version: { N: consent.terms.version.toString() },
  ...signedOf(consent, ""),
  key: { S: canonicalJson(consent.key) },
  keptAt: { S: consent.keptAt },
});
