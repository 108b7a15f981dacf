import type { WalletId } from "../../../core/ids.ts";
import { type Bounds, boundsOf } from "./bounds.ts";
import type { Facts } from "./facts.ts";

/**
 * Every reading lies between what was certainly committed before it and what may have been until it ended; so that nobody
 * ever sees less than he, or anybody, has seen before (invariant 12). And nothing is refused for want of what was there.
 */
export const checkReads = (facts: Facts): readonly string[] => {
  const bounds = new Map([...facts.effects].map(([wallet, effects]) => [wallet, boundsOf(effects)]));
  return [...checkBalances(facts, bounds), ...checkCharity(facts), ...checkRefusals(facts, bounds)];
};

type AllBounds = ReadonlyMap<WalletId, Bounds>;

const checkBalances = ({ bank }: Facts, all: AllBounds): readonly string[] =>
  bank.history.calls("balance").flatMap(({ client, call: { wallet }, begunAt, endedAt, answer }) => {
    const bounds = all.get(wallet);
    if (answer === undefined || bounds === undefined) return [];
    const span = { from: begunAt, to: endedAt };
    return (["available", "held"] as const).flatMap((what) => {
      const [least, most] = bounds[what](span);
      const read = what === "held" ? answer.pending : answer.available;
      return least <= read && read <= most
        ? []
        : [`${client} read ${read} ${what} of ${wallet} at ${endedAt}; it was between ${least} and ${most}.`];
    });
  });

/** Each client's readings of the wallet that only receives. */
const checkCharity = ({ bank }: Facts): readonly string[] => {
  const seen = new Map<string, bigint>();
  return bank.history.calls("balance").flatMap(({ client, call, answer, endedAt }) => {
    if (call.wallet !== bank.cast.charity.id || answer === undefined) return [];
    const before = seen.get(client) ?? 0n;
    const read = answer.available + answer.pending;
    seen.set(client, read);
    return read < before ? [`${client} saw ${read} at ${endedAt}, after it had seen ${before}: time went back.`] : [];
  });
};

const checkRefusals = ({ bank, verdicts }: Facts, all: AllBounds): readonly string[] =>
  verdicts.flatMap(({ number, transfers, begunAt, refusals, refusedAt, isRivalled }) => {
    const [only] = transfers;
    if (isRivalled || transfers.length !== 1 || only === undefined || !refusals.has("insufficient_funds")) return [];
    const floor = bank.cast.byId.get(only.debit)?.settings?.floor ?? 0n;
    const [least] = all.get(only.debit)?.available({ from: begunAt, to: refusedAt }) ?? [0n];
    return least - only.amount < floor
      ? []
      : [`Request ${number} of ${only.amount} was refused for lack of funds; ${only.debit} had at least ${least}.`];
  });
