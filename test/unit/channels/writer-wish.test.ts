import { describe, expect, it, test } from "vitest";
import { writerWishOf } from "../../../core/channel/writer-wish.ts";
import { replies } from "../../../locales/messages.ts";
import { spokenLanguages } from "../../../locales/languages.ts";
import { say } from "../../../locales/say.ts";
import { botUser, postBy } from "../../support/posts.ts";

const wishOf = (text: string, more: Parameters<typeof postBy>[2] = {}) =>
  writerWishOf(postBy("alice", text, more), botUser);

describe("the wish of a post", () => {
  it("is a word alone beside the bot's name, with the language that has it", () => {
    expect(wishOf("@piaf stop")).toEqual({ says: "stop", postId: expect.any(String), at: expect.any(String) });
    expect(wishOf("@piaf Arrêtez !")).toMatchObject({ says: "stop", language: "fr" });
    expect(wishOf("¡Basta! @piaf")).toMatchObject({ says: "stop", language: "es" });
    expect(wishOf("@piaf weiter")).toMatchObject({ says: "start", language: "de" });
    expect(wishOf("#stop @piaf", { language: "nl" })).toMatchObject({ says: "stop", language: "nl" });
  });

  it.each(["@piaf", "@piaf !", "stop", "@piaf stop @bob", "@piaf don't stop", "@bob stop"])("is none in “%s”", (text) =>
    expect(wishOf(text)).toBeUndefined(),
  );

  it("is kept quiet where not everybody can read the post", () => {
    const post = postBy("alice", "@piaf stop");
    const quiet = writerWishOf({ ...post, author: { ...post.author, protected: true } }, botUser);
    expect(quiet).toMatchObject({ says: "stop", quiet: true });
  });
});

test.each(spokenLanguages)("the word that the confirmation names is understood (%s)", (language) => {
  const [, word] = /[“„«]\s?(\S+?)\s?[”“»]/u.exec(say(replies.stopped, language)) ?? [];
  expect(wishOf(`@piaf ${word}`)).toMatchObject({ says: "start" });
});
