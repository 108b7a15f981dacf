import { instant } from "../../core/clock.ts";
import type { ClosingRefusal } from "../../core/consent/judge-change.ts";
import { debtWalletIdOf } from "../../core/funding/funding-transfers.ts";
import { claimIdOf, type HolderId, personalWalletIdOf, type RequestId, type WalletId } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";
import { applyControls } from "./apply-controls.ts";
import { changeControls } from "./change-controls.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

type Closing = { readonly holder: HolderId; readonly request: RequestId };

/** Whether it was signed, and begun, before. */
export const isClosing = async ({ holder, request }: Closing, { controls }: LedgerDeps): Promise<boolean> =>
  (await controls.get(holder)).closing === request;

/**
 * Closes the wallet for ever and orders that its owner is erased, or says why not. First nothing may leave the wallet any more, so that what is
 * looked at stays as it is: nothing in it, nothing reserved, nothing owed, nothing that may still come back. Again, it
 * goes on where it was. Whoever calls has verified the signature.
 */
export const closeAccount = async (closing: Closing, deps: LedgerDeps): Promise<"closed" | ClosingRefusal> => {
  const { holder, request } = closing;
  await deps.openWallets([holder]);
  await changeControls(
    { holder, because: undefined, change: (now) => (now.closing === request ? now : { ...now, closing: request }) },
    deps,
  );
  const wallet = await personalWalletIdOf(holder, EUR);
  if ((await applyControls(holder, deps, { state: true })) !== "wallet_closed") {
    const refusal = (await openMatter(closing, wallet, deps)) ?? (await shut(wallet, deps));
    if (refusal !== undefined) {
      await reopen(closing, deps);
      return refusal;
    }
  }
  await deps.erasures.put({ holder, request, closedAt: instant(deps.clock()) });
  await changeControls({ holder, because: request, change: (now) => now }, deps);
  return "closed";
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
  if (balance !== undefined && balance.pending > 0n) return "holds_open";
  if (await hasOpenClaims(wallet, deps)) return "claims_open";
  return balance !== undefined && balance.available > 0n ? "wallet_not_empty" : undefined;
};

const shut = async (wallet: WalletId, { ledger }: LedgerDeps): Promise<ClosingRefusal | undefined> => {
  const outcome = await ledger.configure(wallet, { state: "closed" });
  if (outcome.status === "configured" || outcome.reason === "wallet_closed") return undefined;
  if (outcome.reason === "wallet_not_empty") return outcome.reason;
  throw new Error(`The wallet was not closed: ${outcome.reason}.`);
};

/** Unless another request of the owner's is closing it. */
const reopen = async ({ holder, request }: Closing, deps: LedgerDeps): Promise<void> => {
  const change = ({ closing, ...others }: Parameters<Parameters<typeof changeControls>[0]["change"]>[0]) =>
    closing === request ? others : { ...others, closing };
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
