import type { Clock } from "../../core/clock.ts";
import type { AccountOwners } from "../../core/holder/holder.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import type { ConnectionStore } from "../../core/live/connections.ts";
import type { Sockets } from "../../core/live/sockets.ts";
import type { PreferenceStore } from "../../core/preferences/preferences.ts";
import type { Pusher, PushSubscriptionStore } from "../../core/push/push.ts";
import type { Log } from "../_shared/log.ts";

/** What people's phones are told with: those that are open over their sockets, the others by push. */
export type PhoneDeps = {
  readonly owners: AccountOwners;
  readonly connections: Pick<ConnectionStore, "ofHolder" | "forget">;
  readonly sockets: Pick<Sockets, "send">;
  readonly intents: Pick<IntentStore, "get">;
  readonly preferences: Pick<PreferenceStore, "get">;
  readonly subscriptions: Pick<PushSubscriptionStore, "ofHolder" | "remove">;
  readonly pusher: Pusher;
  /** Tells `api` the key that phones subscribe with, where that is not done yet. */
  readonly publishPushKey: () => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
};
