import { type Clock, secondMs } from "../../core/clock.ts";
import type { WalletId } from "../../core/ids.ts";

/** So much load a shard bears, so that hardly any two transactions meet there. */
const loadPerShard = 15;
/** Fewer are not worth it: two conflicts within a second ask for so many, a chance meeting of two payers for none. */
const fewestShards = 4;
const maximumShards = 32;
/** An instance remembers so many wallets; one that it forgets is only learned again. */
const remembered = 1_000;

type Heat = {
  /** As far as this instance has read. */
  shards: number;
  /** Shards that went well and are not in use here: the next credit takes one of them. */
  readonly free: number[];
  load: number;
  at: number;
};

/** What became of a write. After a conflict the next one goes elsewhere; a write that did not take place is no load. */
export type WriteEnd = "written" | "conflict" | "not_written";

/** What meets somebody else's transaction says far more than what goes well: one writer alone needs no shards. */
const weights: Record<WriteEnd, number> = { written: 0.25, conflict: 30, not_written: 0 };

/**
 * What one instance has seen of the wallets that it credits: how much load, and which shards it had to itself. Two writers
 * that keep to shards of their own never meet; whoever meets somebody tries another shard.
 */
export const createHotWallets = ({ clock, random }: { readonly clock: Clock; readonly random: () => number }) => {
  const heats = new Map<WalletId, Heat>();

  const heatOf = (wallet: WalletId): Heat => {
    const known = heats.get(wallet);
    if (known !== undefined) return known;
    if (heats.size >= remembered) heats.clear();
    const heat: Heat = { shards: 0, free: [], load: 0, at: clock() };
    heats.set(wallet, heat);
    return heat;
  };

  return {
    /** The shard (from 1) that the next credit of a wallet is written to; 0 for the wallet's own item. */
    take: (wallet: WalletId): number => {
      const heat = heats.get(wallet);
      if (heat === undefined || heat.shards === 0) return 0;
      return heat.free.pop() ?? 1 + Math.floor(random() * heat.shards);
    },
    /** Gives a shard back that was taken, with what became of the write. */
    done: (wallet: WalletId, shard: number, end: WriteEnd): void => {
      const heat = heatOf(wallet);
      const now = clock();
      // A clock that goes back must not heat anything.
      heat.load = heat.load * 0.5 ** (Math.max(0, now - heat.at) / secondMs) + weights[end];
      heat.at = now;
      if (shard > 0 && end !== "conflict") heat.free.push(shard);
    },
    learn: (wallet: WalletId, shards: number): void => {
      if (shards > 0) heatOf(wallet).shards = shards;
    },
    /** How many shards the load asks for, as a power of two, so that growing is rare; 0 for none. */
    wanted: (wallet: WalletId): number => {
      const asked = Math.ceil((heats.get(wallet)?.load ?? 0) / loadPerShard);
      return asked < fewestShards ? 0 : Math.min(maximumShards, 2 ** Math.ceil(Math.log2(asked)));
    },
  };
};

export type HotWallets = ReturnType<typeof createHotWallets>;
