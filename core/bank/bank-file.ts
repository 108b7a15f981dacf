import type { Iban } from "./iban.ts";

/** One booking of our account, as the bank's file has it. */
export type FileEntry = {
  /** The bank's own reference: the same in every file, and no other booking's. */
  readonly reference: string;
  /** Minor units, above zero. */
  readonly amount: bigint;
  readonly direction: "credit" | "debit";
  /** The day, `yyyy-mm-dd`, on which it was booked. */
  readonly bookedOn: string;
  /** A transfer that did not arrive; why, by the external code list, where the bank says it. */
  readonly returned?: { readonly reason?: string | undefined } | undefined;
  readonly endToEndId?: string | undefined;
  /** All that was written along, structured or not. */
  readonly remittance: readonly string[];
  readonly other?: string | undefined;
};

/** What there was at the end of a day; minor units, below zero it is owed. */
export type ClosingBalance = { readonly day: string; readonly amount: bigint };

/** What a bank tells of our account: `camt.053`, `camt.054`, `pain.002`. */
export type BankFile = {
  /** The bank's name for the file. */
  readonly messageId: string;
  readonly entries: readonly FileEntry[];
  readonly closings: readonly ClosingBalance[];
  /** Payouts that the bank will not make, by the id that we gave them. */
  readonly rejected: readonly { readonly endToEndId: string; readonly reason?: string | undefined }[];
};

/** Our account, of which all files must be. */
export type OwnAccount = { readonly iban: Iban; readonly name: string; readonly bic?: string | undefined };
