import { returnRequest } from "../../contracts/http/returns.ts";
import { personalWalletIdOf, type TransferId } from "../../core/ids.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";
import { askAsSigned } from "./wallet-changes.ts";

/** `POST /v1/returns`: the ledger judges all of it, and how much is left; `GET /v1/me/changes/{id}` tells what became of it. */
export const returnPayment = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(returnRequest, request.body);
  if (!body.ok) return body.fault;
  const { terms } = body.value;
  const paid = await deps.transfers.get(terms.transfer as TransferId);
  const wallet = await personalWalletIdOf(request.caller.holder, terms.currency);
  const isReceived = paid !== undefined && paid.credit === wallet && (paid.code === "payment" || paid.code === "claim");
  if (!isReceived)
    return problem("not_found", "Name a payment to you: GET /v1/activity lists yours.", "terms.transfer");
  return askAsSigned(body.value, request, deps);
};
