import type { SeededPerson } from "../seed/people.ts";
import { type TextEntity, escapeText, hashtagsIn, mentionsIn } from "./entities.ts";
import { timeOfSnowflake } from "./snowflake.ts";
import { type SimPost, type World, latestId, latestText, rootId } from "./world.ts";

export type SimMention = TextEntity & { readonly person: SeededPerson | undefined };

/** One version of a post with what both families and the read endpoints say about it, in no family's shape. */
export type PostView = {
  readonly id: string;
  readonly root: string;
  /** The ids up to this version, the root first. */
  readonly history: readonly string[];
  readonly author: SeededPerson;
  /** Escaped as X delivers it; the entities' indices count this text. */
  readonly text: string;
  readonly shown: readonly [number, number];
  readonly mentions: readonly SimMention[];
  readonly hashtags: readonly TextEntity[];
  readonly language: string;
  readonly createdAtMs: number;
  readonly parent: SimPost | undefined;
  readonly quoted: SimPost | undefined;
  readonly original: SimPost | undefined;
  /** The author of the parent, or whom a post that starts with a handle speaks to. */
  readonly speaksTo: SeededPerson | undefined;
};

/** `id` names the version; another's id gives the latest. */
export const viewOf = (post: SimPost, id: string, world: Pick<World, "find" | "person">): PostView => {
  const version = post.versions.find((one) => one.id === id) ?? { id: latestId(post), text: latestText(post) };
  const history = post.versions.map((one) => one.id);
  const author = world.person({ id: post.authorId });
  if (!author) throw new Error(`Nobody on the simulated X has the id ${post.authorId}.`);
  const found = (id: string | undefined) => (id === undefined ? undefined : world.find(id));
  const [parent, quoted, original] = [found(post.inReplyTo), found(post.quoteOf), found(post.repostOf)];
  const written = escapeText(version.text);
  const text = quoted ? `${written} https://t.co/${rootId(quoted).slice(-10)}` : written;
  const mentions = mentionsIn(text).map((mention) => ({ ...mention, person: world.person({ handle: mention.text }) }));
  const first = mentions.find((mention) => mention.start === 0);
  return {
    id: version.id,
    root: rootId(post),
    history: history.slice(0, history.indexOf(version.id) + 1),
    author,
    text,
    shown: [post.writtenFrom, [...written].length],
    mentions,
    hashtags: hashtagsIn(text),
    language: languageOf(version.text),
    createdAtMs: timeOfSnowflake(version.id),
    parent,
    quoted,
    original,
    speaksTo: parent ? world.person({ id: parent.authorId }) : first?.person,
  };
};

const french = /(?<!\p{L})(pour|le|la|les|des|du|et|merci|envoie|envoyer|paye|payer|je|chacun|euros)(?!\p{L})/iu;
const english = /(?<!\p{L})(for|the|and|thanks|send|pay|to|each|you|my|i)(?!\p{L})/iu;

/** A guess by common words, where X has a model: enough for the replies' language. */
const languageOf = (text: string): string => {
  if (french.test(text)) return "fr";
  return english.test(text) ? "en" : "und";
};
