import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Refusal, Transfer } from "../../../core/ledger/ledger.ts";
import type { Bank } from "../bank.ts";
import { textOf } from "../book.ts";
import type { BankState, PostedRecord } from "../read-state.ts";

/** What was heard of one request, by everybody who asked for it. Places in the history's order. */
type Verdict = {
  readonly number: number;
  readonly transfers: readonly Transfer[];
  /** When it was first asked for: before that it cannot have happened. */
  begunAt: number;
  /** How often it was answered "posted", and when somebody first knew that it was. */
  posted: number;
  knownAt: number;
  /** Why it was refused, as far as anybody heard, and when this was first known. */
  readonly refusals: Set<Refusal>;
  refusedAt: number;
  /** Whether another request names an id in the same version: then a refusal may be the other's. */
  readonly isRivalled: boolean;
};

/** What a posted transfer does to a wallet. */
export type Effect = {
  readonly transfer: TransferId;
  readonly wallet: WalletId;
  readonly available: bigint;
  readonly held: bigint;
  /** It was committed between the two. */
  readonly begunAt: number;
  readonly knownAt: number;
};

type Posted = { readonly record: PostedRecord; readonly verdict: Verdict };

export type Facts = {
  readonly bank: Bank;
  readonly state: BankState;
  readonly verdicts: readonly Verdict[];
  /** Of each request that belongs to a posted record. */
  readonly posted: readonly Posted[];
  readonly effects: ReadonlyMap<WalletId, readonly Effect[]>;
};

const verdictsOf = ({ book, history }: Bank): readonly Verdict[] => {
  const versions = new Map<string, number>();
  const versionOf = ({ id, version }: Transfer): string => `${id} ${version}`;
  for (const version of book.requests.flatMap(({ transfers }) => transfers.map(versionOf))) {
    versions.set(version, (versions.get(version) ?? 0) + 1);
  }
  const verdicts = book.requests.map(({ transfers }, number): Verdict => ({
    ...{ number, transfers, begunAt: Infinity, posted: 0, knownAt: Infinity, refusals: new Set(), refusedAt: Infinity },
    isRivalled: transfers.some((transfer) => versions.get(versionOf(transfer)) !== 1),
  }));
  const refused = (verdict: Verdict, reason: Refusal, at: number): void => {
    verdict.refusals.add(reason);
    verdict.refusedAt = Math.min(verdict.refusedAt, at);
  };
  for (const { call, begunAt, endedAt, answer } of history.calls("post")) {
    call.requests.forEach((number, index) => {
      const verdict = verdicts[number]!;
      verdict.begunAt = Math.min(verdict.begunAt, begunAt);
      const outcome = answer?.[index];
      if (outcome === undefined) return;
      if (outcome.status === "refused") return refused(verdict, outcome.reason, endedAt);
      if (outcome.status === "posted") verdict.posted += 1;
      verdict.knownAt = Math.min(verdict.knownAt, endedAt);
    });
  }
  for (const { call, endedAt, answer } of history.calls("refuse")) {
    const outcome = answer?.[0];
    if (outcome?.status === "refused") refused(verdicts[call.request]!, outcome.reason, endedAt);
  }
  return verdicts;
};

const postedOf = (state: BankState, verdicts: readonly Verdict[]): readonly Posted[] => {
  const wanted = new Map(
    verdicts.flatMap((verdict) => verdict.transfers.map((transfer) => [textOf(transfer), verdict] as const)),
  );
  return [...state.records.values()].flatMap((record) => {
    if (record.status !== "posted") return [];
    const verdict = wanted.get(textOf(record.transfer));
    return verdict === undefined ? [] : [{ record, verdict }];
  });
};

type Change = { readonly wallet: WalletId; readonly available: bigint; readonly held: bigint };

const changesOf = ({ transfer }: PostedRecord, { records }: BankState): readonly Change[] => {
  const { debit, credit, amount, kind } = transfer;
  const credited = { wallet: credit, available: amount, held: 0n };
  if (kind === undefined || kind.type === "reversal")
    return [{ wallet: debit, available: -amount, held: 0n }, credited];
  if (kind.type === "pending") return [{ wallet: debit, available: -amount, held: amount }];
  const of = records.get(kind.pending);
  const reserved = of?.status === "posted" ? of.transfer.amount : 0n;
  if (kind.type === "void_pending") return [{ wallet: debit, available: reserved, held: -reserved }];
  return [{ wallet: debit, available: reserved - amount, held: -reserved }, credited];
};

export const factsOf = (bank: Bank, state: BankState): Facts => {
  const verdicts = verdictsOf(bank);
  const posted = postedOf(state, verdicts);
  const effects = new Map<WalletId, Effect[]>(bank.cast.all.map(({ id }) => [id, []]));
  for (const { record, verdict } of posted) {
    const { begunAt, knownAt } = verdict;
    for (const change of changesOf(record, state)) {
      effects.get(change.wallet)?.push({ transfer: record.transfer.id, ...change, begunAt, knownAt });
    }
  }
  return { bank, state, verdicts, posted, effects };
};
