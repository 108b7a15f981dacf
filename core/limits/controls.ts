import type { Instant } from "../clock.ts";
import type { Holder } from "../holder/holder.ts";
import type { HolderId, RequestId } from "../ids.ts";
import type { WalletSettings } from "../ledger/ledger.ts";
import type { LimitRules, Limits } from "./limits.ts";
import { stricter, walletSettings } from "./limits.ts";

/** What a frozen wallet does not do: pay; or neither pay nor receive. */
export type Freeze = "debits" | "all";

/** A raise that was signed, and takes effect at `effective`. */
type PendingRaise = { readonly request: RequestId; readonly limits: Limits; readonly effective: Instant };

/** What the owner has made of the wallet within what the level allows. `ledger` alone writes it. */
export type Controls = {
  /** Counts the changes. */
  readonly revision: number;
  readonly limits: Limits;
  readonly frozen?: Freeze | undefined;
  readonly pending?: PendingRaise | undefined;
  /** The owner's request that closes the wallet, or has closed it: nothing leaves it, unless it still awaits payouts. */
  readonly closing?: { readonly request: RequestId; readonly awaits: boolean } | undefined;
};

export const noControls: Controls = { revision: 0, limits: {} };

/** Reads are strongly consistent. */
export type ControlsStore = {
  get(holder: HolderId): Promise<Controls>;
  /** Whether the request has changed the controls already, however long ago. */
  isDone(holder: HolderId, request: RequestId): Promise<boolean>;
  /**
   * One conditional write: replaces the controls as they were read because of a request, which is remembered for ever. Done
   * before: `known`. Somebody else was first: `conflict`.
   */
  replace(
    holder: HolderId,
    change: { readonly current: Controls; readonly next: Controls; readonly because: RequestId | undefined },
  ): Promise<"replaced" | "known" | "conflict">;
  /** When the first payment above the threshold to this payee was tried: now, if never before. */
  firstLargePayment(payment: {
    readonly payer: HolderId;
    /** The holder's id, or the account's where nobody has claimed it yet. */
    readonly payee: string;
    readonly at: Instant;
  }): Promise<Instant>;
};

/** Whose raises are due, a few of them: an index, which may be a moment behind. */
export type DueRaises = { due(at: Instant): Promise<readonly HolderId[]> };

export const levelLimits = (holder: Pick<Holder, "level"> | undefined, rules: Pick<LimitRules, "levels">): Limits =>
  rules.levels[holder?.level ?? "unverified"];

/** What holds now: the owner's own limits, never above the level's. */
export const effectiveLimits = (
  holder: Pick<Holder, "level"> | undefined,
  controls: Pick<Controls, "limits">,
  rules: Pick<LimitRules, "levels">,
): Limits => stricter(levelLimits(holder, rules), controls.limits);

/** The settings that a holder's wallet opens with. */
export const openingSettings = (
  holder: Pick<Holder, "level"> | undefined,
  controls: Controls,
  rules: LimitRules,
): Required<Pick<WalletSettings, "limits" | "ceiling">> =>
  walletSettings(effectiveLimits(holder, controls, rules), rules.timeZone);
