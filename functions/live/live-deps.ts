import type { AccessTokenVerifier } from "../../adapters/identity/access-token-verifier.ts";
import type { Clock } from "../../core/clock.ts";
import type { ConnectionStore } from "../../core/live/connections.ts";
import type { Sockets } from "../../core/live/sockets.ts";
import type { Log } from "../_shared/log.ts";

/** All that `live` works with. It knows who listens, and nothing of what there is to hear. */
export type LiveDeps = {
  readonly tokens: AccessTokenVerifier;
  readonly connections: ConnectionStore;
  readonly sockets: Pick<Sockets, "close">;
  /** Of the app: a page of any other site is not let in. */
  readonly origins: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
};
