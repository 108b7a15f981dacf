import type { ChannelName } from "../channel/channel-event.ts";
import type { Instant } from "../clock.ts";
import type { HolderId } from "../ids.ts";
import type { Link } from "./holder.ts";

/** The channel of people themselves, without any network: the permanent id is the holder's own. */
export const piafChannel: ChannelName = "piaf";

const prefix = "hol_";

/**
 * Where a holder is paid without any network. The handle is the holder's id without its prefix: there are no two of it,
 * nobody can take one that looks like somebody's name, and it finds its holder without an index.
 */
export const piafAddressOf = (holder: HolderId, linkedAt: Instant): Link => ({
  channel: piafChannel,
  userId: holder,
  handle: holder.slice(prefix.length),
  linkedAt,
});

/** The permanent id that goes with a handle. */
export const piafUserIdOf = (handle: string): string => `${prefix}${handle.toLowerCase()}`;
