import type { HolderId } from "../ids.ts";

/** A stored answer is replayed for so long. */
export const idempotencyLifetimeMs = 24 * 60 * 60 * 1000;

/** A claim that was never finished (its function died) is open again after so long. */
export const idempotencyClaimMs = 60 * 1000;

export type StoredAnswer = { readonly status: number; readonly body?: unknown };

/** One request under one key of one holder. `fingerprint` is a hash of the route and the body. */
export type IdempotencyClaim = { readonly holder: HolderId; readonly key: string; readonly fingerprint: string };

export type ClaimOutcome =
  | { readonly status: "claimed" | "in_progress" | "mismatch" }
  | { readonly status: "answered"; readonly answer: StoredAnswer };

/** Remembers what was answered under an `Idempotency-Key`. Each call is one conditional write. */
export type IdempotencyStore = {
  claim(claim: IdempotencyClaim, nowMs: number): Promise<ClaimOutcome>;
  answer(claim: IdempotencyClaim, answer: StoredAnswer): Promise<void>;
  /** Gives a claim up whose request failed on our side: the next try does the work. */
  release(claim: IdempotencyClaim): Promise<void>;
};
