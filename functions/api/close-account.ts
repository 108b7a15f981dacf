import { closeRequest, type ClosingView } from "../../contracts/http/rights.ts";
import { instant, minuteMs } from "../../core/clock.ts";
import { debtWalletIdOf } from "../../core/funding/funding-transfers.ts";
import { type HolderId, personalWalletIdOf } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";
import { askAsSigned } from "./wallet-changes.ts";

/** So long the app has for a signature. */
const signWithinMs = 5 * minuteMs;

/** So many of the payer's intents are looked through for money that waits; the ledger looks through all. */
const intentsLookedAt = 20;

/** `GET /v1/me/close`: what stands in the way of closing the account, as far as can be seen from here, and the terms to sign. */
export const showClosing = async ({ caller: { holder } }: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const expires = instant(deps.clock() + signWithinMs);
  const body: ClosingView = {
    in_the_way: await inTheWay(holder, deps),
    waits: (await deps.controls.get(holder)).closing?.awaits === true,
    terms: { v: 1, purpose: "close", stage: deps.stage, holder, currency: EUR, expires },
  };
  return { status: 200, body };
};

const inTheWay = async (holder: HolderId, { ledger, intents }: ApiDeps): Promise<ClosingView["in_the_way"]> => {
  const [wallet, debt, held] = await Promise.all([
    ledger.balance(await personalWalletIdOf(holder, EUR)),
    ledger.balance(await debtWalletIdOf(holder, EUR)),
    intents.listByPayer(holder, { limit: intentsLookedAt, states: ["held_for_claim"] }),
  ]);
  return [
    ...(debt !== undefined && debt.available < 0n ? (["debt_open"] as const) : []),
    ...(wallet !== undefined && wallet.pending > 0n ? (["holds_open"] as const) : []),
    ...(held.items.length > 0 ? (["claims_open"] as const) : []),
    ...(wallet !== undefined && wallet.available > 0n ? (["wallet_not_empty"] as const) : []),
  ];
};

/** `POST /v1/me/close`: what was signed is the request. */
export const closeAccount = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(closeRequest, request.body);
  return body.ok ? askAsSigned(body.value, request, deps) : body.fault;
};
