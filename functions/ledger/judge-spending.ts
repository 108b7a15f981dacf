import { epochMs, hourMs, instant } from "../../core/clock.ts";
import type { AdmittedPayment, SignedPayment } from "../../core/consent/judge-payment.ts";
import {
  escrowWalletIdOf,
  type HolderId,
  type IntentId,
  personalWalletIdOf,
  transferIdOf,
  type WalletId,
} from "../../core/ids.ts";
import { effectiveLimits } from "../../core/limits/controls.ts";
import {
  judgeSpending,
  largeShares,
  needsPayments,
  type Share,
  type SpendingHistory,
  type SpendingRefusal,
  type Spent,
} from "../../core/limits/judge-spending.ts";
import { EUR } from "../../core/money/currency.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

export type Judged = AdmittedPayment & { readonly payment: SignedPayment };

type SpendingDeps = Pick<LedgerDeps, "controls" | "rules" | "clock"> & { readonly spending: SpendingHistory };

/**
 * Whether the payment keeps to what is judged before the posting: how much goes to one payee, how many payments in a row,
 * and how soon a first large one. `beside`: what goes the same way in the same delivery, and is in no history yet.
 */
export const spendingRefusal = async (
  { payment, payer, payees }: Judged,
  beside: readonly Judged[],
  deps: SpendingDeps,
): Promise<SpendingRefusal | undefined> => {
  const now = deps.clock();
  const [shares, controls, recent, others] = await Promise.all([
    sharesOf({ payment, payees }),
    deps.controls.get(payer.id),
    deps.spending.since(await personalWalletIdOf(payer.id, EUR), now - hourMs),
    spentBeside(
      beside.filter((one) => one.payer.id === payer.id),
      now,
    ),
  ]);
  const limits = effectiveLimits(payer, controls, deps.rules);
  const payments = needsPayments({ shares, limits, recent, beside: others }, deps.rules) ? await recent.payments() : [];
  const spending = {
    ...{ intent: payment.terms.intent, shares, limits, now },
    history: [...payments, ...others],
  };
  const refusal = judgeSpending(spending, deps.rules);
  return refusal ?? ((await isTooSoon(payer.id, shares, deps)) ? "cooling_off" : undefined);
};

const sharesOf = async ({ payment, payees }: Pick<Judged, "payment" | "payees">): Promise<readonly Share[]> => {
  const shares = new Map<string, Share>();
  for (const [index, line] of payment.terms.lines.entries()) {
    const holder = payees[index];
    const payee = holder ?? { id: `${line.channel}#${line.user_id}` };
    const amount = (shares.get(payee.id)?.amount ?? 0n) + BigInt(line.amount);
    const wallet = holder ? await personalWalletIdOf(holder.id, EUR) : await escrowOf(payment, index);
    shares.set(payee.id, { payee, amount, wallet });
  }
  return [...shares.values()];
};

/** Who has no wallet counts as a person of his own: the escrow of each line is another. */
const escrowOf = async ({ terms }: SignedPayment, line: number): Promise<WalletId> =>
  escrowWalletIdOf(await transferIdOf({ payer: terms.payer as HolderId, intent: terms.intent as IntentId, line }));

const spentBeside = async (judged: readonly Judged[], at: number): Promise<readonly Spent[]> => {
  const spent = await Promise.all(
    judged.map(async (one) =>
      (await sharesOf(one)).map(({ wallet, amount }) => ({ wallet, amount, ref: one.payment.terms.intent, at })),
    ),
  );
  return spent.flat();
};

/** The first try begins the wait: the same payment passes as a new version once it is over. */
const isTooSoon = async (
  payer: HolderId,
  shares: readonly Share[],
  { controls, rules, clock }: SpendingDeps,
): Promise<boolean> => {
  const now = clock();
  const firsts = await Promise.all(
    largeShares(shares, rules).map((payee) => controls.firstLargePayment({ payer, payee, at: instant(now) })),
  );
  return firsts.some((first) => now - epochMs(first) < rules.coolingOff.forMs);
};
