import type { FundingTransfers } from "../../core/funding/funding-transfers.ts";
import type { WalletId } from "../../core/ids.ts";
import { admit } from "../../core/ledger/admission.ts";
import type { Transfer } from "../../core/ledger/ledger.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

type Deps = Pick<LedgerDeps, "ledger">;

type Wallets = FundingTransfers["wallets"];
type Part = (some: bigint, version: number) => Transfer;

/** Somebody else may spend between the look and the posting: then the ledger refuses, and it is tried as another version. */
const attempts = 5;

const availableOf = async (wallet: WalletId, { ledger }: Deps): Promise<bigint> =>
  (await ledger.balance(wallet))?.available ?? 0n;

const smaller = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/**
 * Takes what is left in the wallet towards the debt and, where that is not all, stops the wallet from spending. Again, it takes
 * nothing twice, and freezes nobody who owes nothing. Says what is still owed, in minor units.
 */
export const collectDebt = async (
  debt: { readonly wallets: Wallets; readonly collected: Part; readonly isFrozen: boolean },
  deps: Deps,
): Promise<bigint> => {
  const { wallet, debt: owing } = debt.wallets;
  const owed = async (): Promise<bigint> => -(await availableOf(owing, deps));
  await postPart(debt.collected, async () => smaller(await availableOf(wallet, deps), await owed()), deps);
  const rest = await owed();
  if (rest <= 0n) return 0n;
  if (!debt.isFrozen) {
    const outcome = await deps.ledger.configure(wallet, { state: "frozen_debits" });
    if (outcome.status === "refused") throw new Error(`The wallet was not frozen: ${outcome.reason}.`);
  }
  return rest;
};

/** Gives back what was collected for a debt that has gone. */
export const repaySurplus = async (
  { wallets, repaid }: { readonly wallets: Wallets; readonly repaid: Part },
  deps: Deps,
): Promise<void> => postPart(repaid, () => availableOf(wallets.debt, deps), deps);

/** Posts one part under the transfer's id, once and for ever, as large as it can be at that moment. */
const postPart = async (part: Part, amountNow: () => Promise<bigint>, { ledger }: Deps): Promise<void> => {
  for (let version = 1; version <= attempts; version += 1) {
    const amount = await amountNow();
    if (amount <= 0n) return;
    const [outcome] = await ledger.post(admit([{ transfers: [part(amount, version)] }], "provider_queue"));
    if (outcome?.status !== "refused") return;
    // Frozen, closed, or posted by another delivery: nothing more is to be had here.
    if (outcome.reason !== "insufficient_funds") return;
  }
};
