import type { WalletId } from "../../../core/ids.ts";
import type { Facts } from "./facts.ts";

/** Nothing was lost or made, and each balance is the fold of its journal (invariants 1, 2 and 3). */
export const checkBalances = (facts: Facts): readonly string[] => [
  ...facts.bank.cast.all.flatMap(({ id }) => checkWallet(facts, id)),
  ...checkSums(facts),
];

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((total, amount) => total + amount, 0n);

const holdings = ({ state }: Facts, wallet: WalletId) => {
  const own = state.wallets.get(wallet);
  const sharded = state.shards.filter(({ item }) => item.startsWith(`${wallet}#`)).map(({ available }) => available);
  return { available: (own?.available ?? 0n) + sum(sharded), held: own?.held ?? 0n };
};

const checkSums = (facts: Facts): readonly string[] => {
  const { all } = facts.bank.cast;
  return [...new Set(all.map(({ currency }) => currency))].flatMap((currency) => {
    const wallets = all.filter((one) => one.currency === currency).map(({ id }) => holdings(facts, id));
    const total = sum(wallets.flatMap(({ available, held }) => [available, held]));
    return total === 0n ? [] : [`All wallets of ${currency} sum up to ${total}, not to zero.`];
  });
};

const checkWallet = (facts: Facts, id: WalletId): readonly string[] => {
  const found: string[] = [];
  const differs = (what: string, is: bigint, wanted: bigint): void => {
    if (is !== wanted) found.push(`${id}: ${what} is ${is}, not ${wanted}.`);
  };
  const { available, held } = holdings(facts, id);
  const effects = facts.effects.get(id) ?? [];
  differs("available", available, sum(effects.map((effect) => effect.available)));
  differs("held", held, sum(effects.map((effect) => effect.held)));
  const balance = facts.state.balances.get(id);
  differs("the balance's available", balance?.available ?? 0n, available);
  differs("the balance's pending", balance?.pending ?? 0n, held);
  const entries = facts.state.statements.get(id) ?? [];
  const signed = entries.map(({ direction, amount }) => (direction === "debit" ? -amount : amount));
  differs("the fold of its journal", sum(signed), available + held);
  const listed = entries.map(({ transfer }) => transfer);
  const wanted = facts.posted
    .filter(({ record: { transfer } }) => transfer.debit === id || transfer.credit === id)
    .filter(({ record: { transfer } }) => !["pending", "void_pending"].includes(transfer.kind?.type ?? ""));
  differs("the number of its entries", BigInt(listed.length), BigInt(wanted.length));
  differs("the number of its different entries", BigInt(new Set(listed).size), BigInt(wanted.length));
  const isClosed = facts.state.wallets.get(id)?.state === "closed";
  if (isClosed && (available !== 0n || held !== 0n)) found.push(`${id} is closed with ${available} and ${held} held.`);
  return found;
};
