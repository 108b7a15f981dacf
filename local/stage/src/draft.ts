import type { Post } from "./post.ts";

/** What the composer is about to do. */
export type Draft = { readonly kind: "post" } | { readonly kind: "reply" | "quote" | "edit"; readonly post: Post };

/** The words on the composer for each kind. */
export const draftTexts = {
  post: { heading: "Post", button: "Post", done: "Posted." },
  reply: { heading: "Reply to", button: "Reply", done: "Replied." },
  quote: { heading: "Quote", button: "Quote", done: "Quoted: a quotation never pays." },
  edit: {
    heading: "Edit",
    button: "Save the edit",
    done: "Edited: before the approval it asks anew, afterwards it changes nothing.",
  },
} as const satisfies Record<Draft["kind"], { heading: string; button: string; done: string }>;
