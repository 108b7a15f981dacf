import type { Account } from "../channel/writer.ts";
import type { Instant } from "../clock.ts";
import type { HolderId, RequestId } from "../ids.ts";

/**
 * What lies under a person's id, to be taken away. Each of these may be done again, after all of it or half of it was done:
 * nothing is left of what it takes.
 */
export type PersonalRecords = {
  /** From now on nobody enrols a key or links an account there. */
  closeHolder(holder: HolderId, at: Instant): Promise<void>;
  /** The accounts that are or were the person's, for as long as the person's records are there. */
  accountsOf(holder: HolderId): Promise<readonly Account[]>;
  /** All that belongs to the person's use of the app, and the PIN. */
  forgetUse(holder: HolderId): Promise<void>;
  /** What was asked for and signed, but for one; the ledger's evidence stays. */
  forgetRequests(holder: HolderId, except: RequestId): Promise<void>;
  /** What the person has said in cases, and an operator to him; with the list also which cases they were. */
  forgetCases(holder: HolderId, what: { readonly withList: boolean }): Promise<void>;
  /** What is remembered of somebody who writes; that he wants no answers stays. */
  forgetWriter(account: Account): Promise<void>;
  /** Which intent a post belongs to. */
  forgetPost(post: { readonly channel: string; readonly postId: string }): Promise<void>;
  /**
   * Name, keys and accounts; with the consents also what was agreed to with these, after which nobody knows which they were. What
   * admitted the keys stays: receipts are verified by it.
   */
  forgetIdentity(holder: HolderId, what: { readonly withConsents: boolean }): Promise<void>;
  /** By which the person was known to the identity provider, as the enrolment of the keys has proved it. */
  signInsOf(holder: HolderId): Promise<readonly { readonly issuer: string; readonly subject: string }[]>;
};

/** The accounts by which people sign in, at the identity provider. */
export type SignInAccounts = {
  /** One that is not there is removed already. */
  remove(subject: string): Promise<void>;
};
