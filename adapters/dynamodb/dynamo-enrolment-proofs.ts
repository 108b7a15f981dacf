import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { EnrolmentProof } from "../../core/consent/key-statement.ts";
import type { EnrolmentProofs } from "../../core/holder/holder.ts";
import type { HoldersTable } from "./dynamo-holder-directory.ts";
import { enrolmentKey } from "./holder-items.ts";

/** `EnrolmentProofs` on the table of holders; `enrolKey` writes each with its key, in one transaction. */
export const createDynamoEnrolmentProofs = ({ client, table }: HoldersTable): EnrolmentProofs => ({
  get: async (holder, enrolment) => {
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: enrolmentKey(holder, enrolment), ConsistentRead: true }),
    );
    const proof = Item?.["proof"]?.S;
    return proof === undefined ? undefined : (JSON.parse(proof) as EnrolmentProof);
  },
});
