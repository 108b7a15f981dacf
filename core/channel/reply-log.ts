/** So many in each window of time; a window begins with its first. */
export type Budget = { readonly limit: number; readonly windowMs: number };

/** At most one reply per command, whatever is delivered twice, and so many replies in each window of time. */
export type ReplyLog = {
  /**
   * One conditional write, before anything is posted; whether nobody claimed the reply before. `id` names the command's post.
   * Whoever dies over a reply leaves it unsaid: it is never said twice.
   */
  claim(id: string, nowMs: number): Promise<boolean>;
  /** The attempt came to nothing; another may claim the reply. */
  release(id: string): Promise<void>;
  /**
   * Whether something that may be done once in a window is done by `by`. Where `by` has begun the window, it is so still.
   */
  once(first: { readonly id: string; readonly by: string; readonly windowMs: number }, nowMs: number): Promise<boolean>;
  /**
   * Spends one of a budget; whether it was there to spend. Many at once never spend more than there is, and may spend a
   * little less: each takes some of it at a time, and leaves what it has not spent when it ends.
   */
  spend(from: { readonly id: string } & Budget, nowMs: number): Promise<boolean>;
};
