import { expect, test } from "vitest";
import type { Post } from "../../../local/stage/src/post.ts";
import { storyOf } from "../../../local/stage/src/story.ts";
import { spokenLanguages } from "../../../locales/languages.ts";
import { questions, replies } from "../../../locales/messages.ts";
import { say } from "../../../locales/say.ts";

const post = (id: string, rest: Partial<Post> = {}): Post => ({
  id,
  versions: [id],
  author: "alice",
  text: "@piaf pay @bob 5 €",
  createdAt: `2026-01-01T00:00:0${id}.000Z`,
  inReplyTo: undefined,
  quoteOf: undefined,
  repostOf: undefined,
  edited: false,
  ...rest,
});

const answer = (text: string): Post => post("9", { author: "piaf", inReplyTo: "1", text });

test.each(spokenLanguages)("a payment is paid, or held, once the bot says so, in %s", (language) => {
  const paid = [say(replies.settled, language, { amount: "5 €" }), say(replies.settled_without_amount, language)];
  for (const text of paid) {
    const said = say(replies.with_reference, language, { text, reference: "abc" });
    expect(storyOf([post("1"), answer(said)])).toEqual({ step: "paid", post: post("1") });
  }
  const held = say(replies.held, language, { date: "9 December" });
  expect(storyOf([post("1"), answer(held)])).toEqual({ step: "held", post: post("1") });
  const asked = say(questions.amount_missing, language);
  expect(storyOf([post("1"), answer(asked)])).toEqual({ step: "approve", post: post("1"), asked: true });
});

test("the story is that of the newest post to Piaf, not of what happens to it", () => {
  const newest = post("2", { author: "bob" });
  const around = [
    post("3", { text: "Hello" }),
    post("4", { inReplyTo: "1" }),
    post("5", { quoteOf: "1" }),
    post("6", { repostOf: "1" }),
    post("7", { author: "piaf", text: "@piaf" }),
  ];
  expect(storyOf([post("1"), newest, ...around])).toEqual({ step: "approve", post: newest, asked: false });
  expect(storyOf(around)).toEqual({ step: "post" });
});
