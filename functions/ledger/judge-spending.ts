import type { ClaimAccount } from "../../core/claim/claim-book.ts";
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

type SpendingDeps = Pick<LedgerDeps, "claims" | "controls" | "rules" | "clock"> & {
  readonly spending: SpendingHistory;
};

/**
 * Whether the payment keeps to what is judged before the posting: how much goes to one payee, how many payments in a row,
 * and how soon a first large one. `beside`: what goes the same way in the same delivery, and is in no history yet.
 */
export const spendingRefusal = async (
  judged: Judged,
  beside: readonly Judged[],
  deps: SpendingDeps,
): Promise<SpendingRefusal | undefined> => {
  const { payment, payer } = judged;
  const now = deps.clock();
  const mine = beside.filter((one) => one.payer.id === payer.id);
  const [shares, controls, recent, others] = await Promise.all([
    sharesOf([judged, ...mine], deps),
    deps.controls.get(payer.id),
    deps.spending.since(await personalWalletIdOf(payer.id, EUR), now - hourMs),
    spentBeside(mine, now),
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

/** A line of a payment, and the wallet that it goes to. */
type Line = {
  readonly payee: Share["payee"];
  /** Of a line that waits: the account that it waits for. */
  readonly account?: ClaimAccount;
  readonly amount: bigint;
  readonly wallet: WalletId;
};

const linesOf = ({ payment: { terms }, payees }: Pick<Judged, "payment" | "payees">): Promise<readonly Line[]> =>
  Promise.all(
    terms.lines.map(async (line, index): Promise<Line> => {
      const [holder, amount] = [payees[index], BigInt(line.amount)];
      if (holder) return { payee: holder, amount, wallet: await personalWalletIdOf(holder.id, EUR) };
      const escrowed = { payer: terms.payer as HolderId, intent: terms.intent as IntentId, line: index };
      return {
        payee: { id: `${line.channel}#${line.user_id}` },
        account: { channel: line.channel, userId: line.user_id },
        amount,
        wallet: await escrowWalletIdOf(await transferIdOf(escrowed)),
      };
    }),
  );

/** What the first payment brings to each of its payees, who is known again in the others, and in what waits for him already. */
const sharesOf = async (
  [judged, ...beside]: readonly [Judged, ...Judged[]],
  deps: Pick<SpendingDeps, "claims">,
): Promise<readonly Share[]> => {
  const lines = await linesOf(judged);
  const besides = (await Promise.all(beside.map(linesOf))).flat();
  const names = [...new Set(lines.map(({ payee }) => payee.id))];
  return Promise.all(
    names.map(async (id) => {
      const own = lines.filter(({ payee }) => payee.id === id);
      const wallets = [...own, ...besides.filter(({ payee }) => payee.id === id)].map(({ wallet }) => wallet);
      const [first] = own as [Line, ...Line[]];
      const waiting = first.account === undefined ? [] : await escrowsOf(first.account, deps);
      const amount = own.reduce((sum, line) => sum + line.amount, 0n);
      return { payee: first.payee, amount, wallets: [...wallets, ...waiting] };
    }),
  );
};

const escrowsOf = async (account: ClaimAccount, { claims }: Pick<SpendingDeps, "claims">) =>
  Promise.all((await claims.of(account)).map(escrowWalletIdOf));

const spentBeside = async (judged: readonly Judged[], at: number): Promise<readonly Spent[]> => {
  const spent = await Promise.all(
    judged.map(async (one) =>
      (await linesOf(one)).map(({ wallet, amount }) => ({ wallet, amount, ref: one.payment.terms.intent, at })),
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
