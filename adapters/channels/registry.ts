import type {
  ChannelDirectory,
  ChannelHistory,
  ChannelIdentity,
  InboundChannel,
  OutboundChannel,
  SecretReader,
} from "./channel.ts";
import { createXDirectory } from "./x/directory.ts";
import { createXHistory } from "./x/history.ts";
import { createXInbound } from "./x/inbound.ts";
import { createXIdentity } from "./x/oauth.ts";
import { createXOutbound } from "./x/outbound.ts";

/**
 * The networks that Piaf knows. One table a role, so that a function's bundle holds only the role that it plays: the
 * webhook does without the client that posts, `enrol` without both.
 */
export const inboundChannels = { x: createXInbound } as const satisfies Record<
  string,
  (settings: { readSecret: SecretReader; botUserId: string }) => InboundChannel
>;

export type KnownChannel = keyof typeof inboundChannels;

export const outboundChannels = { x: createXOutbound } as const satisfies Record<
  KnownChannel,
  (settings: { readSecret: SecretReader; apiUrl: string }) => OutboundChannel
>;

export const channelHistories = { x: createXHistory } as const satisfies Record<
  KnownChannel,
  (settings: { readSecret: SecretReader; apiUrl: string; botUserId: string }) => ChannelHistory
>;

export const channelIdentities = { x: createXIdentity } as const satisfies Record<
  KnownChannel,
  (settings: { readSecret: SecretReader; apiUrl: string }) => ChannelIdentity
>;

export const channelDirectories = { x: createXDirectory } as const satisfies Record<
  KnownChannel,
  (settings: { readSecret: SecretReader; apiUrl: string }) => ChannelDirectory
>;
