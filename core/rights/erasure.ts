import type { Instant } from "../clock.ts";
import type { HolderId, RequestId } from "../ids.ts";

/** Somebody whose account `ledger` has closed, upon the owner's signature. */
type ErasureOrder = {
  readonly holder: HolderId;
  /** What the owner has signed. */
  readonly request: RequestId;
  readonly closedAt: Instant;
};

/** `ledger` alone orders that somebody is erased; again, it changes nothing. */
export type ErasureOrders = { put(order: ErasureOrder): Promise<void> };

/**
 * A person is gone through twice: at once, and when everything that was under way has ended (proposals a day after they were
 * made, access tokens within the hour, answers that are kept for a day).
 */
type ErasurePass = "first" | "second";

/** An order, and how far it was carried out: the next run goes on there. */
export type Erasure = ErasureOrder & {
  readonly pass: ErasurePass;
  readonly step: number;
  /** Where the step goes on. */
  readonly cursor?: string | undefined;
};

export type ErasureBook = {
  /** A few of those that are due: an index, which may be a moment behind. */
  due(at: Instant): Promise<readonly HolderId[]>;
  get(holder: HolderId): Promise<Erasure | undefined>;
  /** Remembers how far it was carried out. */
  keep(erasure: Erasure): Promise<void>;
  /** The pass is done; the second one is due at that instant, or everything is. */
  endPass(erasure: Erasure, next: { readonly dueAt: Instant } | { readonly erasedAt: Instant }): Promise<void>;
};
