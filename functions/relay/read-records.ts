import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import { fromCaseItem } from "../../adapters/dynamodb/case-item.ts";
import { fromChangeRequestItem } from "../../adapters/dynamodb/change-request-item.ts";
import { fromIntentItem } from "../../adapters/dynamodb/intent-item.ts";
import type { Case } from "../../core/case/case.ts";
import type { HolderId, KeyId } from "../../core/ids.ts";
import type { ChangeRequest } from "../../core/limits/change-request.ts";
import { accountOfItem, fromWriterItem } from "../../adapters/dynamodb/writer-item.ts";
import type { IntentChange, WriterChange } from "./relay-changes.ts";

type Image = Record<string, AttributeValue>;

/** A change of the intents table, or undefined for a deletion and for what is no intent (the alias of a post). */
export const intentChangeOf = (record: DynamoDBRecord): IntentChange | undefined => {
  const before = record.dynamodb?.OldImage as Image | undefined;
  const after = record.dynamodb?.NewImage as Image | undefined;
  if (!after?.["id"]?.S?.startsWith("pi_")) return undefined;
  return {
    before: before ? fromIntentItem(before) : undefined,
    after: fromIntentItem(after),
    touched: after["touchedAt"]?.S !== before?.["touchedAt"]?.S,
  };
};

/** What `ledger` is asked to change, or undefined where it is done, refused, or something else. Told again when it hangs. */
export const askedChangeOf = (record: DynamoDBRecord): ChangeRequest | undefined => {
  const after = record.dynamodb?.NewImage as Image | undefined;
  if (!after?.["id"]?.S?.startsWith("rq_")) return undefined;
  const request = fromChangeRequestItem(after);
  return request.state === "asked" ? request : undefined;
};

/** A case that has moved on, or undefined for what is none, and for one that is written as it was. */
export const movedCaseOf = (record: DynamoDBRecord): Case | undefined => {
  const before = record.dynamodb?.OldImage as Image | undefined;
  const after = record.dynamodb?.NewImage as Image | undefined;
  if (!after?.["id"]?.S?.startsWith("ca_")) return undefined;
  const [was, is] = [before && fromCaseItem(before), fromCaseItem(after)];
  return was?.revision === is.revision ? undefined : is;
};

/** A change of what is remembered of a writer, or undefined for any other item. */
export const writerChangeOf = (record: DynamoDBRecord): WriterChange | undefined => {
  const before = record.dynamodb?.OldImage as Image | undefined;
  const after = record.dynamodb?.NewImage as Image | undefined;
  const account = accountOfItem(after?.["id"]?.S ?? "");
  if (!account || !after) return undefined;
  const wishIn = (image: Image | undefined) => (image ? fromWriterItem(unmarshall(image)).wish : undefined);
  return { account, before: wishIn(before), after: wishIn(after) };
};

/** What the relay tells of a change of the holders table. */
export type HolderChange =
  | { readonly kind: "has_first_key"; readonly holder: HolderId }
  | {
      readonly kind: "key_enrolled";
      readonly holder: HolderId;
      readonly key: { readonly id: KeyId; readonly enrolledAt: string };
    }
  | { readonly kind: "account_linked"; readonly account: { readonly channel: string; readonly userId: string } };

type HolderRow = {
  readonly pk: HolderId;
  readonly sk: string;
  readonly firstKey?: KeyId;
  readonly id: KeyId;
  readonly enrolledAt: string;
  readonly channel: string;
  readonly userId: string;
};

export const holderChangeOf = (record: DynamoDBRecord): HolderChange | undefined => {
  const image = record.dynamodb?.NewImage as Image | undefined;
  if (!image) return undefined;
  const item = unmarshall(image) as HolderRow;
  if (item.sk === "holder" && item.firstKey) return { kind: "has_first_key", holder: item.pk };
  if (item.sk.startsWith("key#") && record.eventName === "INSERT") {
    return { kind: "key_enrolled", holder: item.pk, key: { id: item.id, enrolledAt: item.enrolledAt } };
  }
  if (item.sk.startsWith("link#")) {
    return { kind: "account_linked", account: { channel: item.channel, userId: item.userId } };
  }
  return undefined;
};
