import { problems } from "../../contracts/http/problem.ts";
import { sha256, toBase64Url, utf8 } from "../../core/encoding.ts";
import type { IdempotencyClaim, IdempotencyStore } from "../../core/idempotency/idempotency.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem } from "../_shared/problem.ts";

const longestKey = 255;

type SignedInRoute = (request: SignedInRequest) => Promise<HttpAnswer>;

/**
 * A route that does its work once per `Idempotency-Key` and holder: the stored answer is replayed for 24 hours, another
 * request under the key is refused, and one in progress is waited for by the client.
 */
export const idempotent =
  (
    deps: { readonly idempotency: IdempotencyStore; readonly clock: () => number },
    route: SignedInRoute,
  ): SignedInRoute =>
  async (request) => {
    const key = request.headers["idempotency-key"];
    if (!key || key.length > longestKey) {
      return problem("idempotency_key_missing", `Send an Idempotency-Key header of 1 to ${longestKey} characters.`);
    }
    const claim = { holder: request.caller.holder, key, fingerprint: await fingerprintOf(request) };
    const outcome = await deps.idempotency.claim(claim, deps.clock());
    switch (outcome.status) {
      case "claimed":
        return answerOnce(deps.idempotency, claim, () => route(request));
      case "answered":
        return { ...outcome.answer, headers: { "idempotent-replayed": "true" } };
      case "in_progress":
        return problem("idempotency_in_progress", "Wait for the first request under this key to end, then ask again.");
      case "mismatch":
        return problem("idempotency_mismatch", "Use a new Idempotency-Key for another request.");
    }
  };

const answerOnce = async (
  store: IdempotencyStore,
  claim: IdempotencyClaim,
  work: () => Promise<HttpAnswer>,
): Promise<HttpAnswer> => {
  try {
    const answer = await work();
    // "Wait a while" is no answer to keep: the same request is to be tried again.
    await (answer.status === problems.too_many_requests.status
      ? store.release(claim)
      : store.answer(claim, { status: answer.status, body: answer.body }));
    return answer;
  } catch (error) {
    await store.release(claim);
    throw error;
  }
};

/** The route with its parameters and the body, hashed. */
const fingerprintOf = async ({ route, params, body }: SignedInRequest): Promise<string> =>
  toBase64Url(await sha256(utf8(JSON.stringify([route, params, body ?? null]))));
