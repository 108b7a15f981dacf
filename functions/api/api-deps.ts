import type { Clock } from "../../core/clock.ts";
import type { Holder, HolderDirectory } from "../../core/holder/holder.ts";
import type { HolderId } from "../../core/ids.ts";
import type { IdempotencyStore } from "../../core/idempotency/idempotency.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import type { Log } from "../_shared/log.ts";
import type { Viewer } from "./intent-view.ts";

/** All that `api` works with. It reads the ledger and who somebody is; it writes intents and people alone. */
export type ApiDeps = {
  readonly intents: IntentStore;
  readonly holders: HolderDirectory;
  readonly ledger: Pick<Ledger, "balance" | "statement">;
  readonly idempotency: IdempotencyStore;
  readonly stage: string;
  readonly clock: Clock;
  readonly log: Log;
};

export const viewerOf = (holder: HolderId, known: Holder | undefined, deps: ApiDeps): Viewer => ({
  holder,
  links: known?.links ?? [],
  stage: deps.stage,
  now: deps.clock(),
});
