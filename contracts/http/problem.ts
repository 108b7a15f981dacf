import * as z from "zod";

/** RFC 9457. `code` is stable; `detail` is one sentence that names the remedy. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  param: z.string().optional(),
  request_id: z.string().optional(),
});

export type Problem = z.infer<typeof problem>;

/** Every code that the API answers with: its status and what it says. A code that is missing here does not compile where it is used. */
export const problems = {
  bad_request: { status: 400, title: "The request is not understood" },
  unauthorized: { status: 401, title: "Not signed in" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  version_outdated: { status: 409, title: "The payment has changed" },
  intent_expired: { status: 409, title: "The proposal has expired" },
  intent_declined: { status: 409, title: "The proposal was declined" },
  intent_cancelled: { status: 409, title: "The proposal was cancelled" },
  intent_approved: { status: 409, title: "The payment was already approved" },
  intent_failed: { status: 409, title: "The payment failed" },
  intent_needs_input: { status: 409, title: "The proposal is not complete" },
  intent_not_retryable: { status: 409, title: "The payment cannot be tried again" },
  conflict: { status: 409, title: "Somebody else was first" },
  idempotency_in_progress: { status: 409, title: "The same request is in progress" },
  idempotency_key_missing: { status: 400, title: "The Idempotency-Key header is missing" },
  idempotency_mismatch: { status: 422, title: "The Idempotency-Key was used for another request" },
  terms_mismatch: { status: 422, title: "The signed terms are not the payment's" },
  evidence_invalid: { status: 422, title: "The signature does not hold" },
  id_token_invalid: { status: 422, title: "The sign-in is not fresh" },
  key_invalid: { status: 422, title: "The key is not accepted" },
  name_invalid: { status: 422, title: "The name is not accepted" },
  key_missing: { status: 409, title: "No payment key is enrolled" },
  too_many_keys: { status: 409, title: "Too many payment keys are enrolled" },
  nonce_used: { status: 409, title: "The sign-in was used before" },
  pin_wrong: { status: 422, title: "The PIN is wrong" },
  pin_locked: { status: 423, title: "The PIN is locked" },
  pin_missing: { status: 409, title: "No PIN is set" },
  link_taken: { status: 409, title: "The account is linked to somebody else" },
  link_refused: { status: 422, title: "The network did not confirm the account" },
  link_unavailable: { status: 503, title: "The network does not answer" },
  payee_unknown: { status: 404, title: "Nobody is found under this name" },
  payee_not_joined: { status: 422, title: "Nobody at Piaf goes by this address" },
  payee_is_payer: { status: 422, title: "The payee is the payer" },
  amount_too_large: { status: 422, title: "The amount is too large" },
  currency_not_available: { status: 422, title: "The currency is not available yet" },
  too_many_requests: { status: 429, title: "Too much at once" },
  too_many_blocks: { status: 409, title: "Too many accounts are blocked" },
  limit_not_lower: { status: 422, title: "The limit is not lower than now" },
  limit_not_raised: { status: 422, title: "The limit is not higher than now" },
  limit_above_level: { status: 422, title: "The limit is above what the level allows" },
  terms_expired: { status: 422, title: "The signed terms have expired" },
  effective_too_early: { status: 422, title: "The raise takes effect too early" },
  too_many_contacts: { status: 409, title: "Too many contacts are saved" },
  network_unavailable: { status: 503, title: "The network does not answer" },
  amount_out_of_range: { status: 422, title: "The amount is not accepted" },
  top_up_refused: { status: 422, title: "The card provider does not take this top-up" },
  provider_unavailable: { status: 503, title: "The card provider does not answer" },
  payload_too_large: { status: 413, title: "The request is too large" },
  internal: { status: 500, title: "Something went wrong on our side" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;
