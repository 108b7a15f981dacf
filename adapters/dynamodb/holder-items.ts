import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import type { Instant } from "../../core/clock.ts";
import type { Holder, Link, PaymentKey } from "../../core/holder/holder.ts";
import type { HolderId, KeyId } from "../../core/ids.ts";

export type Item = Record<string, AttributeValue>;
export type Account = Pick<Link, "channel" | "userId">;

export const toItem = (attributes: Record<string, unknown>): Item =>
  marshall(attributes, { removeUndefinedValues: true });

/** What stands under a holder: itself, its keys, its links. */
export const holderKey = (holder: HolderId): Item => toItem({ pk: holder, sk: "holder" });
export const keyKey = (holder: HolderId, key: KeyId): Item => toItem({ pk: holder, sk: `key#${key}` });
export const linkKey = (holder: HolderId, account: Account): Item => toItem({ pk: holder, sk: accountKey(account) });

/** From an account to its holder: at most one, since there is one such item an account. */
export const ownerKey = (account: Account): Item => toItem({ pk: accountKey(account), sk: "link" });

/** Nonces are counted per holder, so that nobody can use up another's. */
export const nonceKey = (holder: HolderId, nonce: string): Item =>
  toItem({ pk: `nonce#${holder}#${nonce}`, sk: "nonce" });

/** What admitted a key, by its hash: a key that is enrolled again after it was revoked replaces nothing. */
export const enrolmentKey = (holder: HolderId, enrolment: string): Item =>
  toItem({ pk: enrolmentsKey(holder), sk: enrolment });

export const enrolmentsKey = (holder: HolderId): string => `enrolment#${holder}`;
export const historyOf = (holder: HolderId): string => `history#${holder}`;
export const consentsKey = (holder: HolderId): string => `consent#${holder}`;

/** What somebody agreed to, and took back, in the order of time: apart from the holder, since no payment reads it. */
export const consentKey = (holder: HolderId, at: Instant, what: Account & { readonly did: string }): Item =>
  toItem({ pk: consentsKey(holder), sk: `${at}#${what.did}#${accountKey(what)}` });

/** That the terms of use were agreed to. */
export const termsConsentKey = (holder: HolderId, at: Instant): Item =>
  toItem({ pk: consentsKey(holder), sk: `${at}#agreed#terms` });

/** That a key came or went. */
export const keyEventKey = (holder: HolderId, at: Instant, what: { readonly did: string; readonly key: KeyId }): Item =>
  toItem({ pk: historyOf(holder), sk: `${at}#${what.did}#${what.key}` });

const accountKey = ({ channel, userId }: Account): string => `link#${channel}#${userId}`;

/** The holder from the items under its id; undefined where there is none. */
export const holderOf = (id: HolderId, items: readonly Item[]): Holder | undefined => {
  const rows = items.map((item) => unmarshall(item));
  const holder = rows.find(({ sk }) => sk === "holder");
  if (holder === undefined) return undefined;
  const under = (prefix: string) =>
    rows.filter(({ sk }) => String(sk).startsWith(prefix)).map(({ pk: _pk, sk: _sk, ...attributes }) => attributes);
  return {
    id,
    name: String(holder["name"]),
    keys: under("key#") as PaymentKey[],
    links: under("link#") as Link[],
    firstKey: holder["firstKey"] as KeyId | undefined,
    level: holder["level"] as Holder["level"],
    kind: holder["kind"] as Holder["kind"],
    closedAt: holder["closedAt"] as Holder["closedAt"],
  };
};
