import { debtWalletIdOf } from "../../core/funding/funding-transfers.ts";
import { type HolderId, personalWalletIdOf } from "../../core/ids.ts";
import type { NewWallet, WalletSettings, WalletState } from "../../core/ledger/ledger.ts";
import { type Controls, openingSettings } from "../../core/limits/controls.ts";
import { EUR } from "../../core/money/currency.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

type Known = Pick<LedgerDeps, "holders" | "rules"> & { readonly controls: Pick<LedgerDeps["controls"], "get"> };

/** The limits of a holder's wallet, from the level and from what the owner has made of it. */
export const settingsBy =
  ({ holders, controls, rules }: Known) =>
  async (holder: HolderId): Promise<NonNullable<NewWallet["settings"]>> => {
    const [known, own] = await Promise.all([holders.byId(holder), controls.get(holder)]);
    return openingSettings(known, own, rules);
  };

/** Whoever changes the controls meanwhile applies them, too: after so many rounds he has. */
const rounds = 20;

/**
 * Makes the open wallet what its owner's level and controls say; its state only where `state` is asked for, since others freeze
 * wallets, too. Whoever of several does this last has seen the last controls: each looks again after it has written.
 */
export const applyControls = async (
  holder: HolderId,
  deps: LedgerDeps,
  { state: withState }: { readonly state: boolean },
): Promise<"applied" | "wallet_closed"> => {
  const wallet = await personalWalletIdOf(holder, EUR);
  for (let round = 1; round <= rounds; round += 1) {
    const controls = await deps.controls.get(holder);
    const limits = openingSettings(await deps.holders.byId(holder), controls, deps.rules);
    const state = withState ? await stateOf(holder, controls, deps) : undefined;
    const outcome = await configure(wallet, { ...limits, state }, deps);
    if (outcome !== "applied") return outcome;
    const isLast =
      (await deps.controls.get(holder)).revision === controls.revision &&
      (state === undefined || state === (await stateOf(holder, controls, deps)));
    if (isLast) return "applied";
  }
  throw new Error("The controls of a wallet changed all the time.");
};

const configure = async (wallet: NewWallet["id"], settings: WalletSettings, { ledger, log }: LedgerDeps) => {
  const outcome = await ledger.configure(wallet, settings);
  if (outcome.status === "configured") return "applied";
  if (outcome.reason === "wallet_closed") return outcome.reason;
  if (outcome.reason !== "wallet_sharded") throw new Error(`The wallet's settings were refused: ${outcome.reason}.`);
  // So many pay it at once that it has no ceiling, and gets none.
  log.warn("ceiling_not_possible", { wallet });
  const others = await ledger.configure(wallet, { ...settings, ceiling: undefined });
  if (others.status === "refused") throw new Error(`The wallet's limits were refused: ${others.reason}.`);
  return "applied";
};

/** Who owes does not pay, whatever he signs. */
const stateOf = async (
  holder: HolderId,
  { frozen, closing }: Controls,
  { ledger }: LedgerDeps,
): Promise<WalletState> => {
  if (closing?.awaits === false && frozen !== "all") return "frozen_debits";
  if (frozen !== undefined) return frozen === "all" ? "frozen" : "frozen_debits";
  const debt = await ledger.balance(await debtWalletIdOf(holder, EUR));
  return debt !== undefined && debt.available < 0n ? "frozen_debits" : "open";
};
