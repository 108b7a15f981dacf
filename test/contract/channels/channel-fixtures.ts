import type { Headers, InboundChannel } from "../../../adapters/channels/channel.ts";
import type { ChannelEvent } from "../../../core/channel/channel-event.ts";

/** What the contract suite needs of a channel: `<channel>-fixtures.ts` beside this file exports it as `fixtures`. */
export type ChannelFixtures = {
  /** The real adapter, with its secrets or with a reader that fails. */
  open(secrets: "readable" | "unreadable"): InboundChannel;
  /** Signed as the network does: with the secret of today, the one before a rotation, or one that nobody knows. */
  sign(body: Uint8Array, secret: "current" | "previous" | "stranger"): Headers;
  readonly challenge: {
    queryOf(token: string): Readonly<Record<string, string>>;
    /** A token as the network makes them. */
    readonly token: string;
    /** The proof inside an answer, as it would stand in a signature. */
    proofIn(answer: unknown): string;
    /** The same place of a signed delivery. */
    signatureIn(headers: Headers): string | undefined;
  };
  /** Deliveries as the network documents them, with what they mean. */
  readonly samples: readonly {
    readonly name: string;
    readonly body: Uint8Array;
    readonly events: readonly unknown[];
    readonly unknown: readonly string[];
  }[];
  /** One post as each of the network's event families tells it. */
  readonly families: Readonly<Record<string, Uint8Array>>;
  /** What all of `families` mean. */
  readonly post: ChannelEvent;
  /** A post of the bot itself. */
  readonly own: Uint8Array;
};
