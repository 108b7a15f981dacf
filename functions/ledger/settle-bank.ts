import type { BankEntryBooked, EntryMeaning, PayoutRejected } from "../../contracts/messages/bank-facts.ts";
import {
  type BankEntry,
  bankWalletNames,
  cameBackEarly,
  type EntryTransfers,
  entryTransfersOf,
  payoutVoid,
  type StoredPayout,
  versionAfter,
} from "../../core/bank/bank-transfers.ts";
import type { PayoutState } from "../../core/bank/payout.ts";
import {
  bankAssignedIdOf,
  bankEntryIdOf,
  type HolderId,
  payoutHoldIdOf,
  type PayoutId,
  payoutVoidIdOf,
  personalWalletIdOf,
  type TransferId,
} from "../../core/ids.ts";
import { admit } from "../../core/ledger/admission.ts";
import type { StoredTransfer } from "../../core/ledger/judge-stored.ts";
import type { Refusal, Transfer } from "../../core/ledger/ledger.ts";
import { systemWallet } from "../../core/ledger/new-wallets.ts";
import { currencyOf } from "../../core/money/currency.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/** All that the books of the account at the bank need. */
export type BankLedger = Pick<LedgerDeps, "ledger" | "holds" | "openWallets" | "holders" | "payouts" | "log">;

/** Each time another delivery may have been first. */
const attempts = 5;

/**
 * Makes the books equal to what the bank has booked: one transfer a booking, under the bank's own reference, so that a booking
 * moves money once, however often it is told and whatever it is taken for. What fits nothing lies in suspense.
 */
export const settleBankEntry = async (
  { reference, amount, currency: named, meaning }: BankEntryBooked,
  deps: BankLedger,
): Promise<void> => {
  const currency = currencyOf(named);
  if (currency === undefined) throw new Error(`No wallets are opened in ${named}.`);
  const entry: BankEntry = { reference, amount: BigInt(amount), currency };
  await openWallets(entry, meaning, deps);
  await postEntry(entry, meaning, deps);
  if (meaning.kind === "received") await assign(entry, meaning, deps);
  else if (meaning.kind !== "unexplained") await markPayout(meaning, deps);
};

/** Frees what a payout reserves, unless the bank has booked it after all. */
export const rejectPayout = async (order: PayoutRejected, deps: BankLedger): Promise<void> => {
  const id = order.payout as PayoutId;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const payout = await storedPayout(id, deps);
    if (payout === undefined || payout.hold.resolvedBy !== undefined) break;
    const before = await storedUnder(await payoutVoidIdOf(id), deps);
    if ((await post(await payoutVoid(id, payout, versionAfter(before)), deps)) === undefined) break;
  }
  await markPayout({ payout: order.payout, reason: order.reason }, deps);
};

const openWallets = async (
  { currency }: BankEntry,
  meaning: EntryMeaning,
  { ledger, holders, openWallets: open }: BankLedger,
) => {
  const wallets = Object.values(bankWalletNames).map((name) => systemWallet(name, currency));
  const opened = await ledger.open(await Promise.all(wallets));
  if (opened.some(({ status }) => status === "refused")) throw new Error("A system wallet is not what it should be.");
  const holder = meaning.kind === "received" ? meaning.holder : undefined;
  if (holder !== undefined && (await holders.byId(holder as HolderId)) !== undefined) await open([holder as HolderId]);
};

const postEntry = async (entry: BankEntry, meaning: EntryMeaning, deps: BankLedger): Promise<void> => {
  const id = await bankEntryIdOf(entry.reference);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const before = await storedUnder(id, deps);
    if (before?.status === "posted") return;
    const transfers = await entryTransfersOf(entry, versionAfter(before));
    const transfer = await transferFor(meaning, { entry, transfers, refused: before?.reason }, deps);
    if (transfer === undefined) return;
    const refusal = await post(transfer, deps);
    if (refusal === undefined) return noteEntry(transfer, { entry, refused: before?.reason }, deps);
  }
  throw new Error(`The booking ${entry.reference} was refused all the time.`);
};

type Deciding = {
  readonly entry: BankEntry;
  readonly transfers: EntryTransfers;
  /** Why its last version was refused. */
  readonly refused: Refusal | undefined;
};

/** What the booking moves now; undefined where another one has moved it already. */
const transferFor = async (
  meaning: EntryMeaning,
  { entry, transfers, refused }: Deciding,
  deps: BankLedger,
): Promise<Transfer | undefined> => {
  // Somebody else was first with the same payout: look again. Any other refusal stays.
  const isFinal = refused !== undefined && refused !== "pending_resolved";
  switch (meaning.kind) {
    case "received":
      return meaning.holder === undefined || isFinal
        ? transfers.toNobody()
        : transfers.toWallet(await personalWalletIdOf(meaning.holder as HolderId, entry.currency));
    case "unexplained":
      return transfers.forNobody();
    case "paid_out": {
      const payout = await payoutFor(meaning.payout, entry, deps);
      if (payout === undefined || isFinal) return transfers.forNobody();
      if (payout.hold.resolvedBy === undefined) return transfers.settle(payout);
      return (await cameBackEarly(payout, meaning.payout as PayoutId)) ? undefined : transfers.forNobody();
    }
    case "sent_back": {
      const payout = await payoutFor(meaning.payout, entry, deps);
      if (payout === undefined || isFinal) return transfers.toNobody();
      if (payout.hold.resolvedBy === undefined) return transfers.free(payout);
      const settled = payout.resolved?.transfer;
      return settled?.kind?.type === "post_pending" ? transfers.giveBack(settled) : transfers.toNobody();
    }
  }
};

/** The payout that a booking names, if the amount is its own. */
const payoutFor = async (
  id: string,
  { amount, currency }: BankEntry,
  deps: BankLedger,
): Promise<StoredPayout | undefined> => {
  const payout = await storedPayout(id as PayoutId, deps);
  const reserved = payout?.hold.transfer;
  return reserved?.amount === amount && reserved.currency === currency ? payout : undefined;
};

/** What nobody was named for goes to its owner once somebody says who that is. */
const assign = async (
  entry: BankEntry,
  { holder }: Extract<EntryMeaning, { kind: "received" }>,
  deps: BankLedger,
): Promise<void> => {
  const stored = await storedUnder(await bankEntryIdOf(entry.reference), deps);
  const transfers = await entryTransfersOf(entry, 1);
  if (holder === undefined || stored?.status !== "posted" || !transfers.isInSuspense(stored)) return;
  const before = await storedUnder(await bankAssignedIdOf(entry.reference), deps);
  if (before?.status === "posted") return;
  const wallet = await personalWalletIdOf(holder as HolderId, entry.currency);
  const refusal = await post(await transfers.assign(wallet, versionAfter(before)), deps);
  const { reference } = entry;
  if (refusal === undefined) deps.log.info("bank_money_assigned", { reference, holder });
  else deps.log.warn("bank_money_suspended", { reference, holder, reason: refusal });
};

/** Says what the journal says; so that whoever marks last has seen all. */
const markPayout = async (
  { payout: named, reason }: { readonly payout: string; readonly reason?: string | undefined },
  deps: BankLedger,
): Promise<void> => {
  const id = named as PayoutId;
  const payout = await storedPayout(id, deps);
  const state = payout && stateOf(payout);
  if (state === undefined) return;
  await deps.payouts.mark(id, { state, reason });
  deps.log.info("payout_marked", { payout: id, state });
};

const stateOf = ({ resolved }: StoredPayout): PayoutState | undefined => {
  if (resolved === undefined) return undefined;
  const isBack = resolved.transfer.kind?.type === "void_pending" || resolved.reversible !== undefined;
  return isBack ? "returned" : "settled";
};

/** What was meant for somebody and lies in suspense is for an operator. */
const noteEntry = (
  { code, id }: Transfer,
  { entry: { reference }, refused }: { readonly entry: BankEntry; readonly refused: Refusal | undefined },
  { log }: BankLedger,
): void => {
  const isSuspended = code === "bank_unexplained" || refused !== undefined;
  if (isSuspended) log.warn("bank_money_suspended", { reference, code, transfer: id, reason: refused });
  else log.info("bank_entry_posted", { reference, code, transfer: id });
};

const storedPayout = async (id: PayoutId, deps: BankLedger): Promise<StoredPayout | undefined> => {
  const hold = await storedUnder(await payoutHoldIdOf(id), deps);
  if (hold?.status !== "posted") return undefined;
  const resolved = hold.resolvedBy && (await storedUnder(hold.resolvedBy, deps));
  return { hold, ...(resolved?.status === "posted" ? { resolved } : {}) };
};

const storedUnder = async (id: TransferId, { holds }: BankLedger): Promise<StoredTransfer | undefined> =>
  (await holds.stored([id]))[0];

/** Why it was refused, or undefined once it is posted. */
const post = async (transfer: Transfer, { ledger }: BankLedger): Promise<Refusal | undefined> => {
  const [outcome] = await ledger.post(admit([{ transfers: [transfer] }], "provider_queue"));
  if (outcome === undefined) throw new Error("The ledger left a transfer without an outcome.");
  return outcome.status === "refused" ? outcome.reason : undefined;
};
