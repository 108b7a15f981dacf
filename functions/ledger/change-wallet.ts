import type { LedgerOrder } from "../../contracts/messages/ledger-order.ts";
import { instant } from "../../core/clock.ts";
import { judgeChange, type SignedChange } from "../../core/consent/judge-change.ts";
import { type KeyStatement, keyStatementOf } from "../../core/consent/key-statement.ts";
import { isSameConsent } from "../../core/consent/same-consent.ts";
import { challengeOf, type CloseTerms, type PayoutTerms } from "../../core/consent/terms.ts";
import { toBase64Url } from "../../core/encoding.ts";
import { type HolderId, personalWalletIdOf, type RequestId, signedRequestIdOf } from "../../core/ids.ts";
import { applyAsked, applySigned, type AskedChange } from "../../core/limits/change.ts";
import type { Holder } from "../../core/holder/holder.ts";
import type { ChangeRequest, SignedByOwner } from "../../core/limits/change-request.ts";
import { admitChange } from "../../core/limits/change-evidence.ts";
import { effectiveLimits } from "../../core/limits/controls.ts";
import { type Limits, limitsOf, stricter } from "../../core/limits/limits.ts";
import { EUR } from "../../core/money/currency.ts";
import { applyControls } from "./apply-controls.ts";
import { changeControls } from "./change-controls.ts";
import { closeAccount, isClosing } from "./close-account.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { holdPayout, keepPayout, payoutBefore } from "./pay-out.ts";

type Order<Type extends LedgerOrder["type"]> = Extract<LedgerOrder, { type: Type }>;

/** Does what only takes away from a wallet, once: nothing but the request's id tells one from the same again. */
export const changeAsAsked = async (
  { request: id, holder: holderId, change: asked }: Order<"change.asked.v1">,
  deps: LedgerDeps,
): Promise<void> => {
  const request = id as RequestId;
  const change: AskedChange = asked.kind === "lower" ? { kind: "lower", limits: limitsOf(asked.limits) } : asked;
  admitChange(change.kind, "owner_session");
  const known = await deps.holders.byId(holderId as HolderId);
  if (known === undefined) return refuse(request, "holder_unknown", deps);
  const { id: holder } = known;
  if (change.kind === "lower" && change.limits.balance !== undefined && (await isSpread(known, change.limits, deps))) {
    return refuse(request, "balance_limit_not_possible", deps);
  }
  await changeControls({ holder, because: request, change: (controls) => applyAsked(controls, change) }, deps);
  deps.log.info("wallet_changed", { holder, request, change: change.kind });
  return conclude({ request, holder, state: change.kind === "freeze" }, deps);
};

/** Does what the owner has signed, once and for ever: what was signed is the request, whoever brings it again. */
export const changeAsSigned = async ({ terms, evidence }: SignedChange, deps: LedgerDeps): Promise<void> => {
  const holder = terms.holder as HolderId;
  const request = await signedRequestIdOf({ holder, challenge: toBase64Url(await challengeOf(terms)) });
  if (terms.purpose === "payout") return payOut(request, { terms, evidence }, deps);
  if (terms.purpose === "close") return close(request, { terms, evidence }, deps);
  const state = terms.purpose === "unfreeze";
  if (await deps.controls.isDone(holder, request)) return conclude({ request, holder, state }, deps);
  const key = await judgeAndKeep(request, { terms, evidence }, deps);
  if (key === undefined) return;
  await changeControls({ holder, because: request, change: (controls) => applySigned(controls, terms, request) }, deps);
  deps.log.info("wallet_changed", { holder, request, change: terms.purpose });
  return conclude({ request, holder, state }, deps);
};

/** The same of money that the owner has signed to be sent to a bank. */
const payOut = async (request: RequestId, signed: SignedChange<PayoutTerms>, deps: LedgerDeps): Promise<void> => {
  let outcome = await payoutBefore(request, deps);
  if (outcome === undefined) {
    const key = await judgeAndKeep(request, signed, deps);
    if (key === undefined) return;
    outcome = await holdPayout({ ...signed, request, key }, deps);
  }
  if (outcome !== "held") return refuse(request, outcome, deps);
  const payout = await keepPayout(request, signed.terms, deps);
  deps.log.info("payout_held", { holder: signed.terms.holder, payout });
  return deps.requests.mark(request, { state: "done" });
};

/** The same of an account that its owner has signed to be closed. What was refused once stays refused. */
const close = async (request: RequestId, signed: SignedChange<CloseTerms>, deps: LedgerDeps): Promise<void> => {
  const holder = signed.terms.holder as HolderId;
  if ((await deps.requests.get(request))?.state === "refused") return undefined;
  const closing = { holder, request, awaits: signed.terms.await_payouts === true };
  const isKnown = (await deps.controls.isDone(holder, request)) || (await isClosing(closing, deps));
  if (!isKnown && (await judgeAndKeep(request, signed, deps)) === undefined) return undefined;
  const outcome = await closeAccount(closing, deps);
  // The sweep tells again of what nothing has become of.
  if (outcome === "waits") return deps.log.info("closing_waits", { holder, request });
  if (outcome !== "closed") return refuse(request, outcome, deps);
  deps.log.info("account_closed", { holder, request });
  return deps.requests.mark(request, { state: "done" });
};

/** The key that has signed, once the proof is kept; undefined where the owner has not signed this, and the request is refused. */
const judgeAndKeep = async (
  request: RequestId,
  signed: SignedChange,
  deps: LedgerDeps,
): Promise<KeyStatement | undefined> => {
  admitChange(signed.terms.purpose, "owner_signature");
  const judged = await judgeChange(signed, deps);
  if (!judged.ok) {
    await refuseSigned({ request, signed, reason: judged.fault }, deps);
    return undefined;
  }
  const key = keyStatementOf(judged.value);
  await deps.evidence.keepChange({ ...signed, request, key, keptAt: instant(deps.clock()) });
  return key;
};

/** Lets take effect what is due by the ledger's own record, whoever is named. */
export const raiseDue = async ({ holders }: Order<"raises.due.v1">, deps: LedgerDeps): Promise<void> => {
  admitChange("raise_due", "due_raise");
  for (const holder of holders as HolderId[]) {
    const isChanged = await changeControls({ holder, because: undefined, change: (controls) => controls }, deps);
    if (!isChanged) continue;
    await applyControls(holder, deps, { state: false });
    deps.log.info("wallet_changed", { holder, change: "raise_due" });
  }
};

const conclude = async (
  { request, holder, state }: { readonly request: RequestId; readonly holder: HolderId; readonly state: boolean },
  deps: LedgerDeps,
): Promise<void> => {
  await deps.openWallets([holder]);
  const outcome = await applyControls(holder, deps, { state });
  if (outcome === "wallet_closed") return refuse(request, outcome, deps);
  return deps.requests.mark(request, { state: "done" });
};

type Reason = NonNullable<ChangeRequest["reason"]>;

const refuse = async (request: RequestId, reason: Reason, { requests, log }: LedgerDeps): Promise<void> => {
  log.warn("change_refused", { request, reason });
  return requests.mark(request, { state: "refused", reason });
};

/**
 * The terms alone name the request: of evidence that is not the request's own it hears nothing. Forged evidence must not
 * stop what the owner has signed.
 */
export const refuseSigned = async (
  { request, signed, reason }: { request: RequestId; signed: SignedByOwner; reason: Reason },
  deps: LedgerDeps,
): Promise<void> => {
  const asked = await deps.requests.get(request);
  if (asked?.change.kind === "signed" && isSameConsent(asked.change, signed)) return refuse(request, reason, deps);
  deps.log.warn("change_refused", { request, reason, foreign: true });
};

/** Whether so many pay the wallet at once that it can have no ceiling: setting the one that is asked for tells. */
const isSpread = async (holder: Holder, asked: Limits, { ledger, controls, rules }: LedgerDeps): Promise<boolean> => {
  const { balance } = stricter(effectiveLimits(holder, await controls.get(holder.id), rules), asked);
  const outcome = await ledger.configure(await personalWalletIdOf(holder.id, EUR), { ceiling: balance });
  return outcome.status === "refused" && outcome.reason === "wallet_sharded";
};
