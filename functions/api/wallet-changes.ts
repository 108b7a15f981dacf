import {
  type ChangeView,
  freezeRequest,
  lowerRequest,
  raiseRequest,
  unfreezeRequest,
} from "../../contracts/http/limits.ts";
import { instant } from "../../core/clock.ts";
import { canonicalJson } from "../../core/consent/canonical-json.ts";
import { termsFault } from "../../core/consent/judge-change.ts";
import { challengeOf } from "../../core/consent/terms.ts";
import { toBase64Url } from "../../core/encoding.ts";
import { type HolderId, type RequestId, requestIdOf, signedRequestIdOf } from "../../core/ids.ts";
import type { ChangeRequest, SignedByOwner } from "../../core/limits/change-request.ts";
import { levelLimits } from "../../core/limits/controls.ts";
import { exceeding, limitNames, limitsOf } from "../../core/limits/limits.ts";
import { refusalHelp } from "../../core/limits/refusal-help.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";
import { ownLimits } from "./limits.ts";

/** `PUT /v1/me/limits`: lower ones hold at once. The same again, before it is done, is the same request. */
export const lowerLimits = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(lowerRequest, request.body);
  if (!body.ok) return body.fault;
  const { holder } = request.caller;
  const { known, controls, limits: now } = await ownLimits(holder, deps);
  if (known === undefined) return noWallet();
  const limits = limitsOf(body.value.limits);
  const [above] = exceeding(limits, now);
  if (above !== undefined) {
    return problem("limit_not_lower", "Raise it by POST /v1/me/limits/raise, which is signed.", `limits.${above}`);
  }
  const id = await requestIdOf({ holder, key: `lower ${controls.revision} ${canonicalJson(body.value.limits)}` });
  return ask({ id, holder, change: { kind: "lower", limits } }, deps);
};

/** `DELETE /v1/me/limits/raise`: what is still to come does not come. */
export const cancelRaise = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const { holder } = request.caller;
  const { pending } = await deps.controls.get(holder);
  if (pending === undefined) return problem("not_found", "No raise is to come: GET /v1/me/limits says what is.");
  const id = await requestIdOf({ holder, key: `cancel ${pending.request}` });
  return ask({ id, holder, change: { kind: "cancel" } }, deps);
};

/** `POST /v1/me/freeze`, under an Idempotency-Key: at once, without a signature. */
export const freeze = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(freezeRequest, request.body);
  if (!body.ok) return body.fault;
  const { holder } = request.caller;
  if ((await deps.holders.byId(holder)) === undefined) return noWallet();
  const id = await requestIdOf({ holder, key: request.headers["idempotency-key"] ?? "" });
  return ask({ id, holder, change: { kind: "freeze", what: body.value.what } }, deps);
};

/** `POST /v1/me/limits/raise`: what was signed is the request, so that the same again needs no key. */
export const raiseLimits = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(raiseRequest, request.body);
  if (!body.ok) return body.fault;
  const { terms } = body.value;
  const { known, limits: now } = await ownLimits(request.caller.holder, deps);
  const raised = limitsOf(terms.limits);
  const [tooMuch] = exceeding(raised, levelLimits(known, deps.limitRules));
  if (tooMuch !== undefined) {
    return problem("limit_above_level", "Ask for at most what level_limits says.", `terms.limits.${tooMuch}`);
  }
  const notMore = limitNames.find((name) => raised[name] !== undefined && raised[name] <= (now[name] ?? raised[name]));
  if (notMore !== undefined) {
    return problem("limit_not_raised", "Lower it by PUT /v1/me/limits: that holds at once.", `terms.limits.${notMore}`);
  }
  return askAsSigned(body.value, request, deps);
};

/** `POST /v1/me/unfreeze`: the same. */
export const unfreeze = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(unfreezeRequest, request.body);
  return body.ok ? askAsSigned(body.value, request, deps) : body.fault;
};

/** `GET /v1/me/changes/{id}`: what has become of a change of the caller's. */
export const showChange = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const found = await deps.changeRequests.get((request.params["id"] ?? "") as RequestId);
  return found?.holder === request.caller.holder
    ? { status: 200, body: changeView(found) }
    : problem("not_found", "There is no such change of yours: GET /v1/me/limits says what holds.");
};

export const askAsSigned = async (
  signed: SignedByOwner,
  request: SignedInRequest,
  deps: ApiDeps,
): Promise<HttpAnswer> => {
  const asked = await writeSigned(signed, request, deps);
  return asked.ok ? { status: 200, body: changeView(asked.value) } : asked.fault;
};

/**
 * Writes down what was signed. The ledger judges all of it again, and the signature: this spares the person a wait for what
 * cannot be.
 */
export const writeSigned = async (
  signed: SignedByOwner,
  { caller }: SignedInRequest,
  deps: ApiDeps,
): Promise<Result<ChangeRequest, HttpAnswer>> => {
  const { terms, evidence } = signed;
  const { holder } = caller;
  const known = await deps.holders.byId(holder);
  if (!known?.keys.some(({ id }) => id === evidence.key_id)) {
    const detail = "Sign with a key that is enrolled: GET /v1/me lists yours.";
    return fail(problem("evidence_invalid", detail, "evidence.key_id"));
  }
  const by = { stage: deps.stage, now: deps.clock(), rules: deps.limitRules };
  const fault = terms.holder === holder ? termsFault(terms, by) : "terms_mismatch";
  if (fault !== undefined) {
    return fail(problem(fault, "Sign the terms as they are now, for this stage and in time.", "terms"));
  }
  const id = await signedRequestIdOf({ holder, challenge: toBase64Url(await challengeOf(terms)) });
  return ok(await write({ id, holder, change: { kind: "signed", ...signed } }, deps));
};

const ask = async (wanted: Parameters<typeof write>[0], deps: ApiDeps): Promise<HttpAnswer> => ({
  status: 200,
  body: changeView(await write(wanted, deps)),
});

/** One conditional write: the ledger takes it from there. Again: what has become of it. */
const write = async (
  wanted: { readonly id: RequestId; readonly holder: HolderId; readonly change: ChangeRequest["change"] },
  { changeRequests, clock, log }: ApiDeps,
): Promise<ChangeRequest> => {
  const asked: ChangeRequest = { ...wanted, state: "asked", askedAt: instant(clock()) };
  if ((await changeRequests.create(asked)) === "created") {
    log.info("change_asked", { request: asked.id, change: asked.change.kind });
    return asked;
  }
  return (await changeRequests.get(asked.id)) ?? asked;
};

const changeView = ({ id, state, reason }: ChangeRequest): ChangeView => ({
  id,
  state,
  ...(reason === undefined ? {} : { reason, help: refusalHelp[reason] }),
});

const noWallet = (): HttpAnswer => problem("key_missing", "Enrol a payment key first: it opens the wallet.");
