import type { WalletId } from "../../../core/ids.ts";
import type { WalletState } from "../../../core/ledger/ledger.ts";
import type { Facts } from "./facts.ts";

/** The time in which a wallet was certainly in a state; around it, it may have been. */
type Period = {
  readonly state: WalletState;
  readonly from: number;
  readonly until: number;
  readonly maybeFrom: number;
  readonly maybeUntil: number;
};

const periodsOf = ({ bank }: Facts): ReadonlyMap<WalletId, readonly Period[]> => {
  const periods = new Map<WalletId, Period[]>();
  for (const { call, begunAt, endedAt, answer } of bank.history.calls("configure")) {
    if (call.settings.state === undefined || answer?.status === "refused") continue;
    const before = periods.get(call.wallet) ?? [];
    const last = before.pop();
    if (last !== undefined) before.push({ ...last, until: begunAt, maybeUntil: endedAt });
    before.push({
      state: call.settings.state,
      from: endedAt,
      until: Infinity,
      maybeFrom: begunAt,
      maybeUntil: Infinity,
    });
    periods.set(call.wallet, before);
  }
  return periods;
};

/** Nothing was paid from a wallet while it was frozen, nothing at all while it was closed; and nothing refused for it without. */
export const checkStates = (facts: Facts): readonly string[] => {
  const found: string[] = [];
  const periods = periodsOf(facts);
  const within = (wallet: WalletId, states: readonly WalletState[], { begunAt, knownAt }: Span): boolean =>
    (periods.get(wallet) ?? []).some(
      ({ state, from, until }) => states.includes(state) && from <= begunAt && knownAt <= until,
    );
  for (const { record, verdict } of facts.posted) {
    const { id, debit, credit, kind } = record.transfer;
    const isFree = kind?.type === "void_pending";
    // What was reserved was paid before the freeze.
    const wasPaid = isFree || kind?.type === "post_pending";
    const debitStops: WalletState[] = wasPaid ? ["closed"] : ["closed", "frozen", "frozen_debits"];
    if (within(debit, debitStops, verdict)) found.push(`${id} was paid by ${debit} while it was stopped.`);
    const creditStops: WalletState[] = isFree ? [] : ["closed", "frozen"];
    if (within(credit, creditStops, verdict)) found.push(`${id} was paid to ${credit} while it was stopped.`);
  }
  for (const { number, transfers, begunAt, refusals, refusedAt, isRivalled } of facts.verdicts) {
    if (isRivalled) continue;
    const wallets = transfers.flatMap(({ debit, credit }) => [debit, credit]);
    const mayBe = (states: readonly WalletState[]): boolean =>
      wallets.some((wallet) =>
        (periods.get(wallet) ?? []).some(
          ({ state, maybeFrom, maybeUntil }) => states.includes(state) && maybeFrom < refusedAt && maybeUntil > begunAt,
        ),
      );
    if (refusals.has("wallet_frozen") && !mayBe(["frozen", "frozen_debits"])) {
      found.push(`Request ${number} was refused for a frozen wallet, and none was.`);
    }
    if (refusals.has("wallet_closed") && !mayBe(["closed"])) {
      found.push(`Request ${number} was refused for a closed wallet, and none was.`);
    }
  }
  return found;
};

type Span = { readonly begunAt: number; readonly knownAt: number };
