import { describe, expect, it } from "vitest";
import type { Post } from "../../../core/channel/channel-event.ts";
import { markCommand } from "../../../core/command/parse-command.ts";
import { postOf, readCorpus, readingOf } from "../../corpus/corpus.ts";
import { context, postBy } from "../../support/posts.ts";

const marked = (text: string, more: Partial<Post> = {}) => {
  const post = postBy("alice", text, more);
  return markCommand(post, context).map(({ part, start, end }) => [part, post.text.slice(start, end)]);
};

describe("the understood parts of a post", () => {
  it("stand where they were written", () => {
    expect(marked("@piaf #envoyer 12,99€ @bob pour le ciné")).toEqual([
      ["verb", "#envoyer"],
      ["amount", "12,99€"],
      ["payee", "@bob"],
      ["note", "pour le ciné"],
    ]);
  });

  it("are found in UTF-16 units after emoji, wide letters and what cannot be seen", () => {
    expect(marked("🎉🎉 @piaf pay １２,５０ € to\u200b @bob 🍕 pizza")).toEqual([
      ["verb", "pay"],
      ["amount", "１２,５０ €"],
      ["payee", "@bob"],
      ["note", "🍕 pizza"],
    ]);
  });

  it("are every amount and every payee, in the text's order", () => {
    expect(marked("@piaf pay @bob 20€, @carol 10€")).toEqual([
      ["verb", "pay"],
      ["payee", "@bob"],
      ["amount", "20€"],
      ["payee", "@carol"],
      ["amount", "10€"],
    ]);
  });

  it("begin after the names that a reply puts before its text", () => {
    const text = "@carol @piaf @piaf pay 5€ to @bob";
    const reply = { form: "reply" as const, writtenFrom: "@carol @piaf ".length };
    expect(marked(text, reply).slice(0, 3)).toEqual([
      ["verb", "pay"],
      ["amount", "5€"],
      ["payee", "@bob"],
    ]);
  });

  it("are what is certain of a question, without a note", () => {
    expect(marked("@piaf pay @bob for lunch")).toEqual([
      ["verb", "pay"],
      ["payee", "@bob"],
    ]);
  });

  it("are none of a post that is not for Piaf", () => {
    expect(marked("pay @bob 5€")).toEqual([]);
    expect(marked("@piaf pay 5€ to @bob", { form: "repost" })).toEqual([]);
  });
});

it("never overlap nor leave the text, and an amount that is paid is always among them, in the whole corpus", () => {
  const paying = readCorpus().filter((entry) => {
    const marks = markCommand(postOf(entry), { ...context, bot: { userId: "piaf" } });
    const { text } = postOf(entry);
    const [last] = marks.slice(-1);
    expect(last?.end ?? 0, text).toBeLessThanOrEqual(text.length);
    marks.forEach(({ start, end }, at) => {
      expect(start, text).toBeLessThan(end);
      expect(start, text).toBeGreaterThanOrEqual(marks[at - 1]?.end ?? 0);
    });
    const reading = readingOf(entry);
    const pays = reading.kind === "command" && "lines" in reading.command;
    if (pays)
      expect(
        marks.map(({ part }) => part),
        text,
      ).toContain("amount");
    return pays;
  });
  expect(paying.length).toBeGreaterThan(200);
});
