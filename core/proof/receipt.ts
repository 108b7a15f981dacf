import type { EnrolmentProof, KeyStatement } from "../consent/key-statement.ts";
import type { Evidence } from "../consent/evidence.ts";
import type { PaymentTerms, ReturnTerms } from "../consent/terms.ts";
import type { RootKey, SignedDayRoot } from "./day-root.ts";
import type { TransferRecord } from "./transfer-record.ts";

/** What the payer consented to, or who was paid and sent it back, and what makes his key his. */
export type ReceiptConsent<Signed extends PaymentTerms | ReturnTerms = PaymentTerms | ReturnTerms> = {
  readonly terms: Signed;
  readonly evidence: Evidence;
  readonly key: KeyStatement;
  /** What admitted the key; then what admitted the key that admitted it, down to a sign-in. */
  readonly enrolment: readonly EnrolmentProof[];
};

/** Who has signed. */
export const signerIn = ({ terms }: Pick<ReceiptConsent, "terms">): string =>
  terms.purpose === "pay" ? terms.payer : terms.holder;

/** That the transfer is in the tree of its day. */
export type Inclusion = {
  readonly index: number;
  /** The siblings on the way to the root, lowest first, base64url. */
  readonly path: readonly string[];
  readonly root: SignedDayRoot;
};

/** The proof of one transfer, for its parties, to be judged by anybody who has the stage's published keys. */
export type Receipt = {
  readonly v: 1;
  readonly transfer: TransferRecord;
  /** Withheld from a payee where the terms name other payees too. */
  readonly consent?: ReceiptConsent | undefined;
  /** Absent before the close of the day. */
  readonly inclusion?: Inclusion | undefined;
};

/** What a stage publishes, and all that a receipt's reader needs to trust. */
export type StageKeys = {
  readonly v: 1;
  readonly stage: string;
  /** Those that sign roots now, or did. */
  readonly root_keys: readonly RootKey[];
  /** The identity provider, with the keys (RFC 7517) that sign its tokens now, or did. */
  readonly identity: {
    readonly issuer: string;
    readonly client_id: string;
    readonly keys: readonly { readonly kid: string; readonly [member: string]: unknown }[];
  };
  /** The hosts that passkeys are made for, and the origins that may use them. */
  readonly relying_parties: readonly string[];
  readonly origins: readonly string[];
};
