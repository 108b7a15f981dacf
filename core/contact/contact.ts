import type { Instant } from "../clock.ts";
import type { HolderId } from "../ids.ts";
import type { Party } from "../intent/intent.ts";

/** More than anybody pays; who has so many saves no further one. */
export const maximumContacts = 1_000;

/** Somebody whom a person has paid, or saved: that person's own knowledge, which nobody else reads. */
export type Contact = Party & {
  readonly saved: boolean;
  /** The person wants no warning of a first payment. */
  readonly trusted: boolean;
  /** How many payments to him were approved. */
  readonly times: number;
  /** The largest of them, in minor units. */
  readonly largest?: bigint | undefined;
  readonly lastAt?: Instant | undefined;
};

type Account = Pick<Party, "channel" | "userId">;

/** A person's contacts. */
export type ContactStore = {
  /** At most `maximumContacts`, in no particular order. */
  list(holder: HolderId): Promise<readonly Contact[]>;
  get(holder: HolderId, account: Account): Promise<Contact | undefined>;
  /** Saves somebody under the name that he goes by; what was paid to him stays. */
  save(holder: HolderId, contact: Party & Pick<Contact, "trusted">): Promise<Contact>;
  /** Nothing is known of him any more. */
  forget(holder: HolderId, account: Account): Promise<"forgotten" | "unknown">;
  /**
   * Counts an approved payment, as often as it is told of it once. `at` is when it was first approved: a payment that is
   * older than the last one counted was counted before, or overtaken by it and left out.
   */
  notePayment(
    holder: HolderId,
    payment: { readonly payee: Party; readonly amount: bigint; readonly at: Instant },
  ): Promise<void>;
};
