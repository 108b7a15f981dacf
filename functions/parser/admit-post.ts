import type { Post } from "../../core/channel/channel-event.ts";
import { isLaterPost } from "../../core/channel/is-later-post.ts";
import { changeWriter } from "../../core/channel/change-writer.ts";
import { leaveTrace, proposalPace, requestPace } from "../../core/channel/pace.ts";
import { type Account, type Writer, type WriterStore, hasStopped } from "../../core/channel/writer.ts";
import type { WriterWish } from "../../core/channel/writer-wish.ts";
import type { Addressed } from "../../core/intent/propose-intent.ts";

export type AdmitDeps = { readonly writers: WriterStore };

/** Whether a post may make something: as it reads, as the one warning of a flood, or not at all. */
export type Admission = "admitted" | "warned" | "writer_stopped" | "flood";

/** Kept until the writer says otherwise. A wish that is delivered again, or after a later one, changes nothing. */
export const keepWish = async (wish: WriterWish, post: Post, { writers }: AdmitDeps): Promise<void> =>
  changeWriter(writers, authorOf(post), (current) =>
    current.wish && !isLaterPost(wish.postId, { than: current.wish.postId }) ? current : { ...current, wish },
  );

/**
 * Counts a post that would make something new, and judges it: a writer who said "stop", more proposals of one writer in
 * a minute than `proposalPace`, more requests to one person than `requestPace`. The first of a flood is told so; the rest
 * makes nothing. Safe to repeat: a post is counted once.
 */
export const admitPost = async (post: Post, reading: Addressed, { writers }: AdmitDeps): Promise<Admission> => {
  const maySpeak = await admitRequest(post, reading, writers);
  let admission: Admission = "flood";
  await changeWriter(writers, authorOf(post), (current) => {
    const judged = judge(post, current, maySpeak);
    admission = judged.admission;
    return judged.next;
  });
  return admission;
};

const authorOf = (post: Post): Account => ({ channel: post.channel, userId: post.author.id });

const judge = (
  post: Post,
  current: Writer,
  maySpeak: boolean,
): { readonly admission: Admission; readonly next: Writer } => {
  if (hasStopped(current)) return { admission: "writer_stopped", next: current };
  const trace = { post: post.rootId, at: post.createdAt };
  const proposed = maySpeak ? leaveTrace(current.proposed, trace, proposalPace) : undefined;
  if (proposed)
    return { admission: "admitted", next: proposed === current.proposed ? current : { ...current, proposed } };
  const onceEach = { ...proposalPace, limit: 1 };
  const warned = leaveTrace(current.warned ? [current.warned] : [], trace, onceEach)?.at(-1);
  if (!warned) return { admission: "flood", next: current };
  return { admission: "warned", next: warned.post === current.warned?.post ? current : { ...current, warned } };
};

/** Everybody who is asked counts it; none may be asked too often. */
const admitRequest = async (post: Post, reading: Addressed, writers: WriterStore): Promise<boolean> => {
  if (reading.kind !== "command" || reading.command.verb !== "request") return true;
  const trace = { post: post.rootId, at: post.createdAt };
  for (const { payee } of reading.command.lines) {
    let admitted = false;
    await changeWriter(writers, { channel: post.channel, userId: payee.userId }, (current) => {
      const asked = leaveTrace(current.asked, trace, requestPace);
      admitted = asked !== undefined;
      return asked === undefined || asked === current.asked ? current : { ...current, asked };
    });
    if (!admitted) return false;
  }
  return true;
};
