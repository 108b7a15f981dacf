import type { Fold, WalletPosition } from "./books.ts";

/** What a close found of a currency. Minor units; all but `wallets` must be 0. */
export type Findings = {
  readonly wallets: number;
  /** What balances and journal differ by, over all wallets, whichever way. */
  readonly difference: bigint;
  /** Wallets whose balance or number of entries the journal does not explain. */
  readonly unexplained: number;
  /** Wallets that moved too fast to be compared; their journal counts all the same. */
  readonly unchecked: number;
  /** What all wallets together hold: for each debit there is a credit. */
  readonly sum: bigint;
};

export const noFold: Fold = { sum: 0n, entries: 0 };
export const noFindings: Findings = { wallets: 0, difference: 0n, unexplained: 0, unchecked: 0, sum: 0n };

export const addFolds = (left: Fold, right: Fold): Fold => ({
  sum: left.sum + right.sum,
  entries: left.entries + right.entries,
});

export type ComparedWallet = {
  readonly position: WalletPosition;
  /** The journal up to the close. */
  readonly closed: Fold;
  /** From then to the moment of `position`; undefined where nobody could say. */
  readonly since: Fold | undefined;
};

/**
 * One more wallet, as it stands and as the journal has it: `closed` up to the close, `since` from then to the moment of
 * `position`.
 */
export const withWallet = (findings: Findings, { position, closed, since }: ComparedWallet): Findings => {
  const counted = { ...findings, wallets: findings.wallets + 1, sum: findings.sum + closed.sum };
  if (since === undefined) return { ...counted, unchecked: findings.unchecked + 1 };
  const expected = addFolds(closed, since);
  const difference = position.total - expected.sum;
  const isExplained = difference === 0n && position.entries === expected.entries;
  return {
    ...counted,
    difference: findings.difference + (difference < 0n ? -difference : difference),
    unexplained: findings.unexplained + (isExplained ? 0 : 1),
  };
};

/** Whether books and balances agree in a currency. */
const areSound = ({ difference, unexplained, sum }: Findings): boolean =>
  difference === 0n && unexplained === 0 && sum === 0n;

/** The one number: 0, or by how much books and balances differ; at least 1 where only entries are missing. */
export const unexplainedDifference = (findings: Findings): number => {
  if (areSound(findings)) return 0;
  const sum = findings.sum < 0n ? -findings.sum : findings.sum;
  return Math.max(1, Number(findings.difference > sum ? findings.difference : sum));
};
