import { linkRequest } from "../../contracts/http/enrolment.ts";
import type { MeView } from "../../contracts/http/wallet.ts";
import { instant } from "../../core/clock.ts";
import type { Link } from "../../core/holder/holder.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { EnrolDeps } from "./enrol-deps.ts";

/**
 * `POST /v1/me/links/{channel}`: `enrol` itself exchanges the code, so that nobody's word but the network's says whose
 * account it is. An account belongs to one holder at most.
 */
export const linkAccount = async (request: SignedInRequest, deps: EnrolDeps): Promise<HttpAnswer> => {
  const channel = request.params["channel"] ?? "";
  const identity = deps.channels.get(channel);
  if (identity === undefined) return problem("not_found", "Piaf does not know this network.");
  const body = readAs(linkRequest, request.body);
  if (!body.ok) return body.fault;
  const { code, code_verifier: verifier, redirect_uri: redirectUri, consent: text } = body.value;
  const { holder } = request.caller;
  if (!deps.appOrigins.includes(new URL(redirectUri).origin)) {
    return problem(
      "bad_request",
      "The network's answer must come to the app: use a redirect_uri of the app.",
      "redirect_uri",
    );
  }
  const known = await deps.holders.byId(holder);
  if (known === undefined) return problem("key_missing", "Enrol a payment key first, then link the account.");
  if (known.closedAt !== undefined) return problem("account_closed", "Sign up anew: a closed account stays closed.");
  const user = await identity.exchangeCode({ code, verifier, redirectUri });
  if (!user.ok) {
    deps.log.warn("link_refused", { holder, channel, reason: user.fault });
    return user.fault === "code_refused"
      ? problem("link_refused", "The network did not accept the sign-in: start linking again.")
      : problem("link_unavailable", "The network does not answer: start linking again in a while.");
  }
  const link: Link = { channel, userId: user.value.id, handle: user.value.handle, linkedAt: instant(deps.clock()) };
  const outcome = await deps.holders.link(holder, link, { scopes: user.value.scopes, text });
  if (outcome === "linked_to_another") {
    deps.log.warn("link_refused", { holder, channel, reason: outcome });
    return problem("link_taken", "The account is linked to another wallet: unlink it there first.");
  }
  deps.log.info("account_linked", { holder, channel });
  const { userId: user_id, handle, linkedAt: linked_at } = link;
  const view: MeView["links"][number] = { channel, user_id, handle, linked_at };
  return { status: 200, body: view };
};

/** `DELETE /v1/me/links/{channel}`: the caller's accounts on this network start no payments and receive none. */
export const unlinkAccount = async (request: SignedInRequest, deps: EnrolDeps): Promise<HttpAnswer> => {
  const { holder } = request.caller;
  const channel = request.params["channel"] ?? "";
  const links = deps.channels.has(channel)
    ? ((await deps.holders.byId(holder))?.links.filter((link) => link.channel === channel) ?? [])
    : [];
  const outcomes = await Promise.all(links.map((link) => deps.holders.unlink(holder, link)));
  if (!outcomes.includes("unlinked")) return problem("not_found", "No account of this network is linked to you.");
  deps.log.info("account_unlinked", { holder, channel });
  return { status: 204 };
};
