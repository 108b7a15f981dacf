import { instant } from "../../core/clock.ts";
import type { ClosingRefusal } from "../../core/consent/judge-change.ts";
import { debtWalletIdOf } from "../../core/funding/funding-transfers.ts";
import { claimIdOf, type HolderId, personalWalletIdOf, type RequestId, type WalletId } from "../../core/ids.ts";
import type { Controls } from "../../core/limits/controls.ts";
import { EUR } from "../../core/money/currency.ts";
import { applyControls } from "./apply-controls.ts";
import { changeControls } from "./change-controls.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

type Closing = {
  readonly holder: HolderId;
  readonly request: RequestId;
  /** Payouts on their way are waited for. */
  readonly awaits: boolean;
};

/** Whether it was signed, and begun, before. */
export const isClosing = async (
  { holder, request }: Pick<Closing, "holder" | "request">,
  { controls }: LedgerDeps,
): Promise<boolean> => (await controls.get(holder)).closing?.request === request;

/**
 * Closes the wallet for ever and orders that its owner is erased, or says why not. `waits`: it is to be called again, since a payout is on
 * its way. Before it closes nothing may leave the wallet any more, so that what was looked at stays as it is: nothing in it, nothing
 * reserved, nothing owed, nothing that may still come back. Again, it goes on where it was. Whoever calls has verified the
 * signature.
 */
export const closeAccount = async (
  closing: Closing,
  deps: LedgerDeps,
): Promise<"closed" | "waits" | ClosingRefusal> => {
  const { holder, request, awaits } = closing;
  await deps.openWallets([holder]);
  const wallet = await personalWalletIdOf(holder, EUR);
  if ((await applyControls(holder, deps, { state: false })) !== "wallet_closed") {
    // While money is reserved the wallet is not stopped: what the bank books must find it as it was.
    const before = await openMatter(closing, wallet, deps);
    if (before === "holds_open" && awaits) {
      await note(closing, { request, awaits }, deps);
      return "waits";
    }
    const refusal = before ?? (await stopAndShut(closing, wallet, deps));
    if (refusal !== undefined) {
      await reopen(closing, deps);
      return refusal;
    }
  }
  await deps.erasures.put({ holder, request, closedAt: instant(deps.clock()) });
  await changeControls({ holder, because: request, change: (now) => now }, deps);
  return "closed";
};

const note = ({ holder }: Closing, closing: Controls["closing"], deps: LedgerDeps): Promise<boolean> =>
  changeControls(
    {
      ...{ holder, because: undefined },
      change: (now) => (isSame(now.closing, closing) ? now : { ...now, closing }),
    },
    deps,
  );

const isSame = (one: Controls["closing"], other: Controls["closing"]): boolean =>
  one?.request === other?.request && one?.awaits === other?.awaits;

const stopAndShut = async (
  closing: Closing,
  wallet: WalletId,
  deps: LedgerDeps,
): Promise<ClosingRefusal | undefined> => {
  await note(closing, { request: closing.request, awaits: false }, deps);
  await applyControls(closing.holder, deps, { state: true });
  return (await openMatter(closing, wallet, deps)) ?? shut(wallet, deps);
};

/** What keeps an account from being closed. */
const openMatter = async (
  { holder }: Closing,
  wallet: WalletId,
  deps: LedgerDeps,
): Promise<ClosingRefusal | undefined> => {
  const [balance, debt] = await Promise.all([
    deps.ledger.balance(wallet),
    deps.ledger.balance(await debtWalletIdOf(holder, EUR)),
  ]);
  if (debt !== undefined && debt.available < 0n) return "debt_open";
  if (await hasOpenClaims(wallet, deps)) return "claims_open";
  if (balance !== undefined && balance.available > 0n) return "wallet_not_empty";
  // Last: this may be all that is waited for.
  return balance !== undefined && balance.pending > 0n ? "holds_open" : undefined;
};

const shut = async (wallet: WalletId, { ledger }: LedgerDeps): Promise<ClosingRefusal | undefined> => {
  const outcome = await ledger.configure(wallet, { state: "closed" });
  if (outcome.status === "configured" || outcome.reason === "wallet_closed") return undefined;
  if (outcome.reason === "wallet_not_empty") return outcome.reason;
  throw new Error(`The wallet was not closed: ${outcome.reason}.`);
};

/** Unless another request of the owner's is closing it. */
const reopen = async ({ holder, request }: Closing, deps: LedgerDeps): Promise<void> => {
  const change = (now: Controls): Controls => (now.closing?.request === request ? { ...now, closing: undefined } : now);
  await changeControls({ holder, because: undefined, change }, deps);
  await applyControls(holder, deps, { state: true });
};

const pageLength = 100;

/** Whether money that the wallet has paid still waits for somebody: it may come back, to a wallet that is there. Strongly consistent. */
const hasOpenClaims = async (wallet: WalletId, { ledger, holds }: LedgerDeps): Promise<boolean> => {
  let cursor: string | undefined;
  do {
    const page = await ledger.statement(wallet, { limit: pageLength, cursor });
    const escrowed = page.items.filter(({ code, direction }) => code === "escrow_in" && direction === "debit");
    const ends = await holds.stored(await Promise.all(escrowed.map(({ transfer }) => claimIdOf(transfer))));
    if (ends.filter(({ status }) => status === "posted").length < escrowed.length) return true;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return false;
};
