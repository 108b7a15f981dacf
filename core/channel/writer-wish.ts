import type { Post } from "./channel-event.ts";

/** The words by which somebody asks to be left alone, and to be heard again, in the languages that Piaf speaks. */
const words: Readonly<Record<"stop" | "start", readonly string[]>> = {
  stop: [
    ...["stop", "stopp", "arrête", "arrêtez", "arrêter", "arrete", "arretez", "assez", "silence"],
    ...["para", "parar", "basta", "detente", "halt", "aufhören", "schluss", "smetti", "smettere", "ferma", "fermati"],
    ...["pare", "chega", "stoppen", "genoeg", "ophouden"],
  ],
  start: [
    ...["start", "restart", "resume", "reprends", "reprenez", "reprendre", "recommence", "recommencer"],
    ...["empieza", "empezar", "reanuda", "reanudar", "anfangen", "starten", "weiter", "weitermachen"],
    ...["inizia", "iniziare", "riprendi", "riprendere", "começa", "começar", "retoma", "retomar"],
    ...["begin", "beginnen", "hervat", "hervatten"],
  ],
};

export type WriterWish = keyof typeof words;

/** The wish of a post to the bot that says one such word and nothing else; undefined for every other post. */
export const writerWishOf = (post: Post, bot: { readonly userId: string }): WriterWish | undefined => {
  if (post.form === "repost" || post.cut) return undefined;
  const toBot = post.mentions.filter(({ userId, start }) => userId === bot.userId && start >= post.writtenFrom);
  if (toBot.length === 0) return undefined;
  const characters = [...post.text];
  for (const mention of toBot) characters.fill(" ", mention.start, mention.end);
  const said = characters
    .slice(post.writtenFrom)
    .join("")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/^[\s#¡]+|[\s.!…]+$/gu, "");
  return (["stop", "start"] as const).find((wish) => words[wish].includes(said));
};
