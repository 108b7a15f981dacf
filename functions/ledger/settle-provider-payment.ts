import type { ProviderPaymentVerified } from "../../contracts/messages/provider-payment.ts";
import {
  closingOf,
  type FundingTransfers,
  fundingTransfersOf,
  type ReceivedPayment,
  systemWalletsOf,
} from "../../core/funding/funding-transfers.ts";
import { heldBy, type TakeBack } from "../../core/funding/provider-payment.ts";
import type { HolderId } from "../../core/ids.ts";
import { admit } from "../../core/ledger/admission.ts";
import type { Refusal, Transfer } from "../../core/ledger/ledger.ts";
import { systemWallet } from "../../core/ledger/new-wallets.ts";
import { currencyOf } from "../../core/money/currency.ts";
import { collectDebt, repaySurplus } from "./debts.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/** All that the books of card payments need. */
export type FundingLedger = Pick<LedgerDeps, "ledger" | "openWallets" | "holders" | "log">;

/**
 * Makes the books equal to what the provider says of a payment: what came in is credited to the person, or, where the wallet
 * does not take it, kept in suspense; each refund and dispute takes it back. Every step is a transfer under an id of its own,
 * so that this message again, an older one or a newer one in any order ends in the same balances.
 */
export const settleProviderPayment = async (order: ProviderPaymentVerified, deps: FundingLedger): Promise<void> => {
  const received = receivedBy(order);
  const transfers = await fundingTransfersOf(received);
  await openWallets(received, deps);
  const isCredited = await credit(received, transfers, deps);
  for (const takeBack of received.takeBacks) {
    const settling = { received, transfers, takeBack, isCredited };
    if (takeBack.state === "taken") await take(settling, deps);
    else await giveBack(settling, deps);
  }
};

const receivedBy = ({ provider, payment, holder, amount, currency, takeBacks }: ProviderPaymentVerified) => {
  const known = currencyOf(currency);
  if (known === undefined) throw new Error(`No wallets are opened in ${currency}.`);
  const received: ReceivedPayment = {
    ...{ provider, id: payment, holder: holder as HolderId, amount: BigInt(amount), currency: known },
    takeBacks: takeBacks.map((one) => ({ ...one, amount: BigInt(one.amount) })),
  };
  if (heldBy({ ...received, status: "succeeded" }) < 0n) throw new Error("More was taken back than had come in.");
  return received;
};

const openWallets = async (received: ReceivedPayment, { ledger, openWallets: open, holders }: FundingLedger) => {
  const names = systemWalletsOf(received);
  const kept = await ledger.open(
    await Promise.all(Object.values(names).map((name) => systemWallet(name, received.currency))),
  );
  if (kept.some(({ status }) => status === "refused")) throw new Error("A system wallet is not what it should be.");
  if ((await holders.byId(received.holder)) !== undefined) await open([received.holder]);
};

/** Whether the person has the money. What the wallet refuses once goes to nobody, for ever: it is to be refunded. */
const credit = async (
  { holder, provider, id }: ReceivedPayment,
  { credit: toWallet, suspend }: FundingTransfers,
  deps: FundingLedger,
): Promise<boolean> => {
  const refusal = await post(toWallet, deps);
  if (refusal === undefined) {
    deps.log.info("top_up_credited", { holder, provider, payment: id });
    return true;
  }
  await mustPost(suspend, deps);
  deps.log.warn("top_up_suspended", { holder, provider, payment: id, reason: refusal });
  return false;
};

type Settling = {
  readonly received: ReceivedPayment;
  readonly transfers: FundingTransfers;
  readonly takeBack: TakeBack;
  readonly isCredited: boolean;
};

/** Why the money cannot be taken from the person's wallet, though it is owed. */
const owing: readonly Refusal[] = ["insufficient_funds", "wallet_frozen", "wallet_closed"];

/** Takes the money back; what the person has spent he owes from now on, and spends no more until it is settled. */
const take = async ({ received, transfers, takeBack, isCredited }: Settling, deps: FundingLedger): Promise<void> => {
  const { wallets } = transfers;
  const steps = await transfers.takeBack(takeBack);
  if (!isCredited) return mustPost(steps.taken(transfers.suspend), deps);
  const refusal = await post(steps.taken(transfers.credit), deps);
  const facts = { holder: received.holder, provider: received.provider, reference: takeBack.id, kind: takeBack.kind };
  // Closed: a newer message has said already that the money returned.
  if (refusal === undefined || refusal === "closed") return;
  if (!owing.includes(refusal)) throw new Error(`The ledger refused to take back a payment: ${refusal}.`);
  const notOwed = await post(steps.owed, deps);
  if (notOwed === "closed") return;
  if (notOwed !== undefined) throw new Error(`The ledger refused a debt: ${notOwed}.`);
  const owed = await collectDebt(
    { wallets, collected: steps.collected, isFrozen: refusal !== "insufficient_funds" },
    deps,
  );
  deps.log.warn("take_back_owed", { ...facts, owed: owed.toString() });
};

/** The money is back at the provider. What was never taken here is closed, so that an older message does not take it later. */
const giveBack = async ({ transfers, takeBack, isCredited }: Settling, deps: FundingLedger): Promise<void> => {
  const { wallets } = transfers;
  const steps = await transfers.takeBack(takeBack);
  const from = isCredited ? transfers.credit : transfers.suspend;
  if (await isPosted(steps.taken(from), deps)) {
    const refusal = await post(steps.returned(from.credit), deps);
    if (refusal === undefined) return;
    throw new Error(`The ledger refused to return a payment: ${refusal}.`);
  }
  if (!(await isPosted(steps.owed, deps))) return;
  await mustPost(steps.returned(wallets.debt), deps);
  await repaySurplus({ wallets, repaid: steps.repaid }, deps);
};

/** Closes the transfer unless it is posted. */
const isPosted = async (transfer: Transfer, { ledger }: FundingLedger): Promise<boolean> => {
  const [outcome] = await ledger.refuse([[closingOf(transfer)]]);
  return outcome?.status === "already_posted";
};

const mustPost = async (transfer: Transfer, deps: FundingLedger): Promise<void> => {
  const refusal = await post(transfer, deps);
  if (refusal !== undefined && refusal !== "closed") throw new Error(`The ledger refused ${transfer.id}: ${refusal}.`);
};

/** Why it was refused, or undefined once it is posted. */
const post = async (transfer: Transfer, { ledger }: FundingLedger): Promise<Refusal | undefined> => {
  const [outcome] = await ledger.post(admit([{ transfers: [transfer] }], "provider_queue"));
  if (outcome === undefined) throw new Error("The ledger left a transfer without an outcome.");
  return outcome.status === "refused" ? outcome.reason : undefined;
};
