import { canonicalJson } from "../consent/canonical-json.ts";
import { epochMs, instant } from "../clock.ts";
import type { HolderId } from "../ids.ts";
import { type Result, fail, ok } from "../result.ts";
import { waitingLines } from "./claims.ts";
import { type Consent, type Intent, type IntentLine, intentLifetimeMs } from "./intent.ts";
import { type IntentState, retryable } from "./intent-state.ts";
import { agree, termsOfIntent } from "./terms-of-intent.ts";

/** Why a decision about an intent is not taken. */
export type DecisionFault =
  /** The intent is in a state that the decision does not apply to. */
  | { readonly code: "state"; readonly state: IntentState }
  | { readonly code: "version_outdated" | "terms_mismatch" | "not_retryable" };

/** The next intent to be written, or the same one where the decision was taken before. */
export type Decision = Result<Intent, DecisionFault>;

export type Deciding = { readonly payer: HolderId; readonly stage: string; readonly now: number };

/** A proposal past its time has expired, whether or not the sweep has come by. */
export const stateAt = (intent: Intent, now: number): IntentState => {
  const open = intent.state === "pending_approval" || intent.state === "needs_input";
  return open && epochMs(intent.expiresAt) <= now ? "expired" : intent.state;
};

/** Records what the payer signed. The ledger verifies it again: this decides only that it is about this intent as it stands. */
export const approveIntent = (intent: Intent, consent: Consent, by: Deciding): Decision => {
  if (isSameConsent(intent, consent)) return ok(intent);
  const state = stateAt(intent, by.now);
  if (state !== "pending_approval") return fail({ code: "state", state });
  if (consent.terms.version !== intent.version) return fail({ code: "version_outdated" });
  if (!agree(consent.terms, termsOfIntent(intent, by))) return fail({ code: "terms_mismatch" });
  const now = instant(by.now);
  return ok({ ...intent, state: "approved", consent, signedAt: intent.signedAt ?? now, updatedAt: now });
};

const isSameConsent = (intent: Intent, consent: Consent): boolean =>
  intent.consent !== undefined && canonicalJson(intent.consent.terms) === canonicalJson(consent.terms);

const endAs =
  (end: "declined" | "reported") =>
  (intent: Intent, version: number, by: Deciding): Decision => {
    if (intent.state === end && intent.version === version) return ok(intent);
    const state = stateAt(intent, by.now);
    if (state !== "pending_approval") return fail({ code: "state", state });
    if (version !== intent.version) return fail({ code: "version_outdated" });
    return ok({ ...intent, state: end, updatedAt: instant(by.now) });
  };

export const declineIntent = endAs("declined");

/** "This was not me": declined, and kept as a warning that the account which wrote it may be in other hands. */
export const reportIntent = endAs("reported");

/** `lines` are the intent's, their payees by the handles and names that they go by now. */
export type Retrying = Deciding & { readonly lines: readonly IntentLine[] };

/** After a refusal that the payer can mend: a new version, to be read and signed anew. */
export const retryIntent = (intent: Intent, version: number, by: Retrying): Decision => {
  if (intent.state === "pending_approval" && intent.version === version + 1) return ok(intent);
  if (intent.state !== "failed") return fail({ code: "state", state: stateAt(intent, by.now) });
  if (version !== intent.version) return fail({ code: "version_outdated" });
  if (!intent.reason || !retryable.has(intent.reason)) return fail({ code: "not_retryable" });
  const { consent: _void, reason: _mended, ...kept } = intent;
  const expiresAt = instant(by.now + intentLifetimeMs);
  return ok({
    ...kept,
    lines: waitingLines(by.lines, expiresAt),
    version: intent.version + 1,
    state: "pending_approval",
    updatedAt: instant(by.now),
    expiresAt,
  });
};

/** The payer wants back what nobody has claimed. It moves nothing yet: whoever is first at the ledger has the money. */
export const takeBackIntent = (intent: Intent, by: Deciding): Decision => {
  const isAsked = intent.takeBackAskedAt !== undefined && intent.state === "held_for_claim";
  if (isAsked || intent.state === "returned") return ok(intent);
  if (intent.state !== "held_for_claim") return fail({ code: "state", state: stateAt(intent, by.now) });
  const now = instant(by.now);
  return ok({ ...intent, takeBackAskedAt: now, updatedAt: now });
};

/** Whether what happens to the post still changes the intent: until it ends or is signed for the first time. */
export const followsPost = (intent: Intent): boolean =>
  (intent.state === "pending_approval" || intent.state === "needs_input") && intent.signedAt === undefined;

/**
 * A deleted post cancels what nobody has approved yet. What was approved once and refused may wait for its payer again: he
 * is told. `undefined`: it changes nothing.
 */
export const deletePostOf = (intent: Intent, now: number): Intent | undefined => {
  const { state, source } = intent;
  if (followsPost(intent)) return cancelIntent(intent, now);
  const mayWait = (state === "pending_approval" || state === "failed") && source.deleted !== true;
  return mayWait ? { ...intent, source: { ...source, deleted: true }, updatedAt: instant(now) } : undefined;
};

/** A deleted post, or its writer, cancels what nobody has approved yet; from then on it changes nothing. */
export const cancelIntent = (
  intent: Intent,
  now: number,
  reason: "post_deleted" | "writer_cancelled" = "post_deleted",
): Intent | undefined =>
  followsPost(intent) ? { ...intent, state: "cancelled", reason, updatedAt: instant(now) } : undefined;

export const expireIntent = (intent: Intent, now: number): Intent | undefined =>
  stateAt(intent, now) === "expired" && intent.state !== "expired"
    ? { ...intent, state: "expired", updatedAt: instant(now) }
    : undefined;
