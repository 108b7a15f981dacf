import type { ChannelName } from "../channel/channel-event.ts";
import type { Instant } from "../clock.ts";
import type { EnrolmentProof } from "../consent/key-statement.ts";
import type { HolderId, KeyId } from "../ids.ts";
import type { HolderKind, Level } from "../limits/limits.ts";

/** The ledger reads all keys of a holder for each payment: more devices than anybody has. */
export const maximumKeys = 20;

/** A key that signs payments. It is ours; the sign-in passkey is the identity provider's. */
export type PaymentKey = {
  readonly id: KeyId;
  readonly kind: "passkey" | "device";
  /** passkey: COSE key; device: SPKI of an ECDSA P-256 key. base64url. */
  readonly publicKey: string;
  /** passkey only: the credential id, base64url, and the relying party it was made for. */
  readonly credentialId?: string | undefined;
  readonly relyingParty?: string | undefined;
  readonly transports?: readonly string[] | undefined;
  /** What the person calls the device. */
  readonly label: string;
  readonly enrolledAt: Instant;
  /** How it was admitted: by a fresh sign-in, or signed by an earlier key. */
  readonly way: "fresh_sign_in" | "earlier_key";
  /** The hash of what admitted it: the name under which that is kept. */
  readonly enrolment: string;
  /** Until then it signs small amounts only (a key gained by sign-in on an account that already has keys). */
  readonly reducedUntil?: Instant | undefined;
};

/** A network account that the holder has proved to own. */
export type Link = {
  readonly channel: ChannelName;
  readonly userId: string;
  readonly handle: string;
  readonly linkedAt: Instant;
};

/** Who somebody is, to the ledger. Only `enrol` writes it. */
export type Holder = {
  readonly id: HolderId;
  /** The shown name. */
  readonly name: string;
  readonly links: readonly Link[];
  readonly keys: readonly PaymentKey[];
  /** The first key ever, also after it was revoked; absent for who has not had one yet. */
  readonly firstKey?: KeyId | undefined;
  /** How well the holder is known; without it `unverified`: nobody has identified him. */
  readonly level?: Level | undefined;
  /** Without it a person. */
  readonly kind?: HolderKind | undefined;
  /** The account was closed: it takes no key and no link any more, and its owner is being erased or has been. */
  readonly closedAt?: Instant | undefined;
};

/** Reads of who somebody is: strongly consistent where money moves by them. */
export type HolderDirectory = {
  byId(id: HolderId): Promise<Holder | undefined>;
  byLink(account: { readonly channel: ChannelName; readonly userId: string }): Promise<Holder | undefined>;
};

/** Whose an account is, and nothing else of him; strongly consistent. */
export type AccountOwners = {
  ownerOf(account: { readonly channel: ChannelName; readonly userId: string }): Promise<HolderId | undefined>;
};

/**
 * What admitted the keys of a holder, for ever: a key may be revoked, and what it signed must still be proved. Apart from
 * the holder, since no payment reads it.
 */
export type EnrolmentProofs = {
  get(holder: HolderId, enrolment: string): Promise<EnrolmentProof | undefined>;
};

/** What somebody has agreed to, when he linked an account. */
export type LinkConsent = {
  /** What the network lets Piaf do there, in its own words. */
  readonly scopes: readonly string[];
  /** The version of the text that was agreed to. */
  readonly text: string;
};

/** Who ended a link: its owner in the app, or the network, where he took back what he had agreed to. */
export type UnlinkedBy = "owner" | "network";

/** `not_first`: the key was to be the holder's first (it has no reduced limit), and is not. */
export type EnrolOutcome = "enrolled" | "already_enrolled" | "nonce_used" | "not_first" | "account_closed";
export type LinkOutcome = "linked" | "already_linked" | "linked_to_another";

/** The writes of `enrol`. Each is one conditional transaction. */
export type HolderRegistry = HolderDirectory & {
  /**
   * Adds a key to a holder; the first one creates the holder with his Piaf address, and the name never changes with a
   * later one. `nonce` is the ID token's or the terms': used once, for ever.
   */
  enrolKey(enrolment: {
    readonly holder: Pick<Holder, "id" | "name">;
    readonly key: PaymentKey;
    /** What the key's `enrolment` is the hash of. */
    readonly proof: EnrolmentProof;
    readonly nonce: string;
    /** Admitted only if the holder has never had a key. */
    readonly first: boolean;
    /** The terms of use that were agreed to with it, by the name of the text. */
    readonly agreedTo?: string | undefined;
  }): Promise<EnrolOutcome>;
  /** Says how well the holder is known, and what he is. */
  identify(
    holder: HolderId,
    as: { readonly level: Level; readonly kind?: HolderKind | undefined },
  ): Promise<"identified" | "unknown">;
  /** When a key came and went stands, for ever, in the holder's history. */
  revokeKey(holder: HolderId, key: KeyId): Promise<"revoked" | "unknown">;
  /** With the link stands, for ever, what was agreed to with it. */
  link(holder: HolderId, link: Link, consent?: LinkConsent): Promise<LinkOutcome>;
  unlink(
    holder: HolderId,
    account: { readonly channel: ChannelName; readonly userId: string },
    by?: UnlinkedBy,
  ): Promise<"unlinked" | "unknown">;
  /** The account goes by another handle now. `unknown`: it is not, or no longer, the holder's. */
  renameLink(
    holder: HolderId,
    account: { readonly channel: ChannelName; readonly userId: string },
    handle: string,
  ): Promise<"renamed" | "unknown">;
};
