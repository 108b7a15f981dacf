import { pushSubscriptionRequest, type PushSubscriptionView } from "../../contracts/http/push.ts";
import { instant } from "../../core/clock.ts";
import { type HolderId, pushSubscriptionIdOf } from "../../core/ids.ts";
import type { AppConsent } from "../../core/rights/own-history.ts";
import { maximumSubscriptions } from "../../core/push/push.ts";
import { isPushEndpoint } from "../../core/push/push-hosts.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";

/** From now on the phone is told by push. The same again is the same subscription; beyond the limit the oldest goes. */
export const subscribeToPush = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(pushSubscriptionRequest, request.body);
  if (!body.ok) return body.fault;
  const { endpoint, keys, language, consent } = body.value;
  if (!isPushEndpoint(endpoint, deps.push.hosts)) {
    return problem(
      "bad_request",
      "Subscribe with a push service that browsers use: no other address is called.",
      "endpoint",
    );
  }
  const { holder } = request.caller;
  const id = await pushSubscriptionIdOf(endpoint);
  const before = (await deps.push.subscriptions.ofHolder(holder)).filter((other) => other.id !== id);
  await deps.push.subscriptions.put({ id, holder, endpoint, ...keys, language, subscribedAt: instant(deps.clock()) });
  if (consent !== undefined) await log(holder, { did: "agreed", text: consent }, deps);
  const tooMany = before.slice(0, Math.max(0, before.length + 1 - maximumSubscriptions));
  for (const oldest of tooMany) await deps.push.subscriptions.remove(oldest);
  deps.log.info("push_subscribed", { subscriptions: before.length + 1 - tooMany.length });
  const view: PushSubscriptionView = { id };
  return { status: 200, body: view };
};

export const unsubscribeFromPush = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const subscription = { holder: request.caller.holder, id: request.params["id"] ?? "" };
  const outcome = await deps.push.subscriptions.remove(subscription);
  if (outcome === "removed") await log(subscription.holder, { did: "withdrawn" }, deps);
  return outcome === "removed"
    ? { status: 204 }
    : problem("not_found", "There is no such subscription of yours: it has ended, or was another person's.");
};

const log = (
  holder: HolderId,
  consent: Pick<AppConsent, "did" | "text">,
  { ownHistory, clock }: ApiDeps,
): Promise<void> => ownHistory.noteConsent(holder, { ...consent, what: "notifications", at: instant(clock()) });
