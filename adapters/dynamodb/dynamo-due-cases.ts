import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Case, CaseStore } from "../../core/case/case.ts";
import type { CaseRules } from "../../core/case/case-steps.ts";
import type { CaseId } from "../../core/ids.ts";
import { caseBucket, fromCaseItem, toCaseItem } from "./case-item.ts";

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
    try {
      await table.client.send(
        new PutItemCommand({
          TableName: table.table,
          Item: toCaseItem(next, table.rules),
          ConditionExpression: "revision = :read",
          ExpressionAttributeValues: marshall({ ":read": current.revision }),
        }),
      );
      return "replaced";
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return "conflict";
      throw error;
    }
  },
  listDue: (at) => listDue(table, at),
});

export const getCase = async ({ client, table }: CaseTable, id: CaseId): Promise<Case | undefined> => {
  const command = new GetItemCommand({ TableName: table, Key: marshall({ id }), ConsistentRead: true });
  const { Item } = await client.send(command);
  return Item && fromCaseItem(Item);
};

export const getCases = async (table: CaseTable, ids: readonly CaseId[]): Promise<readonly Case[]> =>
  (await Promise.all(ids.map((id) => getCase(table, id)))).filter((one) => one !== undefined);

/** The index holds keys alone; the cases are read one by one. */
const listDue = async (store: CaseTable, at: string): Promise<readonly Case[]> => {
  const { Items = [] } = await store.client.send(
    new QueryCommand({
      TableName: store.table,
      IndexName: "by-due",
      KeyConditionExpression: "dueBucket = :bucket AND dueAt <= :at",
      ExpressionAttributeValues: marshall({ ":bucket": caseBucket, ":at": at }),
      Limit: dueAtATime,
    }),
  );
  return getCases(
    store,
    Items.map((item) => unmarshall(item)["id"] as CaseId),
  );
};
