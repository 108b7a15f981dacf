import { instant } from "../../core/clock.ts";
import type { SeededPerson } from "../seed/people.ts";
import type { TextEntity } from "./entities.ts";
import type { PostView, SimMention } from "./post-view.ts";
import { type SimPost, latestId } from "./world.ts";

/** The X Activity API's envelopes, as X's documentation shows them (test/fixtures/x/xaa). */

/** A text above this many code points is a long post. */
const shortLength = 280;

export type ActivityKind =
  "post.create" | "post.mention.create" | "post.reply.create" | "post.quote.create" | "post.repost.create";

export const postActivity = (kind: ActivityKind, view: PostView, bot: SeededPerson): object => ({
  data: {
    event_uuid: view.id,
    filter: { user_id: bot.userId },
    event_type: kind,
    tag: "piaf",
    payload: payloadOf(view),
    includes: { users: involved(view).map(userObject), tweets: [payloadOf(view)] },
  },
});

export const deleteActivity = (post: SimPost, author: SeededPerson, bot: SeededPerson): object => ({
  data: {
    event_uuid: `-${latestId(post)}`,
    filter: { user_id: bot.userId },
    event_type: "post.delete",
    tag: "piaf",
    payload: { id: latestId(post), author_id: post.authorId },
    includes: { users: [{ data: userObject(author) }] },
  },
});

/** A post as `/2/tweets` and the events show it. */
export const payloadOf = (view: PostView): Record<string, unknown> => {
  const points = [...view.text];
  const long = points.length > shortLength;
  const text = long ? `${points.slice(0, shortLength - 1).join("")}…` : view.text;
  const fits = (entity: TextEntity): boolean => !long || entity.end < shortLength;
  return {
    id: view.id,
    author_id: view.author.userId,
    text,
    lang: view.language,
    created_at: instant(view.createdAtMs),
    conversation_id: view.parent ? latestId(view.parent) : view.root,
    display_text_range: long ? [view.shown[0], shortLength] : view.shown,
    edit_history_tweet_ids: view.history,
    entities: entitiesOf(view.mentions.filter(fits), view.hashtags.filter(fits)),
    ...(long ? { note_tweet: { text: view.text, entities: entitiesOf(view.mentions, view.hashtags) } } : {}),
    ...(view.parent ? { in_reply_to_tweet_id: latestId(view.parent) } : {}),
    ...(view.speaksTo ? { in_reply_to_user_id: view.speaksTo.userId } : {}),
    ...referencesOf(view),
    possibly_sensitive: false,
    reply_settings: "everyone",
  };
};

const entitiesOf = (mentions: readonly SimMention[], hashtags: readonly TextEntity[]) => ({
  mentions: mentions.map((mention) => ({
    ...spanOf(mention),
    username: mention.text,
    ...(mention.person ? { id: mention.person.userId } : {}),
  })),
  hashtags: hashtags.map((hashtag) => ({ ...spanOf(hashtag), tag: hashtag.text })),
});

const spanOf = ({ start, end }: TextEntity) => ({ start, start_str: `${start}`, end, end_str: `${end}` });

const referencesOf = (view: PostView) => {
  const references = [
    ...(view.parent ? [{ type: "replied_to", id: latestId(view.parent) }] : []),
    ...(view.quoted ? [{ type: "quoted", id: latestId(view.quoted) }] : []),
    ...(view.original ? [{ type: "retweeted", id: latestId(view.original) }] : []),
  ];
  return references.length > 0 ? { referenced_tweets: references } : {};
};

/** The author, and whom the post speaks of or to. */
const involved = (view: PostView): readonly SeededPerson[] => [
  ...new Set([
    view.author,
    ...view.mentions.flatMap((mention) => mention.person ?? []),
    ...(view.speaksTo ? [view.speaksTo] : []),
  ]),
];

/** Of a page of posts: each once. */
export const includedUsers = (views: readonly PostView[]) => [...new Set(views.flatMap(involved))].map(userObject);

export const userObject = (person: SeededPerson) => ({
  id: person.userId,
  username: person.handle,
  name: person.name,
  protected: false,
  verified: false,
  description: "",
});
