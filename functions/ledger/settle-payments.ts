import { instant } from "../../core/clock.ts";
import { type ConsentFault, judgePayment, type SignedPayment } from "../../core/consent/judge-payment.ts";
import { closingsOf, transfersOf } from "../../core/consent/payment-transfers.ts";
import type { Holder } from "../../core/holder/holder.ts";
import type { HolderId } from "../../core/ids.ts";
import { admit } from "../../core/ledger/admission.ts";
import type { PostOutcome, TransferGroup } from "../../core/ledger/ledger.ts";
import { personalWallet } from "../../core/ledger/new-wallets.ts";
import { EUR } from "../../core/money/currency.ts";
import { carriesConsent, markIntent } from "./mark-intent.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/**
 * Settles payments independently of each other: each is verified, its evidence kept, its lines posted as one group, its
 * intent marked. All of it again changes nothing. Throws when any could not be brought to an end; the others were.
 */
export const settlePayments = async (payments: readonly SignedPayment[], deps: LedgerDeps): Promise<void> => {
  const prepared = await Promise.allSettled(payments.map((payment) => prepare(payment, deps)));
  const ready = prepared.flatMap((one) => (one.status === "fulfilled" && one.value !== undefined ? [one.value] : []));
  const outcomes = await deps.ledger.post(
    admit(
      ready.map(({ group }) => group),
      "owner_signature",
    ),
  );
  const marked = await Promise.allSettled(
    ready.map(async ({ payment }, index) => {
      const outcome = outcomes[index];
      if (outcome === undefined) throw new Error("The ledger left a payment without an outcome.");
      await conclude(payment, outcome, deps);
    }),
  );
  const errors = [...prepared, ...marked].flatMap((one) => (one.status === "rejected" ? [one.reason as unknown] : []));
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} of ${payments.length} payments hang.`);
};

type Ready = { readonly payment: SignedPayment; readonly group: TransferGroup };

/** Undefined when the payment was refused, and its intent told so. */
const prepare = async (payment: SignedPayment, deps: LedgerDeps): Promise<Ready | undefined> => {
  const judged = await judgePayment(payment, deps);
  if (!judged.ok) {
    await refuse(payment, judged.fault, deps);
    return undefined;
  }
  const { key, payees } = judged.value;
  await openMissing(payment.terms.payer as HolderId, payees, deps);
  // Before the money moves: a payment without its proof must not exist.
  const kept = await deps.evidence.keep({ ...payment, key, keptAt: instant(deps.clock()) });
  if (kept === "taken") throw new Error("The intent's version has other evidence already.");
  return { payment, group: await transfersOf(payment.terms, payees) };
};

/** A key opens its holder's wallet by way of a stream: a payment that is faster must not be refused for want of it. */
const openMissing = async (payer: HolderId, payees: readonly Holder[], { ledger }: LedgerDeps): Promise<void> => {
  const holders = [...new Set([payer, ...payees.map(({ id }) => id)])];
  const wallets = await Promise.all(holders.map((holder) => personalWallet(holder, EUR)));
  const balances = await Promise.all(wallets.map(({ id }) => ledger.balance(id)));
  const missing = wallets.filter((_wallet, index) => balances[index] === undefined);
  if (missing.length > 0) await ledger.open(missing);
};

/**
 * What was not consented to is closed in the journal before its intent is told, so that "failed" is never said of a
 * payment that another delivery of the same message has posted. A message whose consent is not the intent's own closes
 * and marks nothing: forged evidence must not stop somebody else's payment.
 */
const refuse = async (payment: SignedPayment, fault: ConsentFault, deps: LedgerDeps): Promise<void> => {
  const { intent, version } = payment.terms;
  deps.log.warn("payment_refused", { intent, version, reason: fault.reason, detail: fault.detail });
  if (!(await carriesConsent(payment, deps))) return;
  const [outcome] = await deps.ledger.refuse([await closingsOf(payment.terms)]);
  if (outcome?.status === "already_posted") return markIntent(payment, { to: "settled" }, deps);
  const reason = outcome?.reason === "closed" ? fault.reason : outcome?.reason;
  return markIntent(payment, { to: "failed", reason }, deps);
};

const conclude = async (payment: SignedPayment, outcome: PostOutcome, deps: LedgerDeps): Promise<void> => {
  const { intent, version } = payment.terms;
  if (outcome.status === "refused") {
    deps.log.info("payment_refused", { intent, version, reason: outcome.reason });
  } else {
    deps.log.info("payment_posted", { intent, version, again: outcome.status === "already_posted" });
  }
  if (!(await carriesConsent(payment, deps))) return;
  return outcome.status === "refused"
    ? markIntent(payment, { to: "failed", reason: outcome.reason }, deps)
    : markIntent(payment, { to: "settled" }, deps);
};
