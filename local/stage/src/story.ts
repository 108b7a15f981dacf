import { bot } from "../../seed/people.ts";
import { isBot } from "./cast.ts";
import type { Post } from "./post.ts";
import { threadsOf } from "./threads.ts";

/** How far the newest post to Piaf has come, as far as the network shows it: what a phone does stays in the phone. */
export type Story =
  | { readonly step: "post" }
  /** `asked`: the bot has put a question below it. */
  | { readonly step: "approve"; readonly post: Post; readonly asked: boolean }
  /** Approved, and kept for somebody without a wallet. */
  | { readonly step: "held"; readonly post: Post }
  | { readonly step: "paid"; readonly post: Post };

/** How the bot's answer to a payment that is done begins, in each of its languages. */
const done = /^(?:Done|C’est fait|Hecho|Erledigt|Fatto|Feito|Klaar)\b/u;

/** How it begins where the payee has no wallet yet. */
const held = /^(?:Approved|Approuvé|Aprobado|Freigegeben|Approvato|Aprovado|Goedgekeurd)\./u;

const toBot = new RegExp(`@${bot.handle}\\b`, "i");

export const storyOf = (posts: readonly Post[]): Story => {
  const thread = threadsOf(posts).find(({ post }) => isOwnPost(post) && toBot.test(post.text));
  if (thread === undefined) return { step: "post" };
  const { post, replies } = thread;
  const answers = replies.filter((reply) => isBot(reply.post.author));
  if (answers.some((answer) => done.test(answer.post.text))) return { step: "paid", post };
  if (answers.some((answer) => held.test(answer.post.text))) return { step: "held", post };
  return { step: "approve", post, asked: answers.length > 0 };
};

const isOwnPost = ({ author, inReplyTo, quoteOf, repostOf }: Post): boolean =>
  !isBot(author) && [inReplyTo, quoteOf, repostOf].every((other) => other === undefined);
