import {
  type AttributeValue,
  GetItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Case, CaseStore } from "../../core/case/case.ts";
import type { CaseId, HolderId } from "../../core/ids.ts";
import { caseBucket, toCaseItem } from "./case-item.ts";
import { type CaseTable, createDynamoDueCases, getCase, getCases } from "./dynamo-due-cases.ts";

type Key = Record<string, AttributeValue>;

/** `CaseStore` in the table of the intents: beside each case stands in whose list it is. */
export const createDynamoCaseStore = (table: CaseTable): CaseStore => ({
  ...createDynamoDueCases(table),
  get: (id) => getCase(table, id),
  listOpen: () => listOpen(table),
  create: async (one) => {
    const put = {
      TableName: table.table,
      Item: toCaseItem(one, table.rules),
      ConditionExpression: "attribute_not_exists(id)",
    };
    const lists = [one.reporter, one.other].flatMap((holder) => (holder ? listed(table, holder, one.id) : []));
    try {
      await table.client.send(new TransactWriteItemsCommand({ TransactItems: [{ Put: put }, ...lists] }));
      return "created";
    } catch (error) {
      if (error instanceof TransactionCanceledException && (await getCase(table, one.id)) !== undefined)
        return "exists";
      throw error;
    }
  },
  ...createDynamoOwnCases(table),
});

/** Whose cases there are, for who changes none. */
export const createDynamoOwnCases = (table: Omit<CaseTable, "rules">): Pick<CaseStore, "ofHolder"> => ({
  ofHolder: async (holder) => {
    const { Item } = await table.client.send(new GetItemCommand({ TableName: table.table, Key: listKey(holder) }));
    const ids = Item ? [...(unmarshall(Item)["cases"] as ReadonlySet<CaseId>)] : [];
    const cases = await getCases(table, ids);
    return cases.toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt));
  },
});

/** Whose cases are listed there. */
export const listKey = (holder: HolderId): Key => marshall({ id: `cases#${holder}` });

const listed = ({ table }: CaseTable, holder: HolderId, id: CaseId): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: listKey(holder),
    UpdateExpression: "ADD cases :one",
    ExpressionAttributeValues: marshall({ ":one": new Set([id]) }),
  },
});

const listOpen = async (store: CaseTable): Promise<readonly Case[]> => {
  const ids: CaseId[] = [];
  let from: Key | undefined;
  do {
    const answer = await store.client.send(
      new QueryCommand({
        TableName: store.table,
        IndexName: "by-due",
        KeyConditionExpression: "dueBucket = :bucket",
        ExpressionAttributeValues: marshall({ ":bucket": caseBucket }),
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    ids.push(...(answer.Items ?? []).map((item) => unmarshall(item)["id"] as CaseId));
    from = answer.LastEvaluatedKey;
  } while (from !== undefined);
  return getCases(store, ids);
};
