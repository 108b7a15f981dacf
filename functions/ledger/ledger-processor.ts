import type { LedgerOrder } from "../../contracts/messages/ledger-order.ts";
import type { HeldLine } from "../../core/claim/claim-book.ts";
import type { HolderId, TransferId } from "../../core/ids.ts";
import { currencyOf, EUR } from "../../core/money/currency.ts";
import type { Delivery } from "../_shared/queue.ts";
import { applyControls } from "./apply-controls.ts";
import { changeAsAsked, changeAsSigned, raiseDue } from "./change-wallet.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { rejectPayout, settleBankEntry } from "./settle-bank.ts";
import { claimFor, escrowedLines, settleClaims, settleDueClaims } from "./settle-claims.ts";
import { settlePayments } from "./settle-payments.ts";
import { settleReturn } from "./settle-return.ts";
import { settleProviderPayment } from "./settle-provider-payment.ts";
import { voidHolds } from "./void-holds.ts";

/**
 * Does one order, as often as it comes. Money from a provider of cards is ordered on the queue of `funding`, what the bank has booked on
 * that of `bank`, everything else on that of `relay` and `clockwork`: throws for an order that came by another one, whatever it says of itself, since the queue's ARN is
 * what tells who could have sent it.
 */
export const processOrder = async (order: LedgerOrder, delivery: Delivery, deps: LedgerDeps): Promise<void> => {
  if (delivery.queueArn !== queueOf(order, deps))
    throw new Error(`No ${order.type} is taken from ${delivery.queueArn}.`);
  switch (order.type) {
    case "payments.approved.v1":
      return settlePayments(order.payments, deps);
    case "wallet.requested.v1":
      return openPersonalWallet(order, deps);
    case "holds.due.v1":
      return voidHolds(order.holds as TransferId[], deps);
    case "change.asked.v1":
      return changeAsAsked(order, deps);
    case "change.signed.v1":
      return doAsSigned(order, deps);
    case "raises.due.v1":
      return raiseDue(order, deps);
    case "account.linked.v1":
      return claimFor({ channel: order.channel, userId: order.user_id }, deps);
    case "claims.due.v1":
      return settleDueClaims(order.claims.map(heldLineOf), deps);
    case "claims.taken_back.v1":
      return settleClaims(await escrowedLines(order, order.lines), "taken_back", deps);
    case "provider_payment.verified.v1":
      return settleProviderPayment(order, deps);
    case "bank_entry.booked.v1":
      return settleBankEntry(order, deps);
    case "payout.rejected.v1":
      return rejectPayout(order, deps);
  }
};

const queueOf = (order: LedgerOrder, { queueArn, fundingQueueArn, bankQueueArn }: LedgerDeps): string => {
  switch (order.type) {
    case "provider_payment.verified.v1":
      return fundingQueueArn;
    case "bank_entry.booked.v1":
    case "payout.rejected.v1":
      return bankQueueArn;
    default:
      return queueArn;
  }
};

const doAsSigned = ({ terms, evidence }: Extract<LedgerOrder, { type: "change.signed.v1" }>, deps: LedgerDeps) =>
  terms.purpose === "return" ? settleReturn({ terms, evidence }, deps) : changeAsSigned({ terms, evidence }, deps);

const heldLineOf = ({
  channel,
  user_id: userId,
  escrowed,
}: Extract<LedgerOrder, { type: "claims.due.v1" }>["claims"][number]): HeldLine => ({
  account: { channel, userId },
  escrowed: escrowed as TransferId,
});

/**
 * The first key of a holder opens the wallet: who has none in `holders` gets no wallet, whatever the message says. Told again
 * when the holder has another level, it gives the wallet the limits of that.
 */
const openPersonalWallet = async (
  order: Extract<LedgerOrder, { type: "wallet.requested.v1" }>,
  deps: LedgerDeps,
): Promise<void> => {
  const holder = await deps.holders.byId(order.holder as HolderId);
  if (holder === undefined || holder.keys.length === 0) throw new Error("A wallet was requested for nobody.");
  if (currencyOf(order.currency) !== EUR) throw new Error(`No wallets are opened in ${order.currency}.`);
  await deps.openWallets([holder.id]);
  await applyControls(holder.id, deps, { state: false });
};
