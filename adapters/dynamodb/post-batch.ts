import { secondMs } from "../../core/clock.ts";
import type { PostOptions, PostOutcome, TransferGroup } from "../../core/ledger/ledger.ts";
import { judgeBatch, type Planned, type Refused } from "../../core/ledger/plan-batch.ts";
import { planGroup } from "../../core/ledger/plan-group.ts";
import type { WalletId } from "../../core/ids.ts";
import { type LedgerParts, LedgerUnavailableError } from "./ledger-parts.ts";
import { attemptLimit, backOff, type Hindrance } from "./pace.ts";
import { type Books, readBooks, takeShards } from "./read-books.ts";
import { decidedByJournal, decidedByReasons, recordRefusal } from "./record-outcome.ts";
import { drainShards, growShards } from "./shards.ts";
import { type Attempt, transact } from "./transact.ts";
import { turnTails, writeBatch, type WrittenBatch } from "./write-batch.ts";

type Waiting = { readonly index: number; readonly group: TransferGroup };

/** What a round has brought: outcomes by the group's index, or what stood in its way. */
type Round = {
  readonly decided: readonly (readonly [index: number, outcome: PostOutcome])[];
  readonly hindrance?: Hindrance | undefined;
  readonly cause?: unknown;
};

const again: Round = { decided: [] };

const roundLimitMs = 20 * secondMs;

/**
 * Posts groups that fit into one transaction. In each round the wallets are read and the groups judged by them, one after
 * the other; those that are admitted are written together. What the transaction's reasons, or the journal, say of a group
 * decides it; the others go on in the next round. A refusal is written down only when nothing is admitted beside it, so
 * that it never rests on something that did not happen.
 */
export const postBatch = async (
  parts: LedgerParts,
  groups: readonly TransferGroup[],
  options: PostOptions,
): Promise<readonly PostOutcome[]> => {
  const outcomes = new Map<number, PostOutcome>();
  let waiting: readonly Waiting[] = groups.map((group, index) => ({ index, group }));
  let cause: unknown;
  for (let attempt = 1; waiting.length > 0; attempt += 1) {
    const round = await playRound(parts, waiting, options);
    for (const [index, outcome] of round.decided) outcomes.set(index, outcome);
    waiting = waiting.filter(({ index }) => !outcomes.has(index));
    if (round.decided.length > 0) attempt = 0;
    cause = round.cause ?? cause;
    if (attempt >= attemptLimit) {
      throw new LedgerUnavailableError("The database did not decide in time: call again with the same ids.", { cause });
    }
    if (round.hindrance !== undefined) await backOff(parts.pace, round.hindrance, attempt);
  }
  return groups.map((_group, index) => {
    const outcome = outcomes.get(index);
    if (outcome === undefined) throw new Error("A group was left without an outcome.");
    return outcome;
  });
};

const playRound = async (parts: LedgerParts, waiting: readonly Waiting[], options: PostOptions): Promise<Round> => {
  const now = parts.clock();
  const books = await readBooks(parts, waiting, takeShards(parts.hot, waiting));
  const planned: Planned[] = [];
  const impossible: Refused[] = [];
  for (const { index, group } of waiting) {
    const plan = planGroup(group, { targets: books.targets, now });
    if (plan.ok) planned.push({ index, plan: plan.value });
    else impossible.push({ index, reason: plan.fault });
  }
  if (impossible.length > 0) return refuse(parts, waiting, impossible);
  const { admitted, refused } = judgeBatch(planned, { books: books.wallets, now });
  if (admitted.length === 0) {
    return (await gatherFunds(parts, { planned, refused, books })) ?? refuse(parts, waiting, refused);
  }
  const batch = writeBatch(parts.tables, { admitted, books, now, exact: options.balances === true });
  if (batch.full.length > 0) {
    await turnTails(parts, batch.full);
    return again;
  }
  // A statement counts on entries that are not written long after their time.
  if (parts.clock() - now > roundLimitMs) return again;
  const result = await transact(parts.client, batch.items);
  await noteHeat(parts, batch, result);
  return endOf(parts, { admitted, batch, result });
};

/** Writes refusals down, each on its own. */
const refuse = async (
  parts: LedgerParts,
  waiting: readonly Waiting[],
  refused: readonly Refused[],
): Promise<Round> => ({
  decided: await Promise.all(
    refused.map(async ({ index, reason }) => {
      const claims = waiting.find((one) => one.index === index)?.group.transfers ?? [];
      return [index, await recordRefusal(parts, { claims, reason })] as const;
    }),
  ),
});

/** Undefined when none of the refused is short of what only lies in its payer's shards. */
const gatherFunds = async (
  parts: LedgerParts,
  round: { readonly planned: readonly Planned[]; readonly refused: readonly Refused[]; readonly books: Books },
): Promise<Round | undefined> => {
  const short = new Set(round.refused.flatMap(({ index, reason }) => (reason === "insufficient_funds" ? [index] : [])));
  for (const { index, plan } of round.planned) {
    if (!short.has(index)) continue;
    for (const { wallet: id, available } of plan.postings) {
      const wallet = round.books.wallets.get(id);
      if (wallet === undefined || wallet.shards === 0 || available >= 0n) continue;
      const end = await drainShards(parts, wallet, -available);
      if (end === "moved") return again;
      if (end !== "empty") return { decided: [], hindrance: end };
    }
  }
  return undefined;
};

/** Remembers how the credited wallets bore it, and spreads those that run hot over more shards. */
const noteHeat = async (parts: LedgerParts, batch: WrittenBatch, result: Attempt): Promise<void> => {
  const met = new Set<WalletId>();
  if (result.kind === "conflict") {
    result.reasons.forEach(({ Code }, index) => {
      const wallet = batch.walletAt.get(index);
      if (Code === "TransactionConflict" && wallet !== undefined) met.add(wallet);
    });
  }
  const end = result.kind === "committed" ? "written" : "not_written";
  for (const { wallet, shard } of batch.credited) {
    parts.hot.done(wallet.id, shard, met.has(wallet.id) ? "conflict" : end);
    const wanted = parts.hot.wanted(wallet.id);
    if (wanted > wallet.shards && wallet.room === undefined) await growShards(parts, wallet, wanted);
  }
};

const endOf = async (
  parts: LedgerParts,
  {
    admitted,
    batch,
    result,
  }: { readonly admitted: readonly Planned[]; readonly batch: WrittenBatch; readonly result: Attempt },
): Promise<Round> => {
  switch (result.kind) {
    case "committed":
      return { decided: admitted.map(({ index }) => [index, { status: "posted", ...batch.outcome }]) };
    case "refused": {
      let start = 0;
      const decided = await decidedOf(admitted, ({ plan: { transfers: claims } }) => {
        const reasons = result.reasons.slice(start, (start += claims.length));
        return decidedByReasons(parts, { claims, reasons });
      });
      // None of the records says why: a wallet has changed since it was read.
      return { decided, hindrance: decided.length > 0 ? undefined : "conflict" };
    }
    case "unknown": {
      const decided = await decidedOf(admitted, ({ plan }) => decidedByJournal(parts, plan.transfers));
      return { decided, hindrance: decided.length > 0 ? undefined : "unknown", cause: result.error };
    }
    default:
      return { decided: [], hindrance: result.kind };
  }
};

const decidedOf = async (
  admitted: readonly Planned[],
  decide: (one: Planned) => Promise<PostOutcome | undefined>,
): Promise<Round["decided"]> => {
  const outcomes = await Promise.all(admitted.map(async (one) => [one.index, await decide(one)] as const));
  return outcomes.flatMap(([index, outcome]) => (outcome === undefined ? [] : [[index, outcome] as const]));
};
