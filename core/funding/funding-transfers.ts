import {
  type HolderId,
  personalWalletIdOf,
  providerStepIdOf,
  systemWalletIdOf,
  topUpIdOf,
  type WalletId,
} from "../ids.ts";
import type { Transfer, TransferClosing } from "../ledger/ledger.ts";
import type { TransferCode } from "../ledger/transfer-code.ts";
import type { Currency } from "../money/currency.ts";
import type { ProviderPayment, TakeBack } from "./provider-payment.ts";

/** Money that a provider has taken in for somebody, with what it has taken back since. */
export type ReceivedPayment = Pick<ProviderPayment, "provider" | "id" | "amount" | "currency" | "takeBacks"> & {
  readonly holder: HolderId;
};

/** Names of the system wallets behind card payments. Their balances say what lies where. */
const fundingName = (provider: string): string => `funding:${provider}`;
const suspenseName = "suspense";
const debtName = (holder: HolderId): string => `debt:${holder}`;

/** What a provider holds for us: below zero by that much. */
export const fundingWalletIdOf = (provider: string, currency: Currency) =>
  systemWalletIdOf(fundingName(provider), currency);

/** What was paid for wallets that did not take it. */
export const suspenseWalletIdOf = (currency: Currency) => systemWalletIdOf(suspenseName, currency);

/** What somebody owes, because money was taken back that he had spent: below zero by that much. */
export const debtWalletIdOf = (holder: HolderId, currency: Currency) => systemWalletIdOf(debtName(holder), currency);

/** The names of the system wallets that a payment may touch. */
export const systemWalletsOf = ({ provider, holder }: Pick<ReceivedPayment, "provider" | "holder">) => ({
  funding: fundingName(provider),
  suspense: suspenseName,
  debt: debtName(holder),
});

/** What the transfers of a payment say that they are for. */
const refOf = ({ provider, id }: Pick<ProviderPayment, "provider" | "id">): string => `${provider}:${id}`;

/** The provider's reference in the `ref` of one of its transfers; undefined in any other. */
export const paymentOfRef = (ref: string, provider: string): string | undefined =>
  ref.startsWith(`${provider}:`) ? ref.slice(provider.length + 1) : undefined;

type Moving = Pick<Transfer, "id" | "debit" | "credit" | "amount" | "kind"> & { readonly code: TransferCode };

/** The wallets of a payment by what they are, and the transfers that its receipt and each take-back may need. */
export const fundingTransfersOf = async (received: ReceivedPayment) => {
  const { provider, holder, currency } = received;
  const [wallet, funding, suspense, debt] = await Promise.all([
    personalWalletIdOf(holder, currency),
    fundingWalletIdOf(provider, currency),
    suspenseWalletIdOf(currency),
    debtWalletIdOf(holder, currency),
  ]);
  const transfer = (moving: Moving, version = 1): Transfer => ({
    ...moving,
    version,
    currency,
    ref: refOf(received),
  });
  const stepId = (reference: string, step: Parameters<typeof providerStepIdOf>[0]["step"]) =>
    providerStepIdOf({ provider, reference, step });
  const [creditId, suspendedId] = await Promise.all([
    topUpIdOf({ provider, reference: received.id }),
    stepId(received.id, "suspended"),
  ]);
  const incoming = { debit: funding, amount: received.amount, code: "top_up" } as const;
  /** To the person. */
  const credit = transfer({ ...incoming, id: creditId, credit: wallet });
  /** To nobody yet: the wallet does not take it. */
  const suspend = transfer({ ...incoming, id: suspendedId, credit: suspense });
  return {
    wallets: { wallet, funding, suspense, debt },
    credit,
    suspend,
    takeBack: async ({ id, kind, amount }: TakeBack) => {
      const code = kind === "refund" ? "top_up_refund" : "dispute";
      const [taken, owed, collected, returned, repaid] = await Promise.all(
        (["taken", "owed", "collected", "returned", "repaid"] as const).map((step) => stepId(id, step)),
      );
      if (!taken || !owed || !collected || !returned || !repaid) throw new Error("A step has no id.");
      return {
        /** The way back of where it went: the ledger sends back no more than had come. */
        taken: (from: Transfer) =>
          transfer({
            ...{ id: taken, debit: from.credit, credit: funding, amount, code },
            kind: { type: "reversal", original: from.id },
          }),
        owed: transfer({ id: owed, debit: debt, credit: funding, amount, code }),
        returned: (to: WalletId) =>
          transfer({ id: returned, debit: funding, credit: to, amount, code: "take_back_returned" }),
        /** Of what is owed, so much as the wallet still has. */
        collected: (some: bigint, version: number) =>
          transfer({ id: collected, debit: wallet, credit: debt, amount: some, code: "debt_collected" }, version),
        repaid: (some: bigint, version: number) =>
          transfer({ id: repaid, debit: debt, credit: wallet, amount: some, code: "debt_repaid" }, version),
      };
    },
  };
};

export type FundingTransfers = Awaited<ReturnType<typeof fundingTransfersOf>>;

/** A transfer by name, to close it. */
export const closingOf = ({ id, version, ref }: Transfer): TransferClosing => ({ id, version, ref });
