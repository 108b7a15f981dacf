import type { Account } from "../channel/writer.ts";
import type { HolderId } from "../ids.ts";

/** More than anybody blocks; who has so many takes one back first. */
export const maximumBlocks = 500;

/** Whom a person wants to hear nothing of (`block`), or no requests (`mute`): that person's own, and nobody else's to read. */
export type Block = Account & { readonly mode: "block" | "mute" };

export type BlockStore = {
  list(holder: HolderId): Promise<readonly Block[]>;
  put(holder: HolderId, block: Block): Promise<void>;
  remove(holder: HolderId, account: Account): Promise<"removed" | "unknown">;
};
