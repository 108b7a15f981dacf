import { instant } from "../../core/clock.ts";
import {
  type AdmittedPayment,
  type ConsentFault,
  judgePayment,
  type SignedPayment,
} from "../../core/consent/judge-payment.ts";
import { keyStatementOf } from "../../core/consent/key-statement.ts";
import { closingsOf, transfersOf } from "../../core/consent/payment-transfers.ts";
import { rememberingDirectory } from "../../core/holder/remembering-directory.ts";
import type { HolderId } from "../../core/ids.ts";
import { heldDueAt } from "../../core/intent/claims.ts";
import type { SpendingRefusal } from "../../core/limits/judge-spending.ts";
import { admit } from "../../core/ledger/admission.ts";
import type { PostOutcome, TransferGroup } from "../../core/ledger/ledger.ts";
import { spendingRefusal } from "./judge-spending.ts";
import { markIntent, type Standing, standingOf } from "./mark-intent.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { escrowedLines, openEscrows, settleClaims, waitingIn } from "./settle-claims.ts";

/**
 * Settles payments independently of each other: each is verified and held to the payer's limits, its evidence kept, its lines posted as one group, its
 * intent marked. The ledger writes together what pays the same wallet. All of it again changes nothing, and what has been
 * brought to its end costs no more than a look. Throws when any could not be brought to an end; the others were.
 */
export const settlePayments = async (payments: readonly SignedPayment[], deps: LedgerDeps): Promise<void> => {
  const hung: unknown[] = [];
  const forAll = everyOne(hung);
  const judge = { ...deps, holders: rememberingDirectory(deps.holders) };
  const standing = await forAll(payments, async (payment) => ({ payment, standing: await standingOf(payment, deps) }));
  const judged = await forAll(
    standing.filter((one) => one.standing !== "settled"),
    async (one) => ({ ...one, verdict: await judgePayment(one.payment, judge) }),
  );
  const consented = judged.flatMap(({ verdict, ...one }) => (verdict.ok ? [{ ...one, ...verdict.value }] : []));
  const weighed = await forAll(consented, async (one, index) => ({
    ...one,
    refusal: await spendingRefusal(one, consented.slice(0, index), deps),
  }));
  const admitted = weighed.filter(({ refusal }) => refusal === undefined);
  await deps.openWallets(
    admitted.flatMap(({ payment, payees }) => [
      payment.terms.payer as HolderId,
      ...payees.flatMap((payee) => payee?.id ?? []),
    ]),
  );
  const ready = await forAll(admitted, (one) => prove(one, deps));
  const outcomes = await deps.ledger.post(
    admit(
      ready.map(({ group }) => group),
      "owner_signature",
    ),
  );
  await forAll(ready, (one, index) => conclude(one, outcomes[index], deps));
  await forAll(judged, async ({ verdict, ...one }) => {
    if (!verdict.ok) await refuse(one, verdict.fault, deps);
  });
  await forAll(weighed, async ({ refusal, ...one }) => {
    if (refusal !== undefined) await refuse(one, { reason: refusal }, deps);
  });
  if (hung.length > 0) throw new AggregateError(hung, `${hung.length} of ${payments.length} payments hang.`);
};

/** Does something for every one at once; what fails is kept in `failures`, and holds up nobody else. */
const everyOne =
  (failures: unknown[]) =>
  async <One, Done>(
    all: readonly One[],
    work: (one: One, index: number) => Promise<Done>,
  ): Promise<readonly Done[]> => {
    const ends = await Promise.allSettled(all.map(work));
    for (const end of ends) if (end.status === "rejected") failures.push(end.reason);
    return ends.flatMap((end) => (end.status === "fulfilled" ? [end.value] : []));
  };

type SpendingFault = { readonly reason: SpendingRefusal; readonly detail?: undefined };

type Delivered = { readonly payment: SignedPayment; readonly standing: Standing };

/** Keeps the proof before the money moves: a payment without it must not exist. */
const prove = async (
  { payment, standing, key, payees }: Delivered & AdmittedPayment,
  deps: LedgerDeps,
): Promise<Delivered & { readonly group: TransferGroup }> => {
  const proved = { ...payment, key: keyStatementOf(key) };
  const kept = await deps.evidence.keep({ ...proved, keptAt: instant(deps.clock()) });
  if (kept === "taken") throw new Error("The intent's version has other evidence already.");
  await openEscrows(payment, deps);
  return { payment, standing, group: await transfersOf({ ...proved, payees }) };
};

/**
 * What was not consented to, or goes beyond what its payer may spend, is closed in the journal before its intent is told, so that "failed" is never said of a
 * payment that another delivery of the same message has posted. A message whose consent is not the intent's own closes
 * and marks nothing: forged evidence must not stop somebody else's payment.
 */
const refuse = async (
  { payment, standing }: Delivered,
  fault: ConsentFault | SpendingFault,
  deps: LedgerDeps,
): Promise<void> => {
  const { intent, version } = payment.terms;
  deps.log.warn("payment_refused", { intent, version, reason: fault.reason, detail: fault.detail });
  if (standing !== "own") return;
  const [outcome] = await deps.ledger.refuse([await closingsOf(payment.terms)]);
  if (outcome?.status === "already_posted") return markPosted(payment, deps);
  const reason = outcome?.reason === "closed" ? fault.reason : outcome?.reason;
  return markIntent(payment, { to: "failed", reason }, deps);
};

const conclude = async (
  { payment, standing }: Delivered,
  outcome: PostOutcome | undefined,
  deps: LedgerDeps,
): Promise<void> => {
  if (outcome === undefined) throw new Error("The ledger left a payment without an outcome.");
  const { intent, version } = payment.terms;
  if (outcome.status === "refused") {
    deps.log.info("payment_refused", { intent, version, reason: outcome.reason });
  } else {
    deps.log.info("payment_posted", { intent, version, again: outcome.status === "already_posted" });
  }
  if (standing !== "own") return;
  return outcome.status === "refused"
    ? markIntent(payment, { to: "failed", reason: outcome.reason }, deps)
    : markPosted(payment, deps);
};

/** What waits for its payees is held; who of them has joined meanwhile has it at once. */
const markPosted = async (payment: SignedPayment, deps: LedgerDeps): Promise<void> => {
  const lines = waitingIn(payment);
  if (lines.length === 0) return markIntent(payment, { to: "settled" }, deps);
  const dueAt = heldDueAt({ updatedAt: instant(deps.clock()) });
  await markIntent(payment, { to: "held_for_claim", held: { lines, dueAt } }, deps);
  await settleClaims(await escrowedLines(payment.terms, lines), "joined", deps);
};
