import { topUpRequest, type TopUpView } from "../../contracts/http/top-ups.ts";
import { instant } from "../../core/clock.ts";
import type { NextStep, PaymentInProgress } from "../../core/funding/funding-provider.ts";
import type { TopUp, TopUpState } from "../../core/funding/top-up.ts";
import { personalWalletIdOf, type TopUpId, topUpIdOf, topUpRequestIdOf } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";
import { formatMoney } from "../../core/money/money.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { FundingDeps } from "./funding-deps.ts";
import { keep, takeNote } from "./take-note.ts";

const longestKey = 255;

/**
 * `POST /v1/top-ups`: asks the provider for a payment into the caller's wallet. The top-up's id derives from the caller and the
 * `Idempotency-Key`, and the provider knows the payment by it: the same request again is the same top-up.
 */
export const requestTopUp = async (request: SignedInRequest, deps: FundingDeps): Promise<HttpAnswer> => {
  const wanted = await wantedBy(request, deps);
  if (!wanted.ok) return wanted.fault;
  const topUp = wanted.value;
  if ((await deps.topUps.create(topUp)) === "taken") {
    const before = await deps.topUps.get(topUp.id);
    if (before?.amount !== topUp.amount || before.currency !== topUp.currency) {
      return problem("idempotency_mismatch", "Use a new Idempotency-Key for another top-up.");
    }
    if (before.payment !== undefined) return answerFor(before, deps);
  }
  const asked = await deps.provider.request(topUp);
  if (!asked.ok) {
    return asked.fault === "refused"
      ? problem("top_up_refused", "The card provider does not take this top-up: try another amount.")
      : problem("provider_unavailable", "The card provider does not answer: try again in a moment.");
  }
  const kept = await keep(topUp, asked.value.payment, { seenAt: topUp.seenAt, deps });
  deps.log.info("top_up_requested", { topUp: topUp.id, provider: topUp.provider });
  return { status: 200, body: await viewOf(kept, asked.value.next, deps) };
};

/** `GET /v1/top-ups/{id}`: while it is open the provider is asked, so that nobody waits for an event that is late. */
export const showTopUp = async (request: SignedInRequest, deps: FundingDeps): Promise<HttpAnswer> => {
  const topUp = await deps.topUps.get(request.params["id"] as TopUpId);
  if (topUp?.holder !== request.caller.holder) return problem("not_found", "There is no such top-up of yours.");
  return answerFor(topUp, deps);
};

const answerFor = async (topUp: TopUp, deps: FundingDeps): Promise<HttpAnswer> => {
  const isOpen = topUp.state === "requested" || topUp.state === "processing";
  const seen = isOpen && topUp.payment !== undefined ? await takeNote(topUp.payment, deps) : undefined;
  return { status: 200, body: await viewOf(seen?.topUp ?? topUp, seen?.next, deps) };
};

/** The top-up that the request asks for, if the caller has a wallet for it. */
const wantedBy = async (request: SignedInRequest, deps: FundingDeps): Promise<Result<TopUp, HttpAnswer>> => {
  const key = request.headers["idempotency-key"];
  if (!key || key.length > longestKey) {
    return fail(problem("idempotency_key_missing", `Send an Idempotency-Key header of 1 to ${longestKey} characters.`));
  }
  const body = readAs(topUpRequest, request.body);
  if (!body.ok) return body;
  const amount = BigInt(body.value.amount);
  if (body.value.currency !== EUR) return fail(problem("bad_request", "Wallets are in EUR.", "currency"));
  const { minimum, maximum } = deps.limits;
  if (amount < minimum || amount > maximum) {
    const [least, most] = [minimum, maximum].map((limit) => formatMoney({ amount: limit, currency: EUR }, "en"));
    return fail(problem("amount_out_of_range", `Top up between ${least} and ${most} at a time.`, "amount"));
  }
  const { holder } = request.caller;
  if ((await deps.ledger.balance(await personalWalletIdOf(holder, EUR))) === undefined) {
    return fail(problem("key_missing", "Enrol a payment key first: it opens the wallet."));
  }
  const now = instant(deps.clock());
  return ok({
    ...{ id: await topUpRequestIdOf({ holder, key }), holder, provider: deps.provider.name },
    ...{ amount, currency: EUR, state: "requested", createdAt: now, seenAt: now },
  });
};

const viewOf = async (
  topUp: TopUp,
  next: PaymentInProgress["next"],
  deps: Pick<FundingDeps, "transfers">,
): Promise<TopUpView> => {
  const state = await stateOf(topUp, deps);
  return {
    id: topUp.id,
    amount: Number(topUp.amount),
    currency: topUp.currency,
    state,
    ...(topUp.reason ? { reason: topUp.reason } : {}),
    ...(next && state === "requested" ? { next: nextView(next) } : {}),
    created_at: topUp.createdAt,
  };
};

/** The provider says that it was paid, the ledger that it was credited. */
const stateOf = async (
  { state, provider, payment }: TopUp,
  { transfers }: Pick<FundingDeps, "transfers">,
): Promise<TopUpState> => {
  if (state !== "paid" || payment === undefined) return state;
  const credit = await transfers.get(await topUpIdOf({ provider, reference: payment }));
  return credit === undefined ? "paid" : "credited";
};

const nextView = (next: NextStep): NonNullable<TopUpView["next"]> =>
  next.kind === "stripe"
    ? { kind: next.kind, client_secret: next.clientSecret, publishable_key: next.publishableKey }
    : next;
