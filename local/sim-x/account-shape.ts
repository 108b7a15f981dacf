import type { SeededPerson } from "../seed/people.ts";
import type { TextEntity } from "./entities.ts";
import type { PostView, SimMention } from "./post-view.ts";
import { type SimPost, latestId, latestText } from "./world.ts";

/** The Account Activity API's bodies with v1.1 objects, as X's documentation shows them (test/fixtures/x/aaa). */

/** A text above this many code points is cut, and stands whole in `extended_tweet`. */
const classicLength = 140;

export const statusEvent = (view: PostView, bot: SeededPerson): object => ({
  for_user_id: bot.userId,
  user_has_blocked: false,
  tweet_create_events: [statusOf(view)],
});

export const deleteEvent = (post: SimPost, bot: SeededPerson, atMs: number): object => ({
  for_user_id: bot.userId,
  tweet_delete_events: [{ status: { id: latestId(post), user_id: post.authorId }, timestamp_ms: `${atMs}` }],
});

const statusOf = (view: PostView) => {
  const whole = { display_text_range: view.shown, entities: entitiesOf(view.mentions, view.hashtags) };
  return {
    created_at: classicTime(view.createdAtMs),
    ...idsOf("id", view.id),
    user: userOf(view.author),
    lang: view.language,
    ...textOf(view, whole),
    ...(view.parent ? idsOf("in_reply_to_status_id", latestId(view.parent)) : nothing("in_reply_to_status_id")),
    ...(view.speaksTo ? idsOf("in_reply_to_user_id", view.speaksTo.userId) : nothing("in_reply_to_user_id")),
    in_reply_to_screen_name: view.speaksTo?.handle ?? null,
    edit_history: { initial_tweet_id: view.root, edit_tweet_ids: view.history },
    is_quote_status: view.quoted !== undefined,
    ...(view.quoted ? { quoted_status_id_str: latestId(view.quoted), quoted_status: briefly(view.quoted) } : {}),
    ...(view.original ? { retweeted_status: briefly(view.original) } : {}),
  };
};

type Whole = { display_text_range: readonly [number, number]; entities: ReturnType<typeof entitiesOf> };

const textOf = (view: PostView, whole: Whole) => {
  const points = [...view.text];
  if (points.length <= classicLength) return { text: view.text, truncated: false, ...whole };
  const kept = points.slice(0, classicLength - 25).join("");
  const fits = (entity: TextEntity): boolean => entity.end <= classicLength - 25;
  return {
    text: `${kept}… https://t.co/${view.id.slice(-10)}`,
    truncated: true,
    display_text_range: [0, classicLength],
    entities: entitiesOf(view.mentions.filter(fits), view.hashtags.filter(fits)),
    extended_tweet: { full_text: view.text, ...whole },
  };
};

/** As X sends them: the number has lost its last digits, only the string is exact. */
const idsOf = (name: string, id: string) => ({ [name]: Number(id), [`${name}_str`]: id });
const nothing = (name: string) => ({ [name]: null, [`${name}_str`]: null });

const userOf = (person: SeededPerson) => ({
  ...idsOf("id", person.userId),
  name: person.name,
  screen_name: person.handle,
  protected: false,
  verified: false,
});

const entitiesOf = (mentions: readonly SimMention[], hashtags: readonly TextEntity[]) => ({
  hashtags: hashtags.map((hashtag) => ({ text: hashtag.text, indices: [hashtag.start, hashtag.end] })),
  urls: [],
  user_mentions: mentions.map((mention) => ({
    screen_name: mention.text,
    ...(mention.person
      ? { name: mention.person.name, ...idsOf("id", mention.person.userId) }
      : { name: null, ...nothing("id") }),
    indices: [mention.start, mention.end],
  })),
  symbols: [],
});

const briefly = (post: SimPost) => ({ ...idsOf("id", latestId(post)), text: latestText(post) });

const classicTime = (atMs: number): string => {
  const [weekday, day, month, year, time] = new Date(atMs).toUTCString().replace(",", "").split(" ");
  return `${weekday} ${month} ${day} ${time} +0000 ${year}`;
};
