import type { PayoutTerms } from "../consent/terms.ts";
import { type Instant } from "../clock.ts";
import {
  bankAssignedIdOf,
  bankEntryIdOf,
  type HolderId,
  payoutHoldIdOf,
  type PayoutId,
  payoutVoidIdOf,
  personalWalletIdOf,
  systemWalletIdOf,
  type WalletId,
} from "../ids.ts";
import type { StoredTransfer } from "../ledger/judge-stored.ts";
import type { Transfer } from "../ledger/ledger.ts";
import type { Currency } from "../money/currency.ts";

/** The system wallets of the account at the bank: what lies there is the first's balance below zero. */
export const bankWalletNames = { bank: "bank", suspense: "suspense:bank" } as const;

export const bankWalletIdOf = (currency: Currency): Promise<WalletId> =>
  systemWalletIdOf(bankWalletNames.bank, currency);

/** What came in for nobody that is known, less what went out and nobody can explain. */
export const bankSuspenseIdOf = (currency: Currency): Promise<WalletId> =>
  systemWalletIdOf(bankWalletNames.suspense, currency);

/** A payout is never given back for lack of time: only the bank knows whether it has paid. */
const never: Instant = "9999-12-31T00:00:00.000Z";

/** Reserves what the owner has signed for. `consent`: the commitment to terms and evidence. */
export const payoutHold = async (id: PayoutId, terms: PayoutTerms, consent: string): Promise<Transfer> => {
  const currency = terms.currency as Currency;
  return {
    id: await payoutHoldIdOf(id),
    version: 1,
    debit: await personalWalletIdOf(terms.holder as HolderId, currency),
    credit: await bankWalletIdOf(currency),
    ...{ amount: BigInt(terms.amount), currency, code: "payout", ref: id, consent },
    kind: { type: "pending", timeoutAt: never },
  };
};

/** A booking of the bank. */
export type BankEntry = { readonly reference: string; readonly amount: bigint; readonly currency: Currency };

type Posted = Extract<StoredTransfer, { status: "posted" }>;

/** A payout as the journal has it: what it reserves, and what has resolved that. */
export type StoredPayout = { readonly hold: Posted; readonly resolved?: Posted | undefined };

/** The next version of a transfer that was refused before. */
export const versionAfter = (stored: StoredTransfer | undefined): number =>
  stored?.status === "refused" ? stored.version + 1 : 1;

const back = ({ debit, credit }: Transfer) => ({ debit: credit, credit: debit });

/** The one transfer of a booking, by what the booking is taken for. */
export const entryTransfersOf = async (entry: BankEntry, version: number) => {
  const { reference, amount, currency } = entry;
  const [id, bank, suspense] = await Promise.all([
    bankEntryIdOf(reference),
    bankWalletIdOf(currency),
    bankSuspenseIdOf(currency),
  ]);
  const common = { id, version, amount, currency, ref: `bank:${reference}` };
  return {
    id,
    toWallet: (wallet: WalletId): Transfer => ({ ...common, debit: bank, credit: wallet, code: "bank_received" }),
    toNobody: (): Transfer => ({ ...common, debit: bank, credit: suspense, code: "bank_received" }),
    forNobody: (): Transfer => ({ ...common, debit: suspense, credit: bank, code: "bank_unexplained" }),
    settle: ({ hold: { transfer } }: StoredPayout): Transfer => ({
      ...{ ...common, debit: transfer.debit, credit: transfer.credit, code: "payout_settled" },
      kind: { type: "post_pending", pending: transfer.id },
    }),
    giveBack: (settled: Transfer): Transfer => ({
      ...{ ...common, ...back(settled), code: "payout_returned" },
      kind: { type: "reversal", original: settled.id },
    }),
    /** It came back before anybody said that it had gone. */
    free: ({ hold: { transfer } }: StoredPayout): Transfer => ({
      ...{ ...common, debit: transfer.debit, credit: transfer.credit, code: "payout_returned" },
      kind: { type: "void_pending", pending: transfer.id },
    }),
    assign: async (wallet: WalletId, again: number): Promise<Transfer> => ({
      ...{ ...common, id: await bankAssignedIdOf(reference), version: again },
      ...{ debit: suspense, credit: wallet, code: "bank_assigned" },
    }),
    isInSuspense: ({ transfer }: Posted): boolean => transfer.credit === suspense,
  };
};

export type EntryTransfers = Awaited<ReturnType<typeof entryTransfersOf>>;

/** Frees what a payout reserves: the bank has said that it will not make the transfer. */
export const payoutVoid = async (id: PayoutId, { hold }: StoredPayout, version: number): Promise<Transfer> => {
  const { debit, credit, amount, currency } = hold.transfer;
  return {
    ...{ id: await payoutVoidIdOf(id), version, debit, credit, amount, currency, code: "payout_returned", ref: id },
    kind: { type: "void_pending", pending: hold.transfer.id },
  };
};

/** Whether a hold was freed because the money came back, so that its booking has nothing to move any more. */
export const cameBackEarly = async ({ hold, resolved }: StoredPayout, id: PayoutId): Promise<boolean> =>
  hold.resolvedBy !== undefined &&
  resolved?.transfer.kind?.type === "void_pending" &&
  hold.resolvedBy !== (await payoutVoidIdOf(id));
