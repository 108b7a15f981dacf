/** How the attempts at one reply ended for good. `postId` is the reply's own, where it is known. */
export type ReplyEnding = {
  readonly outcome: "replied" | "already_replied" | "refused" | "dropped";
  readonly postId?: string | undefined;
};

/** So many in each window of time; a window begins with its first. */
export type Budget = { readonly limit: number; readonly windowMs: number };

/** At most one reply per command, whatever is delivered twice. `id` names the command's post. */
export type ReplyLog = {
  /** One conditional write, before anything is posted. An attempt whose end was never written is given up after a while. */
  begin(id: string, nowMs: number): Promise<"begun" | "in_progress" | "ended">;
  /** Nothing is posted under this id any more. */
  end(id: string, ending: ReplyEnding): Promise<void>;
  /** The attempt came to nothing; another may begin. */
  release(id: string): Promise<void>;
  /**
   * Spends one of a budget by conditional writes alone, so that many at once never spend more than there is; whether it
   * was there to spend. Where `by` is the one that began the window, it was spent before, and is not spent again.
   */
  spend(from: { readonly id: string; readonly by: string } & Budget, nowMs: number): Promise<boolean>;
};
