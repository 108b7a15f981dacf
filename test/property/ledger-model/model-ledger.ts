import { isDeepStrictEqual } from "node:util";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import type {
  ConfigureOutcome,
  DecidedOutcome,
  PostOutcome,
  Refusal,
  Transfer,
  WalletSettings,
  WalletState,
} from "../../../core/ledger/ledger.ts";

type ModelWallet = {
  readonly id: WalletId;
  readonly isSystem: boolean;
  state: WalletState;
  available: bigint;
  held: bigint;
  floor: bigint;
  ceiling: bigint | undefined;
  dayLimit: bigint | undefined;
  /** By the day (UTC). */
  spent: Map<string, bigint>;
};

type ModelRecord =
  | {
      readonly status: "posted";
      readonly transfer: Transfer;
      readonly day: string;
      isResolved: boolean;
      reversed: bigint;
    }
  | { readonly status: "refused"; readonly version: number; readonly reason: Refusal };

/** What one transfer does to one wallet. */
type Move = {
  readonly wallet: WalletId;
  readonly available: bigint;
  readonly held: bigint;
  readonly spends: bigint;
  readonly freed?: { readonly amount: bigint; readonly day: string };
  readonly pays: boolean;
  readonly receives: boolean;
};

const refuse = (reason: Refusal): DecidedOutcome => ({ status: "refused", reason });

/** In the order of the kernel: what is wrong with a wallet before what it lacks. */
const order: readonly Refusal[] = [
  ...([
    "wallet_unknown",
    "wallet_closed",
    "wallet_frozen",
    "insufficient_funds",
    "day_limit_exceeded",
    "ceiling_exceeded",
  ] as const),
];

/** Every transfer, and every one that is referred to, may stand in a group once. */
const namesTwice = (transfers: readonly Transfer[]): boolean => {
  const named = transfers.flatMap(({ id, kind }) => {
    if (kind === undefined || kind.type === "pending") return [id];
    return [id, kind.type === "reversal" ? kind.original : kind.pending];
  });
  return new Set(named).size < named.length;
};

/** The ledger as one would write it with all of it in memory and nobody else there: a page that can be read at a glance. */
export const createModelLedger = (now: () => number) => {
  const wallets = new Map<WalletId, ModelWallet>();
  const records = new Map<TransferId, ModelRecord>();
  const today = (): string => new Date(now()).toISOString().slice(0, 10);
  const posted = (id: TransferId) => {
    const record = records.get(id);
    return record?.status === "posted" ? record : undefined;
  };

  const storedVerdict = (one: Transfer): DecidedOutcome | undefined => {
    const record = records.get(one.id);
    if (record === undefined) return undefined;
    if (record.status === "refused") {
      if (record.version < one.version) return undefined;
      return refuse(record.version === one.version ? record.reason : "version_refused");
    }
    if (isDeepStrictEqual(record.transfer, one)) return { status: "already_posted" };
    return refuse(one.version < record.transfer.version ? "version_refused" : "transfer_mismatch");
  };

  /** What the transfer does, or why it cannot be whatever the wallets hold. */
  const movesOf = (one: Transfer): readonly Move[] | Refusal => {
    const { amount, kind } = one;
    if (amount <= 0n || amount > 10n ** 15n) return "amount_invalid";
    if (one.debit === one.credit) return "same_wallet";
    const { debit, credit } = one;
    const refers = kind !== undefined && kind.type !== "pending";
    const of = refers ? posted(kind.type === "reversal" ? kind.original : kind.pending) : undefined;
    if (refers) {
      const refusal = judgeReference(one, of);
      if (refusal !== undefined) return refusal;
    }
    const none = { available: 0n, held: 0n, spends: 0n, pays: false, receives: false };
    const credited: Move = { ...none, wallet: credit, available: amount, receives: true };
    const paid = { ...none, wallet: debit, pays: true };
    switch (kind?.type) {
      case undefined:
        return [{ ...paid, available: -amount, spends: amount }, credited];
      case "reversal":
        return [{ ...paid, available: -amount }, credited];
      case "pending":
        return [
          { ...paid, available: -amount, held: amount, spends: amount },
          { ...credited, available: 0n },
        ];
      case "post_pending":
      case "void_pending": {
        const reserved = of?.transfer.amount ?? 0n;
        const isVoid = kind.type === "void_pending";
        const freed = isVoid ? reserved : reserved - amount;
        const free: Move = {
          ...paid,
          pays: false,
          available: freed,
          held: -reserved,
          freed: { amount: freed, day: of?.day ?? "" },
        };
        return isVoid ? [free] : [free, credited];
      }
    }
  };

  const judgeReference = (one: Transfer, of: ReturnType<typeof posted>): Refusal | undefined => {
    const isReversal = one.kind?.type === "reversal";
    if (of === undefined) return isReversal ? "original_unknown" : "pending_unknown";
    const original = of.transfer;
    if (isReversal) {
      const moved = original.kind === undefined || original.kind.type === "post_pending";
      if (!moved || one.debit !== original.credit || one.credit !== original.debit) return "transfer_mismatch";
      return one.amount > original.amount - of.reversed ? "exceeds_original" : undefined;
    }
    if (original.kind?.type !== "pending") return "pending_unknown";
    if (one.debit !== original.debit || one.credit !== original.credit) return "transfer_mismatch";
    if (of.isResolved) return "pending_resolved";
    if (one.kind?.type === "void_pending") return one.amount === original.amount ? undefined : "transfer_mismatch";
    if (Date.parse(original.kind.timeoutAt) <= now()) return "pending_expired";
    return one.amount > original.amount ? "exceeds_pending" : undefined;
  };

  const judgeWallet = (wallet: ModelWallet | undefined, moves: readonly Move[]): Refusal | undefined => {
    if (wallet === undefined) return "wallet_unknown";
    const total = (of: (move: Move) => bigint): bigint => moves.reduce((sum, move) => sum + of(move), 0n);
    const [available, held] = [total((move) => move.available), total((move) => move.held)];
    const [pays, receives] = [moves.some((move) => move.pays), moves.some((move) => move.receives)];
    if (wallet.state === "closed") return "wallet_closed";
    if (wallet.state === "frozen" && (pays || receives)) return "wallet_frozen";
    if (wallet.state === "frozen_debits" && pays) return "wallet_frozen";
    if (!wallet.isSystem && available < 0n && wallet.available + available < wallet.floor) return "insufficient_funds";
    const spends = total((move) => move.spends);
    const left = wallet.dayLimit === undefined ? undefined : wallet.dayLimit - (wallet.spent.get(today()) ?? 0n);
    if (left !== undefined && spends > 0n && left < spends) return "day_limit_exceeded";
    const grown = available + held;
    const after = wallet.available + wallet.held + grown;
    return wallet.ceiling !== undefined && grown > 0n && after > wallet.ceiling ? "ceiling_exceeded" : undefined;
  };

  const judge = (transfers: readonly Transfer[]): { moves: readonly Move[] } | { refusal: Refusal } => {
    const invalid = transfers.map(({ amount, debit, credit }): Refusal | undefined =>
      amount <= 0n || amount > 10n ** 15n ? "amount_invalid" : debit === credit ? "same_wallet" : undefined,
    );
    const first = invalid.find((reason) => reason !== undefined);
    if (first !== undefined) return { refusal: first };
    if (namesTwice(transfers)) return { refusal: "transfer_mismatch" };
    const moves: Move[] = [];
    for (const one of transfers) {
      const own = movesOf(one);
      if (typeof own === "string") return { refusal: own };
      moves.push(...own);
    }
    const touched = [...new Set(moves.map(({ wallet }) => wallet))];
    const reasons = touched.map((wallet) =>
      judgeWallet(
        wallets.get(wallet),
        moves.filter((move) => move.wallet === wallet),
      ),
    );
    const refusal = order.find((reason) => reasons.includes(reason));
    return refusal === undefined ? { moves } : { refusal };
  };

  const apply = (transfers: readonly Transfer[], moves: readonly Move[]): void => {
    for (const { wallet: id, available, held, spends, freed } of moves) {
      const wallet = wallets.get(id);
      if (wallet === undefined) continue;
      wallet.available += available;
      wallet.held += held;
      const spend = (day: string, amount: bigint) => wallet.spent.set(day, (wallet.spent.get(day) ?? 0n) + amount);
      spend(today(), spends);
      if (freed !== undefined) spend(freed.day, -freed.amount);
    }
    for (const transfer of transfers) {
      records.set(transfer.id, { status: "posted", transfer, day: today(), isResolved: false, reversed: 0n });
      const { kind } = transfer;
      if (kind === undefined || kind.type === "pending") continue;
      const of = posted(kind.type === "reversal" ? kind.original : kind.pending);
      if (of === undefined) continue;
      if (kind.type === "reversal") of.reversed += transfer.amount;
      else of.isResolved = true;
    }
  };

  const decided = (transfers: readonly Transfer[]): DecidedOutcome | undefined => {
    const verdicts = transfers.map(storedVerdict);
    const refused = verdicts.find((verdict) => verdict?.status === "refused");
    if (refused !== undefined) return refused;
    const known = verdicts.filter((verdict) => verdict !== undefined).length;
    if (known === 0) return undefined;
    return known === transfers.length ? { status: "already_posted" } : refuse("transfer_mismatch");
  };

  return {
    open: (id: WalletId, isSystem: boolean): void => {
      const empty = { available: 0n, held: 0n, floor: 0n, ceiling: undefined, dayLimit: undefined };
      wallets.set(id, { id, isSystem, state: "open", ...empty, spent: new Map() });
    },
    configure: (id: WalletId, settings: WalletSettings): ConfigureOutcome => {
      const wallet = wallets.get(id);
      if (wallet === undefined) return { status: "refused", reason: "wallet_unknown" };
      if (wallet.state === "closed") {
        return settings.state === "closed" ? { status: "configured" } : { status: "refused", reason: "wallet_closed" };
      }
      const isEmpty = wallet.available === 0n && wallet.held === 0n;
      if (settings.state === "closed" && !isEmpty) return { status: "refused", reason: "wallet_not_empty" };
      wallet.state = settings.state ?? wallet.state;
      wallet.floor = settings.floor ?? wallet.floor;
      if (settings.ceiling !== undefined) wallet.ceiling = settings.ceiling ?? undefined;
      return { status: "configured" };
    },
    limit: (id: WalletId, dayLimit: bigint): void => {
      const wallet = wallets.get(id);
      if (wallet !== undefined) wallet.dayLimit = dayLimit;
    },
    post: (transfers: readonly Transfer[]): PostOutcome => {
      const before = decided(transfers);
      if (before !== undefined) return before;
      const judged = judge(transfers);
      if ("moves" in judged) {
        apply(transfers, judged.moves);
        return { status: "posted" };
      }
      const { refusal: reason } = judged;
      for (const { id, version } of transfers) records.set(id, { status: "refused", version, reason });
      return refuse(reason);
    },
    wallet: (id: WalletId) => wallets.get(id),
    posted: (): readonly Transfer[] =>
      [...records.values()].flatMap((record) => (record.status === "posted" ? [record.transfer] : [])),
    known: (): readonly TransferId[] => [...records.keys()],
  };
};

export type ModelLedger = ReturnType<typeof createModelLedger>;
