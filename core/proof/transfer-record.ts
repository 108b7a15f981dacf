import type { Instant } from "../clock.ts";
import { canonicalJson } from "../consent/canonical-json.ts";
import { type Bytes, utf8 } from "../encoding.ts";
import type { TransferId } from "../ids.ts";
import { leafHashOf } from "./merkle-tree.ts";

/** A posted transfer as it is proved: what the journal holds of it, and nothing of people but ids and one salted hash. */
export type TransferRecord = {
  readonly id: string;
  readonly version: number;
  readonly debit: string;
  readonly credit: string;
  /** Minor units. */
  readonly amount: number;
  readonly currency: string;
  readonly code: string;
  readonly ref: string;
  /** Of a transfer that posts a reservation or sends an earlier one back: which, and of what. */
  readonly kind?: "post_pending" | "reversal" | undefined;
  readonly of?: string | undefined;
  readonly posted_at: Instant;
  /** The commitment to the terms and the evidence that it was posted on; absent where no signature was demanded. */
  readonly consent?: string | undefined;
};

export type TransferReader = {
  /** Strongly consistent; undefined for what was not posted, or moved nothing. */
  get(id: TransferId): Promise<TransferRecord | undefined>;
};

/** The leaf of a transfer in the tree of its day. */
export const transferLeaf = (record: TransferRecord): Promise<Bytes> =>
  leafHashOf(utf8(canonicalJson(["piaf transfer v1", record])));

/** The day of an instant: "2026-11-24", in UTC. */
export const dayOf = (at: Instant): string => at.slice(0, "2026-11-24".length);
