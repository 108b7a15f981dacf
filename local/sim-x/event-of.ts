import type { SeededPerson } from "../seed/people.ts";
import { deleteEvent, statusEvent } from "./account-shape.ts";
import { type ActivityKind, deleteActivity, postActivity } from "./activity-shape.ts";
import { mentionsIn } from "./entities.ts";
import { type PostView, viewOf } from "./post-view.ts";
import { type SimPost, type World, latestText } from "./world.ts";

/** `xaa`: the X Activity API. `aaa`: the Account Activity API. */
export type Family = "xaa" | "aaa";

export type EventContext = {
  readonly world: World;
  readonly bot: SeededPerson;
  readonly family: Family;
  readonly nowMs: number;
};

/** What X tells the bot's webhook about one version of a post, as a JSON body; undefined when the post is none of the bot's business. */
export const eventOf = (
  { post, id }: { readonly post: SimPost; readonly id: string },
  context: EventContext,
): object | undefined => {
  const { world, bot, family } = context;
  const view = viewOf(post, id, world);
  const kind = kindOf(view, bot, family);
  if (kind === undefined) return undefined;
  if (post.deleted)
    return family === "xaa" ? deleteActivity(post, view.author, bot) : deleteEvent(post, bot, context.nowMs);
  return family === "xaa" ? postActivity(kind, view, bot) : statusEvent(view, bot);
};

const kindOf = (view: PostView, bot: SeededPerson, family: Family): ActivityKind | undefined => {
  const concerns = (post: SimPost | undefined): boolean =>
    post !== undefined &&
    (post.authorId === bot.userId ||
      mentionsIn(latestText(post)).some((mention) => mention.text.toLowerCase() === bot.handle.toLowerCase()));
  if (view.author.userId === bot.userId) return "post.create";
  if (view.original) return concerns(view.original) ? "post.repost.create" : undefined;
  // The X Activity API says nothing of mentions that a thread merely carries along; the older one does.
  const from = family === "xaa" ? view.shown[0] : 0;
  if (view.mentions.some((mention) => mention.person?.userId === bot.userId && mention.start >= from))
    return "post.mention.create";
  if (view.parent?.authorId === bot.userId) return "post.reply.create";
  return concerns(view.quoted) ? "post.quote.create" : undefined;
};
