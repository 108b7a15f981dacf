/** A post of the simulated X as the stage shows it; `author` is a handle. */
export type Post = {
  readonly id: string;
  /** An edit is a new id: replies and quotations name the one that they saw. */
  readonly versions: readonly string[];
  readonly author: string;
  /** What the author wrote, without the mentions that X puts before a reply. */
  readonly text: string;
  readonly createdAt: string;
  readonly inReplyTo: string | undefined;
  readonly quoteOf: string | undefined;
  readonly repostOf: string | undefined;
  readonly edited: boolean;
};
