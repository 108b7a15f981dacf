import { ConditionalCheckFailedException, type TransactWriteItem, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { type Clock, type Instant, instant } from "../../core/clock.ts";
import { canonicalJson } from "../../core/consent/canonical-json.ts";
import type {
  EnrolOutcome,
  HolderRegistry,
  Link,
  LinkConsent,
  LinkOutcome,
  UnlinkedBy,
} from "../../core/holder/holder.ts";
import { piafAddressOf } from "../../core/holder/piaf-address.ts";
import type { HolderId, KeyId } from "../../core/ids.ts";
import { createDynamoHolderDirectory, type HoldersTable } from "./dynamo-holder-directory.ts";
import {
  type Account,
  consentKey,
  enrolmentKey,
  holderKey,
  type Item,
  keyEventKey,
  keyKey,
  linkKey,
  nonceKey,
  ownerKey,
  termsConsentKey,
  toItem,
} from "./holder-items.ts";
import { attemptLimit, backOff, type Pace } from "./pace.ts";
import { transact } from "./transact.ts";

export type HolderRegistryOptions = HoldersTable & { readonly clock: Clock; readonly pace: Pace };

/** `HolderRegistry`: every write is one conditional transaction, so that two phones cannot both be the first. */
export const createDynamoHolderRegistry = (options: HolderRegistryOptions): HolderRegistry => ({
  ...createDynamoHolderDirectory(options),
  enrolKey: (enrolment) => enrolKey(options, enrolment),
  identify: (holder, as) => identifyHolder(options, holder, as),
  revokeKey: (holder, key) => revokeKey(options, { holder, key }),
  link: (holder, link, consent) => linkAccount(options, { holder, link, consent }),
  unlink: (holder, account, by = "owner") => unlinkAccount(options, { holder, account, by }),
  renameLink: (holder, account, handle) => renameAccount(options, { holder, account, handle }),
});

type Enrolment = Parameters<HolderRegistry["enrolKey"]>[0];

const enrolKey = async (options: HolderRegistryOptions, enrolment: Enrolment): Promise<EnrolOutcome> => {
  const { table } = options;
  const { holder, key, proof, nonce, first, agreedTo } = enrolment;
  const now = instant(options.clock());
  const failed = await write(options, [
    putNew(table, { ...keyKey(holder.id, key.id), ...toItem(key) }),
    putNew(table, { ...nonceKey(holder.id, nonce), ...toItem({ usedAt: now }) }),
    first ? giveFirstKey(table, { holder, key: key.id, at: now }) : mustBeOpen(table, holderKey(holder.id)),
    {
      Put: {
        TableName: table,
        Item: { ...enrolmentKey(holder.id, key.enrolment), ...toItem({ proof: canonicalJson(proof) }) },
      },
    },
    keyEvent(table, holder.id, { at: now, did: "key_enrolled", key: key.id, label: key.label, way: key.way }),
    ...(agreedTo === undefined ? [] : [agreed(table, holder.id, { at: now, text: agreedTo })]),
    ...(first ? giveAddress(table, holder.id, now) : []),
  ]);
  const [keyFailed, nonceFailed, holderFailed] = failed;
  if (keyFailed) return "already_enrolled";
  if (nonceFailed) return "nonce_used";
  if (!holderFailed) return "enrolled";
  return first ? "not_first" : "account_closed";
};

const identifyHolder = async (
  { client, table }: HolderRegistryOptions,
  holder: HolderId,
  { level, kind }: Parameters<HolderRegistry["identify"]>[1],
): Promise<"identified" | "unknown"> => {
  try {
    await client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: holderKey(holder),
        UpdateExpression: `SET #level = :level${kind === undefined ? "" : ", kind = :kind"}`,
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeNames: { "#level": "level" },
        ExpressionAttributeValues: toItem({ ":level": level, ":kind": kind }),
      }),
    );
    return "identified";
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return "unknown";
    throw error;
  }
};

const revokeKey = async (
  options: HolderRegistryOptions,
  { holder, key }: { readonly holder: HolderId; readonly key: KeyId },
): Promise<"revoked" | "unknown"> => {
  const { table } = options;
  const at = instant(options.clock());
  const [missing] = await write(options, [
    { Delete: { TableName: table, Key: keyKey(holder, key), ConditionExpression: "attribute_exists(pk)" } },
    keyEvent(table, holder, { at, did: "key_revoked", key }),
  ]);
  return missing ? "unknown" : "revoked";
};

const linkAccount = async (
  options: HolderRegistryOptions,
  {
    holder,
    link,
    consent,
  }: { readonly holder: HolderId; readonly link: Link; readonly consent: LinkConsent | undefined },
): Promise<LinkOutcome> => {
  const { table } = options;
  const owner = { ...ownerKey(link), ...toItem({ holder, linkedAt: link.linkedAt }) };
  const item = { ...linkKey(holder, link), ...toItem(link) };
  const noted = note(table, { holder, account: link, at: link.linkedAt, did: "linked", facts: consent ?? {} });
  const [taken] = await write(options, [putNew(table, owner), { Put: { TableName: table, Item: item } }, noted]);
  if (!taken) return "linked";
  // The handle may have changed since: a link by its owner always holds the latest.
  const [others] = await write(options, [
    ownedBy(table, { holder, account: link }),
    { Put: { TableName: table, Item: item } },
    noted,
  ]);
  return others ? "linked_to_another" : "already_linked";
};

const unlinkAccount = async (
  options: HolderRegistryOptions,
  { holder, account, by }: { readonly holder: HolderId; readonly account: Account; readonly by: UnlinkedBy },
): Promise<"unlinked" | "unknown"> => {
  const { table } = options;
  const at = instant(options.clock());
  const { ConditionCheck: owned } = ownedBy(table, { holder, account });
  const [others] = await write(options, [
    { Delete: owned },
    { Delete: { TableName: table, Key: linkKey(holder, account) } },
    note(table, { holder, account, at, did: "unlinked", facts: { by } }),
  ]);
  return others ? "unknown" : "unlinked";
};

const renameAccount = async (
  options: HolderRegistryOptions,
  { holder, account, handle }: { readonly holder: HolderId; readonly account: Account; readonly handle: string },
): Promise<"renamed" | "unknown"> => {
  const failed = await write(options, [
    ownedBy(options.table, { holder, account }),
    {
      Update: {
        TableName: options.table,
        Key: linkKey(holder, account),
        UpdateExpression: "SET handle = :handle",
        ConditionExpression: "attribute_exists(pk)",
        ExpressionAttributeValues: toItem({ ":handle": handle }),
      },
    },
  ]);
  return failed.includes(true) ? "unknown" : "renamed";
};

/** That a key came or went, with what the person called its device; never written over. */
const keyEvent = (
  table: string,
  holder: HolderId,
  event: {
    readonly at: Instant;
    readonly did: "key_enrolled" | "key_revoked";
    readonly key: KeyId;
    readonly label?: string;
    readonly way?: string;
  },
): TransactWriteItem => ({
  Put: { TableName: table, Item: { ...keyEventKey(holder, event.at, event), ...toItem(event) } },
});

const agreed = (
  table: string,
  holder: HolderId,
  { at, text }: { readonly at: Instant; readonly text: string },
): TransactWriteItem => ({
  Put: { TableName: table, Item: { ...termsConsentKey(holder, at), ...toItem({ at, did: "agreed", text }) } },
});

/** What was agreed to, or taken back; never written over. */
const note = (
  table: string,
  entry: {
    readonly holder: HolderId;
    readonly account: Account;
    readonly at: Instant;
    readonly did: "linked" | "unlinked";
    readonly facts: LinkConsent | { readonly by?: UnlinkedBy };
  },
): TransactWriteItem => {
  const { holder, at, did, facts } = entry;
  const { channel, userId } = entry.account;
  const key = consentKey(holder, at, { channel, userId, did });
  return { Put: { TableName: table, Item: { ...key, ...toItem({ at, did, channel, userId, ...facts }) } } };
};

const putNew = (table: string, item: Item): TransactWriteItem => ({
  Put: { TableName: table, Item: item, ConditionExpression: "attribute_not_exists(pk)" },
});

/** The holder may be there already, without ever having had a key (the seed of the local stage): then its name stays. */
const giveFirstKey = (
  table: string,
  first: { readonly holder: Enrolment["holder"]; readonly key: KeyId; readonly at: string },
): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: holderKey(first.holder.id),
    UpdateExpression:
      "SET firstKey = :key, #name = if_not_exists(#name, :name), createdAt = if_not_exists(createdAt, :at)",
    ConditionExpression: "attribute_not_exists(firstKey)",
    ExpressionAttributeNames: { "#name": "name" },
    ExpressionAttributeValues: toItem({ ":key": first.key, ":name": first.holder.name, ":at": first.at }),
  },
});

/** Nobody else can have it: the account's id is the holder's own. */
const giveAddress = (table: string, holder: HolderId, at: Instant): readonly TransactWriteItem[] => {
  const address = piafAddressOf(holder, at);
  const items = [
    { ...ownerKey(address), ...toItem({ holder, linkedAt: at }) },
    { ...linkKey(holder, address), ...toItem(address) },
  ];
  return items.map((item) => ({ Put: { TableName: table, Item: item } }));
};

const mustBeOpen = (table: string, key: Item): TransactWriteItem => ({
  ConditionCheck: {
    TableName: table,
    Key: key,
    ConditionExpression: "attribute_exists(pk) AND attribute_not_exists(closedAt)",
  },
});

const ownedBy = (
  table: string,
  { holder, account }: { readonly holder: HolderId; readonly account: Account },
): Required<Pick<TransactWriteItem, "ConditionCheck">> => ({
  ConditionCheck: {
    TableName: table,
    Key: ownerKey(account),
    ConditionExpression: "holder = :holder",
    ExpressionAttributeValues: toItem({ ":holder": holder }),
  },
});

/** Which of the items' conditions failed, in their order; none when all was written. */
const write = async (options: HolderRegistryOptions, items: TransactWriteItem[]): Promise<readonly boolean[]> => {
  for (let attempt = 1; attempt <= attemptLimit; attempt += 1) {
    const result = await transact(options.client, items);
    if (result.kind === "committed") return items.map(() => false);
    if (result.kind === "refused") return result.reasons.map(({ Code }) => Code !== "None");
    if (result.kind === "unknown") throw result.error;
    await backOff(options.pace, result.kind, attempt);
  }
  throw new Error("The holders table was busy all the time: call again.");
};
