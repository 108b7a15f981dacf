import type { ChannelEvent, ChannelUser } from "../../core/channel/channel-event.ts";
import type { Budget } from "../../core/channel/reply-log.ts";
import type { Instant } from "../../core/clock.ts";
import type { Result } from "../../core/result.ts";

/** Reads the secret of the network's app afresh (the reader caches); its shape is the adapter's own business. */
export type SecretReader = () => Promise<unknown>;

/** Names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

export type EventReading = {
  readonly events: readonly ChannelEvent[];
  /** The kinds of what was delivered but not understood: ids and texts stay out, so that they can be logged. */
  readonly unknown: readonly string[];
};

/** What a network sends to Piaf. Throws only when the secret cannot be read. */
export type InboundChannel = {
  /** The JSON that proves to the network that this webhook is ours; refuses what could be a request in disguise. */
  answerChallenge(query: Readonly<Record<string, string | undefined>>): Promise<Result<unknown, "not_a_challenge">>;
  /** True when the network signed exactly these bytes. */
  verifySignature(delivery: { readonly headers: Headers; readonly body: Uint8Array }): Promise<boolean>;
  /** Total: a part that is not understood is named in `unknown` and never hides the rest. Call it after the signature. */
  readEvents(body: Uint8Array): Result<EventReading, "malformed">;
};

/** How a reply ended. `rate_limited`, `no_credit` and `unavailable` may be tried again, the others are final. */
export type ReplyOutcome =
  | { readonly status: "replied"; readonly postId: string }
  /** The network already holds this very text. */
  | { readonly status: "already_replied" }
  | { readonly status: "rate_limited"; readonly resetAt: Instant | undefined }
  | { readonly status: "no_credit" }
  | { readonly status: "refused"; readonly reason: string }
  | { readonly status: "unavailable"; readonly reason: string };

/** What Piaf says on a network. Best effort: money never waits for it. */
export type OutboundChannel = {
  /** What the network lets the bot post. */
  readonly budget: Budget;
  /** One attempt, no retry inside; ends within seconds. The text holds no link and no mention, or it is refused. */
  reply(reply: { readonly postId: string; readonly text: string }): Promise<ReplyOutcome>;
};

/** What a network has kept of what it should have told. Throws only when the secret cannot be read. */
export type ChannelHistory = {
  /** The posts that mention the bot, written since then, as the events that should have come; oldest first. */
  mentionsSince(since: Instant): Promise<Result<readonly PostWritten[], HistoryFault>>;
  /** Has the network deliver once more what it delivered, or tried to, in that time; `replay_ended` follows its last. */
  replay(window: {
    readonly from: Instant;
    readonly to: Instant;
  }): Promise<Result<{ readonly jobId: string }, HistoryFault>>;
};

export type PostWritten = Extract<ChannelEvent, { readonly type: "post_written" }>;

/** Why the network did not answer, for the log: `no_answer`, `http_429` and the like. */
export type HistoryFault = string;

export type LinkFault = "code_refused" | "unavailable";

/** Whose account it is, and what its owner let Piaf do there, in the network's own words. */
type ProvedAccount = ChannelUser & { readonly scopes: readonly string[] };

/** How somebody proves to own an account: OAuth 2.0 authorization code with PKCE (RFC 7636). */
export type ChannelIdentity = {
  exchangeCode(grant: {
    readonly code: string;
    readonly verifier: string;
    readonly redirectUri: string;
  }): Promise<Result<ProvedAccount, LinkFault>>;
};

/** `unknown`: the network has nobody of that handle. */
export type DirectoryFault = "unknown" | "unavailable";

/** Who is who on the network now. One attempt each, no retry inside; ends within seconds. */
export type ChannelDirectory = {
  find(handle: string): Promise<Result<ChannelUser, DirectoryFault>>;
  byId(userId: string): Promise<Result<ChannelUser, DirectoryFault>>;
};
