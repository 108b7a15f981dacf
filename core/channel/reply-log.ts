/** How the attempts at one reply ended for good. `postId` is the reply's own, where it is known. */
export type ReplyEnding = {
  readonly outcome: "replied" | "already_replied" | "refused" | "dropped";
  readonly postId?: string | undefined;
};

/** At most one reply per command, whatever is delivered twice. `id` names the command and what is said. */
export type ReplyLog = {
  /** One conditional write, before anything is posted. An attempt whose end was never written is given up after a while. */
  begin(id: string, nowMs: number): Promise<"begun" | "in_progress" | "ended">;
  /** Nothing is posted under this id any more. */
  end(id: string, ending: ReplyEnding): Promise<void>;
  /** The attempt came to nothing; another may begin. */
  release(id: string): Promise<void>;
};
