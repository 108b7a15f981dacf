import type { Instant } from "../clock.ts";
import type { ChannelName } from "./channel-event.ts";

/** A time in which the network could not, or did not, deliver: open until a replay has brought it all. */
export type Outage = {
  /** The last that was delivered before it. */
  readonly since: Instant;
  /** The replay that was asked for last. */
  readonly replay?: { readonly jobId: string; readonly askedAt: Instant } | undefined;
};

/** What is known of a network's deliveries, so that nothing that it lost is missed. */
export type DeliveryRecord = {
  /** The latest delivery to the webhook. Telling of an earlier one changes nothing. */
  heard(channel: ChannelName, at: Instant): Promise<void>;
  lastHeard(channel: ChannelName): Promise<Instant | undefined>;
  /** The bot's mentions have been read up to then. */
  readUntil(channel: ChannelName): Promise<Instant | undefined>;
  setReadUntil(channel: ChannelName, at: Instant): Promise<void>;
  /** The one that is open. */
  outage(channel: ChannelName): Promise<Outage | undefined>;
  setOutage(channel: ChannelName, outage: Outage): Promise<void>;
  /** One conditional write: ends the outage whose replay this was. */
  endOutage(channel: ChannelName, jobId: string): Promise<"ended" | "unknown">;
};
