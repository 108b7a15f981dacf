import type { ChannelName } from "./channel-event.ts";
import type { Trace } from "./pace.ts";
import type { WriterWish } from "./writer-wish.ts";

/** An account, by the network's permanent id. */
export type Account = { readonly channel: ChannelName; readonly userId: string };

/** What is remembered of an account that writes to Piaf, or is asked through it. */
export type Writer = {
  /** Counts the changes. */
  readonly revision: number;
  /** The last that he wished: after "stop" his posts make nothing and are answered with nothing, until he says "start". */
  readonly wish?: WriterWish | undefined;
  /** What his posts proposed of late. */
  readonly proposed: readonly Trace[];
  /** What he was asked for of late. */
  readonly asked: readonly Trace[];
  /** The last post to which he was told that he writes too much. */
  readonly warned?: Trace | undefined;
};

export const hasStopped = ({ wish }: Pick<Writer, "wish">): boolean => wish?.says === "stop";

export type WriterStore = {
  /** Strongly consistent; of an account that is not known, nothing is remembered. */
  get(account: Account): Promise<Writer>;
  /** One conditional write: replaces `current` as it was read, or reports that somebody else was first. */
  replace(
    account: Account,
    change: { readonly current: Writer; readonly next: Writer },
  ): Promise<"replaced" | "conflict">;
};
