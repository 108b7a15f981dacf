import type { Account } from "../channel/writer.ts";
import type { HolderId } from "../ids.ts";

/** More than anybody blocks; who has so many takes one back first. */
export const maximumBlocks = 500;

/** Whom a person wants to hear nothing of (`block`), or no requests (`mute`): that person's own, and nobody else's to read. */
export type Block = Account & {
  readonly mode: "block" | "mute";
  /** As the account was shown when it was blocked: for the list alone. */
  readonly handle?: string | undefined;
  readonly name?: string | undefined;
};

/** What reaches somebody: a payment to him, or a request that he pay. */
type Reaching = "payment" | "request";

/** Whether something of a blocked account's is kept away: all of it, or its requests alone. */
export const keepsAway = (mode: Block["mode"] | undefined, what: Reaching): boolean =>
  mode === "block" || (mode === "mute" && what === "request");

export type BlockStore = {
  /** Undefined for an account that is neither blocked nor muted. May lag a moment behind. */
  modeOf(holder: HolderId, account: Account): Promise<Block["mode"] | undefined>;
  list(holder: HolderId): Promise<readonly Block[]>;
  put(holder: HolderId, block: Block): Promise<void>;
  remove(holder: HolderId, account: Account): Promise<"removed" | "unknown">;
};
