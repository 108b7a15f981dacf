import type { LedgerOrder } from "../../contracts/messages/ledger-order.ts";
import type { HolderId, TransferId } from "../../core/ids.ts";
import { personalWallet } from "../../core/ledger/new-wallets.ts";
import { currencyOf, EUR } from "../../core/money/currency.ts";
import type { Delivery } from "../_shared/queue.ts";
import type { LedgerDeps } from "./ledger-deps.ts";
import { settlePayments } from "./settle-payments.ts";
import { settleProviderPayment } from "./settle-provider-payment.ts";
import { voidHolds } from "./void-holds.ts";

/**
 * Does one order, as often as it comes. Money from a provider is ordered on the queue of `funding`, everything else on that of
 * `relay` and `clockwork`: throws for an order that came by another one, whatever it says of itself, since the queue's ARN is
 * what tells who could have sent it.
 */
export const processOrder = async (order: LedgerOrder, delivery: Delivery, deps: LedgerDeps): Promise<void> => {
  const wanted = order.type === "provider_payment.verified.v1" ? deps.fundingQueueArn : deps.queueArn;
  if (delivery.queueArn !== wanted) throw new Error(`No ${order.type} is taken from ${delivery.queueArn}.`);
  switch (order.type) {
    case "payments.approved.v1":
      return settlePayments(order.payments, deps);
    case "wallet.requested.v1":
      return openPersonalWallet(order, deps);
    case "holds.due.v1":
      return voidHolds(order.holds as TransferId[], deps);
    case "provider_payment.verified.v1":
      return settleProviderPayment(order, deps);
  }
};

/** The first key of a holder opens the wallet: who has none in `holders` gets no wallet, whatever the message says. */
const openPersonalWallet = async (
  order: Extract<LedgerOrder, { type: "wallet.requested.v1" }>,
  { holders, ledger, log }: LedgerDeps,
): Promise<void> => {
  const holder = await holders.byId(order.holder as HolderId);
  if (holder === undefined || holder.keys.length === 0) throw new Error("A wallet was requested for nobody.");
  if (currencyOf(order.currency) !== EUR) throw new Error(`No wallets are opened in ${order.currency}.`);
  const wallet = await personalWallet(holder.id, EUR);
  const [outcome] = await ledger.open([wallet]);
  if (outcome?.status === "refused") throw new Error(`The wallet was refused: ${outcome.reason}.`);
  if (outcome?.status === "opened") log.info("wallet_opened", { wallet: wallet.id, holder: holder.id });
};
