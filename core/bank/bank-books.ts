import type { Instant } from "../clock.ts";
import type { HolderId, PayoutId } from "../ids.ts";
import type { ClosingBalance, FileEntry } from "./bank-file.ts";
import type { CreditorReference } from "./creditor-reference.ts";
import type { Payout } from "./payout.ts";

/** A file of the bank's, kept as it came; `refused`: why it was not understood, in one sentence. */
export type ReceivedFile = {
  /** SHA-256 of the bytes: the same file is kept once. */
  readonly id: string;
  readonly text: string;
  readonly receivedAt: Instant;
  readonly refused?: string | undefined;
};

/** A booking as it was taken; `unmatched`: nobody knows whose it is. */
export type KeptEntry = FileEntry & { readonly unmatched: boolean; readonly receivedAt: Instant };

/** A closing balance with when the bank told of it. */
export type KeptClosing = ClosingBalance & { readonly receivedAt: Instant };

/** An order to the bank with the payouts in it. */
export type PayoutFile = {
  readonly messageId: string;
  readonly text: string;
  readonly createdAt: Instant;
  readonly payouts: readonly Payout[];
};

/** What we know of our account at the bank beside the ledger; `bank` alone writes it. Reads are strongly consistent. */
export type BankBooks = {
  /** The holder's own reference, made at the first call. */
  referenceOf(holder: HolderId): Promise<CreditorReference>;
  holderOf(reference: CreditorReference): Promise<HolderId | undefined>;
  /** Again, it changes nothing; but what was refused once and is understood now is refused no more. */
  keepFile(file: ReceivedFile): Promise<void>;
  keepEntries(entries: readonly KeptEntry[]): Promise<void>;
  keepClosing(closing: KeptClosing): Promise<void>;
  /** Somebody has said whose it is. */
  matched(reference: string): Promise<void>;
  entry(reference: string): Promise<KeptEntry | undefined>;
  /** For an operator, oldest first, a hundred at most. */
  unmatched(): Promise<readonly KeptEntry[]>;
  refused(): Promise<readonly ReceivedFile[]>;
};

/** Payouts on their way into a file, and files on their way to the bank. */
export type PayoutOutbox = {
  /** Held payouts, oldest first: an index, which may be a moment behind. */
  waiting(limit: number): Promise<readonly PayoutId[]>;
  /** Keeps the file and marks its payouts as sent, all or nothing; `changed`: one of them does not wait any more. */
  file(file: PayoutFile): Promise<"filed" | "changed">;
  /** Files that the bank does not have yet, oldest first. */
  unsent(): Promise<readonly Omit<PayoutFile, "payouts">[]>;
  taken(messageId: string): Promise<void>;
};

/** What the comparison with the bank's statement reads. */
export type BankStatements = {
  /** The last closing balance that the bank has told, with what it has booked since. */
  last(): Promise<{ readonly closing: KeptClosing; readonly since: readonly KeptEntry[] } | undefined>;
  /** How many bookings and files wait for an operator: of those for the bank, how many were made before `at`. */
  waitingForOperator(
    at: Instant,
  ): Promise<{ readonly unmatched: number; readonly refused: number; readonly unsent: number }>;
};

/** Takes files to a bank. */
export type BankChannel = {
  /** `waits`: somebody will fetch it. Throws while the bank cannot be reached; it knows by the message's id what it has. */
  send(file: Pick<PayoutFile, "messageId" | "text">): Promise<"taken" | "waits">;
};
