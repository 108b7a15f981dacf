import type { Instant } from "../clock.ts";
import { type Language, languages } from "../command/lexicon/lexicon.ts";
import type { Post } from "./channel-event.ts";

type WishName = "stop" | "start";

/** What an account wants of Piaf, and the post that says so. */
export type WriterWish = {
  readonly says: WishName;
  readonly postId: string;
  readonly at: Instant;
  /** Of the post, where it is known: the confirmation speaks it. */
  readonly language?: string | undefined;
  /** Not everybody can read the post: nothing is said of it in public. */
  readonly quiet?: boolean | undefined;
};

/** Understood in every language. */
const everywhere: Readonly<Record<WishName, string>> = { stop: "stop", start: "start" };

/** The words by which somebody asks to be left alone, and to be heard again. */
const words: Readonly<Record<Language, Readonly<Record<WishName, string>>>> = {
  fr: {
    stop: "arrête arrêtez arrêter arrete arretez assez",
    start: "reprends reprenez reprendre recommence recommencer",
  },
  en: { stop: "silence quiet unsubscribe", start: "restart resume begin" },
  es: { stop: "para parar basta detente", start: "empieza empezar reanuda reanudar" },
  de: { stop: "stopp halt aufhören schluss", start: "anfangen starten weiter weitermachen" },
  it: { stop: "basta smetti smettere ferma fermati", start: "inizia iniziare riprendi riprendere" },
  pt: { stop: "pare parar para chega", start: "começa começar retoma retomar" },
  nl: { stop: "stoppen genoeg ophouden", start: "beginnen hervat hervatten" },
};

/** The wish of a post to the bot that says one such word and nothing else; undefined for every other post. */
export const writerWishOf = (post: Post, bot: { readonly userId: string }): WriterWish | undefined => {
  if (post.form === "repost" || post.cut) return undefined;
  const said = saidTo(bot, post);
  const wish = said === undefined ? undefined : wishIn(said);
  if (!wish) return undefined;
  const language = post.language ?? wish.language;
  return {
    says: wish.says,
    postId: post.id,
    at: post.createdAt,
    ...(language ? { language } : {}),
    ...(post.author.protected ? { quiet: true } : {}),
  };
};

/** What a post says beside the bot's name, in small letters; undefined where the bot is not named. */
const saidTo = (bot: { readonly userId: string }, post: Post): string | undefined => {
  const toBot = post.mentions.filter(({ userId, start }) => userId === bot.userId && start >= post.writtenFrom);
  if (toBot.length === 0) return undefined;
  const characters = [...post.text];
  for (const mention of toBot) characters.fill(" ", mention.start, mention.end);
  return characters
    .slice(post.writtenFrom)
    .join("")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/^[\s#¡]+|[\s.!…]+$/gu, "");
};

const wishIn = (said: string): { readonly says: WishName; readonly language: Language | undefined } | undefined => {
  for (const says of ["stop", "start"] as const) {
    if (said === everywhere[says]) return { says, language: undefined };
    const language = languages.find((each) => words[each][says].split(" ").includes(said));
    if (language) return { says, language };
  }
  return undefined;
};
