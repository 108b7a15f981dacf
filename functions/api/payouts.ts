import { type PayoutList, payoutRequest, type PayoutView } from "../../contracts/http/payouts.ts";
import type { Payout } from "../../core/bank/payout.ts";
import { type PayoutId, payoutIdOf, requestOfPayout } from "../../core/ids.ts";
import type { ChangeRequest } from "../../core/limits/change-request.ts";
import { refusalHelp } from "../../core/limits/refusal-help.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";
import { writeSigned } from "./wallet-changes.ts";

/** A page of them is all that anybody looks at. */
const listed = 20;

/** `POST /v1/payouts`: what was signed is the payout, so that the same again needs no key. */
export const payOut = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(payoutRequest, request.body);
  if (!body.ok) return body.fault;
  const asked = await writeSigned(body.value, request, deps);
  return asked.ok ? answerFor(asked.value, deps) : asked.fault;
};

/** `GET /v1/payouts/{id}`, for whoever has signed it. */
export const showPayout = async ({ caller, params }: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const id = (params["id"] ?? "") as PayoutId;
  const payout = await deps.payouts.get(id);
  if (payout?.holder === caller.holder) return { status: 200, body: viewOf(payout) };
  const request = await deps.changeRequests.get(requestOfPayout(id));
  const view = request?.holder === caller.holder ? viewOfRequest(request) : undefined;
  return view === undefined
    ? problem("not_found", "There is no such payout of yours: GET /v1/payouts lists yours.")
    : { status: 200, body: view };
};

/** `GET /v1/payouts`: the last ones, newest first. */
export const listPayouts = async ({ caller }: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body: PayoutList = { data: (await deps.payouts.listOf(caller.holder, listed)).map(viewOf) };
  return { status: 200, body };
};

const answerFor = async (request: ChangeRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const payout = await deps.payouts.get(payoutIdOf(request.id));
  return { status: 200, body: payout === undefined ? viewOfRequest(request) : viewOf(payout) };
};

const viewOf = ({ heldAt, holder: _holder, amount, reason, ...payout }: Payout): PayoutView => ({
  ...payout,
  amount: Number(amount),
  ...(reason === undefined ? {} : { reason }),
  created_at: heldAt,
});

/** Before the ledger has judged it, and where it has refused it. Undefined for what is no payout. */
const viewOfRequest = ({ id, change, state, reason, askedAt }: ChangeRequest): PayoutView | undefined => {
  if (change.kind !== "signed" || change.terms.purpose !== "payout") return undefined;
  const { amount, currency, iban, name, check } = change.terms;
  return {
    ...{ id: payoutIdOf(id), amount, currency, iban, name, check, created_at: askedAt },
    state: state === "refused" ? state : "asked",
    ...(reason === undefined ? {} : { reason, help: refusalHelp[reason] }),
  };
};
