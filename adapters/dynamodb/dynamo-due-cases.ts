import { type DynamoDBClient, GetItemCommand, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { Case, CaseStore } from "../../core/case/case.ts";
import type { CaseRules } from "../../core/case/case-steps.ts";
import type { CaseId } from "../../core/ids.ts";
import { caseBucket, fromCaseItem, toCaseItem } from "./case-item.ts";
import { dueIds } from "./due-ids.ts";
import { unlessRefused } from "./unless-refused.ts";

export type CaseTable = {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly rules: Pick<CaseRules, "remindMs">;
};

/** So many at a time: those that remain are due the next time too. */
const dueAtATime = 25;

/** The half of `CaseStore` for those who open none. */
export const createDynamoDueCases = (table: CaseTable): Pick<CaseStore, "replace" | "listDue"> => ({
  replace: async (current, next) => {
    const wrote = await unlessRefused(() =>
      table.client.send(
        new PutItemCommand({
          TableName: table.table,
          Item: toCaseItem(next, table.rules),
          ConditionExpression: "revision = :read",
          ExpressionAttributeValues: marshall({ ":read": current.revision }),
        }),
      ),
    );
    return wrote ? "replaced" : "conflict";
  },
  listDue: async (at) =>
    getCases(table, (await dueIds(table, { bucket: caseBucket, at, limit: dueAtATime })) as CaseId[]),
});

export const getCase = async ({ client, table }: Omit<CaseTable, "rules">, id: CaseId): Promise<Case | undefined> => {
  const command = new GetItemCommand({ TableName: table, Key: marshall({ id }), ConsistentRead: true });
  const { Item } = await client.send(command);
  return Item && fromCaseItem(Item);
};

export const getCases = async (table: Omit<CaseTable, "rules">, ids: readonly CaseId[]): Promise<readonly Case[]> =>
  (await Promise.all(ids.map((id) => getCase(table, id)))).filter((one) => one !== undefined);
