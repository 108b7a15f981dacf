import type { Instant } from "../clock.ts";
import type { WalletId } from "../ids.ts";
import type { Fold } from "./books.ts";
import type { RootKey, SignedDayRoot } from "./day-root.ts";
import type { TreeIndex, TreePage } from "./day-tree.ts";
import type { Findings } from "./reconcile.ts";
import type { StageKeys } from "./receipt.ts";

/** The record of a close: written once. */
export type DayClose = {
  readonly root: SignedDayRoot;
  /** What was posted before this has been closed; the next close begins here. */
  readonly until: Instant;
  /** By currency. */
  readonly findings: Readonly<Record<string, Findings>>;
  readonly tree: TreeIndex;
};

/** A transfer as far as the close needs it, once it has been read. */
export type ClosingRow = {
  readonly id: string;
  /** The hash of its leaf; absent for one of another day, which only counts for the balances. */
  readonly leaf?: string | undefined;
  readonly debit: string;
  readonly credit: string;
  readonly amount: number;
  readonly currency: string;
};

/** What has been read of one segment, so that a later run goes on from there; `done` when that was all. */
export type ClosingPart = {
  readonly segment: number;
  readonly number: number;
  readonly rows: readonly ClosingRow[];
  readonly cursor?: string | undefined;
  readonly done: boolean;
};

/** A wallet's fold through a day, with what it was before that day: a close that is run again begins from there. */
export type KeptFold = { readonly through: string; readonly after: Fold; readonly before: Fold };

export type PinnedKeys = {
  readonly rootKeys: readonly RootKey[];
  readonly identityKeys: StageKeys["identity"]["keys"];
};

/** The reading half, for those who make receipts. */
export type CloseReader = {
  get(day: string): Promise<DayClose | undefined>;
  page(day: string, number: number): Promise<readonly string[] | undefined>;
  /** The keys that the stage has ever been seen with at a close. */
  pinnedKeys(): Promise<PinnedKeys>;
};

/** The records of the close. `clockwork` alone writes them. */
export type CloseStore = CloseReader & {
  last(): Promise<DayClose | undefined>;
  /** `taken`: the day was closed before, by this run or another; the record stays as it is. */
  keep(close: DayClose): Promise<"kept" | "taken">;
  keepPages(day: string, pages: readonly TreePage[]): Promise<void>;
  /** `run` names the day, or a second look at it. */
  parts(run: string): Promise<readonly ClosingPart[]>;
  /** `taken`: another run has kept a part of that number, and is about the same. */
  keepPart(run: string, part: ClosingPart): Promise<"kept" | "taken">;
  dropParts(run: string): Promise<void>;
  folds(wallets: readonly WalletId[]): Promise<ReadonlyMap<string, KeptFold>>;
  /** A fold of an earlier day never replaces a later one. */
  keepFold(wallet: string, fold: KeptFold): Promise<void>;
  pin(keys: PinnedKeys): Promise<void>;
};
