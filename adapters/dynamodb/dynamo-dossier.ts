import {
  type AttributeValue,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
} from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { toBase64Url } from "../../core/encoding.ts";
import type { HolderId } from "../../core/ids.ts";
import type { Dossier, DossierPart, DossierRecord } from "../../core/rights/dossier.ts";
import { fromCursor, toCursor } from "./cursor.ts";
import { historyPrefixes } from "./dynamo-own-history.ts";
import { consentsKey, enrolmentsKey, historyOf } from "./holder-items.ts";

export type DossierTables = Readonly<
  Record<"holders" | "people" | "controls" | "intents" | "topUps" | "payouts", string>
>;

type Place = {
  readonly table: keyof DossierTables;
  readonly index?: string;
  /** The attribute that the place is looked up by, and its value for a holder. */
  readonly key: string;
  readonly of: (holder: HolderId) => string;
  /** What a cursor has to name: the keys of the table, and of the index where there is one. */
  readonly cursor: readonly string[];
  /** How the sort keys begin, where not all of it is meant. */
  readonly prefix?: string;
  readonly kindOf: (item: Readonly<Record<string, unknown>>) => string;
};

const ownKey = (holder: HolderId): string => holder;
const pkAndSk = ["pk", "sk"];

/** The sort key says what an item is: "contact#x#1400". */
const kindBySk = ({ sk }: Readonly<Record<string, unknown>>): string => String(sk).split("#")[0] ?? "";

const partition = (table: keyof DossierTables, of: Place["of"], kindOf: Place["kindOf"] = kindBySk): Place => ({
  ...{ table, key: "pk", of, cursor: pkAndSk, kindOf },
});

const byHolder = (
  table: keyof DossierTables,
  { index, sortedBy, kind }: { readonly index: string; readonly sortedBy: string; readonly kind: string },
): Place => ({
  ...{ table, index, key: "holder", of: ownKey, kindOf: () => kind },
  cursor: ["id", "holder", sortedBy],
});

const places: Readonly<Record<DossierPart, Place>> = {
  holder: partition("holders", ownKey),
  consents: partition("holders", consentsKey, () => "consent"),
  history: partition("holders", historyOf, ({ did }) => String(did)),
  app_consents: { ...partition("people", ownKey), prefix: historyPrefixes.consent },
  sign_ins: { ...partition("people", ownKey), prefix: historyPrefixes.signIn },
  enrolments: partition("holders", enrolmentsKey, () => "enrolment"),
  people: partition("people", ownKey),
  controls: partition("controls", ownKey),
  requests: byHolder("intents", { index: "requests-by-holder", sortedBy: "askedAt", kind: "request" }),
  top_ups: byHolder("topUps", { index: "by-holder", sortedBy: "createdAt", kind: "top_up" }),
  payouts: byHolder("payouts", { index: "by-holder", sortedBy: "heldAt", kind: "payout" }),
};

const pageLength = 100;

/** `Dossier` over the tables that hold something under a person's id. */
export const createDynamoDossier = ({
  client,
  tables,
}: {
  readonly client: DynamoDBClient;
  readonly tables: DossierTables;
}): Dossier => ({
  read: async (part, holder, cursor) => {
    const place = places[part];
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({ TableName: tables[place.table], ...pageOf(place, holder, cursor) }),
    );
    return {
      items: Items.map((item) => recordOf(place, unmarshall(item))),
      cursor: LastEvaluatedKey && toCursor(unmarshall(LastEvaluatedKey), place.cursor),
    };
  },
});

/** The person comes from the caller, never from the cursor: a forged one reads nobody else's. */
const pageOf = (
  { index, key, of, prefix, cursor: names }: Place,
  holder: HolderId,
  cursor: string | undefined,
): Omit<QueryCommandInput, "TableName"> => {
  const from = cursor === undefined ? undefined : fromCursor(cursor, names);
  const start = from && Object.entries({ ...from, [key]: of(holder) });
  return {
    ...(index === undefined ? { ConsistentRead: true } : { IndexName: index }),
    KeyConditionExpression: prefix === undefined ? "#key = :key" : "#key = :key AND begins_with(sk, :prefix)",
    ExpressionAttributeNames: { "#key": key },
    ExpressionAttributeValues: {
      ":key": { S: of(holder) },
      ...(prefix === undefined ? {} : { ":prefix": { S: prefix } }),
    },
    Limit: pageLength,
    ...(start && {
      ExclusiveStartKey: Object.fromEntries(start.map(([name, S]): [string, AttributeValue] => [name, { S }])),
    }),
  };
};

/** Of a phone's subscription: what messages to it are encrypted with, and the address that is itself a secret. */
const secrets: Readonly<Record<string, readonly string[]>> = { push: ["p256dh", "auth", "endpoint"] };

const recordOf = (place: Place, item: Readonly<Record<string, unknown>>): DossierRecord => {
  const kind = place.kindOf(item);
  const hidden = new Set(["pk", "ttl", "dueBucket", "dueAt", "sendBucket", ...(secrets[kind] ?? [])]);
  const shown = Object.entries(item).filter(([name]) => !hidden.has(name));
  return { kind, data: Object.fromEntries(shown.map(([name, value]) => [name, plain(value)])) };
};

/** As JSON can have it. */
const plain = (value: unknown): unknown => {
  if (value instanceof Uint8Array) return toBase64Url(value as Uint8Array<ArrayBuffer>);
  if (value instanceof Set) return [...value].map(plain);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
};
