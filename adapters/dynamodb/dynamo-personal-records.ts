import {
  DeleteItemCommand,
  type DynamoDBClient,
  QueryCommand,
  type QueryCommandInput,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Account } from "../../core/channel/writer.ts";
import type { EnrolmentProof } from "../../core/consent/key-statement.ts";
import { piafChannel } from "../../core/holder/piaf-address.ts";
import type { Case } from "../../core/case/case.ts";
import type { HolderId } from "../../core/ids.ts";
import { withoutWordsOf } from "../../core/rights/blank-case.ts";
import type { PersonalRecords } from "../../core/rights/personal-records.ts";
import type { Item } from "./attributes.ts";
import { consentsKey, enrolmentsKey, historyOf, holderKey, ownerKey } from "./holder-items.ts";
import { aliasOf } from "./intent-item.ts";
import { createDynamoOwnCases, listKey } from "./dynamo-case-store.ts";
import { pushOwnerKey } from "./dynamo-push-subscriptions.ts";
import { unlessRefused } from "./unless-refused.ts";
import { writerItemId } from "./writer-item.ts";

type Tables = Readonly<Record<"holders" | "people" | "pins" | "intents", string>>;
type Stored = { readonly client: DynamoDBClient; readonly tables: Tables };
type Row = Readonly<Record<string, unknown>>;

/** `PersonalRecords` over the tables that hold something of a person beside the ledger's own. */
export const createDynamoPersonalRecords = (stored: Stored): PersonalRecords => ({
  ...whatWasUsed(stored),
  ...whoItIs(stored),
});

/** The person's use of the app, and of the networks. */
const whatWasUsed = (
  stored: Stored,
): Pick<PersonalRecords, "forgetUse" | "forgetRequests" | "forgetCases" | "forgetWriter" | "forgetPost"> => ({
  forgetUse: async (holder) => {
    for (const { sk, id } of await partition(stored, "people", holder)) {
      if (String(sk).startsWith("push#"))
        await removeIfOwned(stored, { table: "people", Key: pushOwnerKey(String(id)) }, holder);
      await remove(stored, "people", marshall({ pk: holder, sk }));
    }
    await remove(stored, "pins", marshall({ holder }));
  },
  forgetRequests: async (holder, except) => {
    const asked = await every(stored, {
      ...{
        TableName: stored.tables.intents,
        IndexName: "requests-by-holder",
        KeyConditionExpression: "holder = :holder",
      },
      ExpressionAttributeValues: marshall({ ":holder": holder }),
    });
    for (const { id } of asked) if (id !== except) await remove(stored, "intents", marshall({ id }));
  },
  forgetCases: async (holder, { withList }) => {
    const table = { client: stored.client, table: stored.tables.intents };
    for (const one of await createDynamoOwnCases(table).ofHolder(holder)) await blankWords(stored, one, holder);
    if (withList) await remove(stored, "intents", listKey(holder));
  },
  forgetWriter: async (account) => {
    await unlessRefused(() =>
      stored.client.send(
        new DeleteItemCommand({
          TableName: stored.tables.intents,
          Key: marshall({ id: writerItemId(account) }),
          ConditionExpression: "attribute_not_exists(wish) OR wish.says <> :stop",
          ExpressionAttributeValues: marshall({ ":stop": "stop" }),
        }),
      ),
    );
  },
  forgetPost: (post) => remove(stored, "intents", marshall({ id: aliasOf(post) })),
});

/** Who the person is to Piaf. */
const whoItIs = (
  stored: Stored,
): Pick<PersonalRecords, "closeHolder" | "accountsOf" | "forgetIdentity" | "signInsOf"> => ({
  closeHolder: async (holder, at) => {
    await updateHolder(stored, holderKey(holder), {
      UpdateExpression: "SET closedAt = if_not_exists(closedAt, :at)",
      ExpressionAttributeValues: marshall({ ":at": at }),
    });
  },
  accountsOf: async (holder) => {
    const rows = [
      ...(await partition(stored, "holders", holder)),
      ...(await partition(stored, "holders", consentsKey(holder))),
    ];
    const address = { channel: piafChannel, userId: holder };
    return [
      address,
      ...rows.flatMap(({ channel, userId }) =>
        typeof channel === "string" && typeof userId === "string" ? [{ channel, userId }] : [],
      ),
    ];
  },
  forgetIdentity: async (holder, { withConsents }) => {
    for (const row of await partition(stored, "holders", holder)) {
      if (row["sk"] === "holder") continue;
      // The account first: what is left of the holder leads to it when this is done again.
      if (isLink(row)) await removeIfOwned(stored, { table: "holders", Key: ownerKey(row) }, holder);
      await remove(stored, "holders", marshall({ pk: holder, sk: row["sk"] }));
    }
    for (const { sk } of await partition(stored, "holders", historyOf(holder))) {
      await remove(stored, "holders", marshall({ pk: historyOf(holder), sk }));
    }
    const consents = withConsents ? await partition(stored, "holders", consentsKey(holder)) : [];
    for (const { sk, channel } of consents) {
      if (channel !== undefined) await remove(stored, "holders", marshall({ pk: consentsKey(holder), sk }));
    }
    await updateHolder(stored, holderKey(holder), {
      UpdateExpression: "SET #name = :nobody",
      ExpressionAttributeNames: { "#name": "name" },
      ExpressionAttributeValues: marshall({ ":nobody": "" }),
    });
  },
  signInsOf: async (holder) =>
    (await partition(stored, "holders", enrolmentsKey(holder))).flatMap(({ proof }) => signInOf(String(proof))),
});

const remove = async ({ client, tables }: Stored, table: keyof Tables, Key: Item): Promise<void> => {
  await client.send(new DeleteItemCommand({ TableName: tables[table], Key }));
};

/** Nobody is told: no step is taken. Where another one is taken meanwhile, the second pass comes by. */
const blankWords = async ({ client, tables }: Stored, one: Case, holder: HolderId): Promise<void> => {
  const steps = withoutWordsOf(one, holder);
  await unlessRefused(() =>
    client.send(
      new UpdateItemCommand({
        TableName: tables.intents,
        Key: marshall({ id: one.id }),
        UpdateExpression: "SET steps = :steps",
        ConditionExpression: "revision = :read",
        ExpressionAttributeValues: marshall(
          { ":steps": steps, ":read": one.revision },
          { removeUndefinedValues: true },
        ),
      }),
    ),
  );
};

const isLink = (row: Row): row is Row & Account => String(row["sk"]).startsWith("link#");

/** All items under one key, read consistently. */
const partition = ({ client, tables }: Stored, table: keyof Tables, pk: string): Promise<readonly Row[]> =>
  every(
    { client },
    {
      ...{ TableName: tables[table], KeyConditionExpression: "pk = :pk", ConsistentRead: true },
      ExpressionAttributeValues: marshall({ ":pk": pk }),
    },
  );

const every = async ({ client }: Pick<Stored, "client">, query: QueryCommandInput): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  let from: Item | undefined;
  do {
    const page = await client.send(new QueryCommand({ ...query, ExclusiveStartKey: from }));
    rows.push(...(page.Items ?? []).map((item) => unmarshall(item)));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return rows;
};

/** Of what may be somebody else's by now. */
const removeIfOwned = async (
  { client, tables }: Stored,
  { table, Key }: { readonly table: keyof Tables; readonly Key: Item },
  holder: string,
): Promise<void> => {
  await unlessRefused(() =>
    client.send(
      new DeleteItemCommand({
        TableName: tables[table],
        Key,
        ConditionExpression: "holder = :holder",
        ExpressionAttributeValues: marshall({ ":holder": holder }),
      }),
    ),
  );
};

type Update = Pick<
  ConstructorParameters<typeof UpdateItemCommand>[0],
  "UpdateExpression" | "ExpressionAttributeNames" | "ExpressionAttributeValues"
>;

const updateHolder = async ({ client, tables }: Stored, Key: Item, update: Update): Promise<void> => {
  await unlessRefused(() =>
    client.send(
      new UpdateItemCommand({ TableName: tables.holders, Key, ConditionExpression: "attribute_exists(pk)", ...update }),
    ),
  );
};

/** The token was verified when the key was enrolled. */
const signInOf = (proof: string): readonly { readonly issuer: string; readonly subject: string }[] => {
  const admitted = JSON.parse(proof) as EnrolmentProof;
  if (admitted.way !== "fresh_sign_in") return [];
  const [, payload = ""] = admitted.id_token.split(".");
  const { iss, sub } = JSON.parse(Buffer.from(payload, "base64url").toString("utf8")) as { iss: string; sub: string };
  return [{ issuer: iss, subject: sub }];
};
