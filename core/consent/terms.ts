import type { Instant } from "../clock.ts";
import { type Bytes, sha256, utf8 } from "../encoding.ts";
import type { LimitNumbers } from "../limits/limits.ts";
import { canonicalJson } from "./canonical-json.ts";

/** One payee of a payment, named by what the payer reads and by the network's permanent id; never by a wallet that a server chose. */
export type TermsLine = {
  readonly channel: string;
  readonly user_id: string;
  readonly handle: string;
  /** The shown name. */
  readonly name: string;
  /** Minor units. */
  readonly amount: number;
  /** Who has no wallet: the money waits for the owner of the account, who goes by this handle, until then. */
  readonly claim_until?: Instant | undefined;
};

/** Exactly what the payer reads and signs. Any change of terms is a new version, and a signature over an older one is void. */
export type PaymentTerms = {
  readonly v: 1;
  readonly purpose: "pay";
  readonly stage: string;
  readonly intent: string;
  readonly version: number;
  /** The payer's holder id. */
  readonly payer: string;
  readonly lines: readonly TermsLine[];
  readonly currency: string;
  /** Minor units, paid by the payer on top. */
  readonly fee: number;
  readonly expires: Instant;
  /** 16 random bytes of the payer's app, base64url. */
  readonly nonce: string;
};

/** What an earlier key signs to admit a new key of the same person. */
export type EnrolTerms = {
  readonly v: 1;
  readonly purpose: "enrol";
  readonly stage: string;
  readonly holder: string;
  /** The id of the new key: the hash of its public key. */
  readonly key: string;
  readonly expires: Instant;
  readonly nonce: string;
};

/** What the owner signs to raise limits of the wallet, each to the amount named. */
export type LimitTerms = {
  readonly v: 1;
  readonly purpose: "limit";
  readonly stage: string;
  readonly holder: string;
  readonly currency: string;
  /** Minor units. */
  readonly limits: LimitNumbers;
  /** From then on they hold; later than `expires` by the stage's delay at least. */
  readonly effective: Instant;
  /** The signature counts until then. */
  readonly expires: Instant;
  readonly nonce: string;
};

/** What the owner signs to have a wallet pay and receive again that he had frozen. */
export type UnfreezeTerms = {
  readonly v: 1;
  readonly purpose: "unfreeze";
  readonly stage: string;
  readonly holder: string;
  readonly currency: string;
  readonly expires: Instant;
  readonly nonce: string;
};

/** What the owner signs to have the empty wallet closed for ever, and to be erased. */
export type CloseTerms = {
  readonly v: 1;
  readonly purpose: "close";
  /** Not refused while payouts are on their way: the wallet closes once the bank has booked them. */
  readonly await_payouts?: true | undefined;
  readonly stage: string;
  readonly holder: string;
  readonly currency: string;
  readonly expires: Instant;
  readonly nonce: string;
};

/** What a bank said of a payee's name before the owner signed. */
export type PayeeCheck = "match" | "close_match" | "no_match" | "not_possible";

/** What the owner signs to have money of the wallet sent to an account at a bank. */
export type PayoutTerms = {
  readonly v: 1;
  readonly purpose: "payout";
  readonly stage: string;
  readonly holder: string;
  readonly currency: string;
  /** Minor units. */
  readonly amount: number;
  /** In its electronic form. */
  readonly iban: string;
  /** Whose account it is, as the owner wrote it … */
  readonly name: string;
  /** … and what was shown of that. */
  readonly check: PayeeCheck;
  readonly expires: Instant;
  readonly nonce: string;
};

/** Terms that change what one's own wallet may do. */
export type ControlTerms = LimitTerms | UnfreezeTerms;

/** Terms of all that is done with one's own wallet. */
export type ChangeTerms = ControlTerms | PayoutTerms | CloseTerms;

/** What somebody who was paid signs to send it back, in whole or in part, by the way that it came. */
export type ReturnTerms = {
  readonly v: 1;
  readonly purpose: "return";
  readonly stage: string;
  /** Who was paid. */
  readonly holder: string;
  /** The transfer that paid him. */
  readonly transfer: string;
  /** Whom it goes back to, as he was read. */
  readonly to: Pick<TermsLine, "channel" | "user_id" | "handle" | "name">;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly expires: Instant;
  readonly nonce: string;
};

/** What the owner of a wallet signs of it, but for payments. */
export type OwnerTerms = ChangeTerms | ReturnTerms;

export type Terms = PaymentTerms | EnrolTerms | OwnerTerms;

/** The challenge that a payment key signs: SHA-256 over the RFC 8785 form of the terms. 32 bytes. */
export const challengeOf = (terms: Terms): Promise<Bytes> => sha256(utf8(canonicalJson(terms)));

/** What a payment takes from the payer: the lines and the fee, in minor units. */
export const totalOf = (terms: Pick<PaymentTerms, "lines" | "fee">): number =>
  terms.lines.reduce((sum, line) => sum + line.amount, terms.fee);
