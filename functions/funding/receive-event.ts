import type { SignedRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem } from "../_shared/problem.ts";
import type { FundingDeps } from "./funding-deps.ts";
import { takeNote } from "./take-note.ts";

/** No provider is known to send more than a part of this. */
const maximumBodyBytes = 256 * 1024;

/**
 * `POST /webhooks/funding/{provider}`: an event says no more than of which payment it speaks. The payment itself is asked of the
 * provider, so that it does not matter how late, how often and in what order events come. Throws when the provider or the queue
 * cannot be reached: the provider delivers again.
 */
export const receiveEvent = async (
  { params, headers, bytes }: SignedRequest,
  deps: FundingDeps,
): Promise<HttpAnswer> => {
  const { provider, log } = deps;
  const refuse = (reason: string, answer: HttpAnswer): HttpAnswer => {
    log.warn("funding_event_refused", { reason, status: answer.status, bytes: bytes.byteLength });
    return answer;
  };
  if (params["provider"] !== provider.name) {
    return refuse("provider_unknown", problem("not_found", "No card provider of this name is known here."));
  }
  if (bytes.byteLength > maximumBodyBytes) {
    return refuse("too_large", problem("payload_too_large", "An event holds at most 256 KiB."));
  }
  const event = await provider.readEvent({ headers, body: bytes });
  if (!event.ok) {
    return event.fault === "signature_invalid"
      ? refuse(event.fault, problem("unauthorized", "The event is not signed by the provider, or too old."))
      : refuse(event.fault, problem("bad_request", "The event is of no shape that the provider sends."));
  }
  if (event.value.payment !== undefined) await takeNote(event.value.payment, deps);
  return { status: 204 };
};
