import { readFileSync } from "node:fs";
import twitter from "twitter-text";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { replyTextFault } from "../../../adapters/channels/x/reply-text.ts";
import { noWords } from "../../../core/command/lexicon/vocabulary.ts";
import { normalise } from "../../../core/command/normalise.ts";
import { tokensOf } from "../../../core/command/tokens.ts";
import { hashtagsIn, mentionsIn } from "../../../local/sim-x/entities.ts";

const casesOf = <Expected extends z.ZodType>(expected: Expected) => z.array(z.object({ text: z.string(), expected }));

/** X's published cases, as far as Piaf relies on them: whoever is named, whose post is answered, what is a tag, and 280. */
const cases = z
  .object({
    mentions: casesOf(z.array(z.string())),
    mentions_with_indices: casesOf(z.array(z.tuple([z.string(), z.int(), z.int()]))),
    replies: casesOf(z.string().nullable()),
    hashtags: casesOf(z.array(z.string())),
    cashtags: casesOf(z.array(z.string())),
    lengths: casesOf(z.int()),
    links: casesOf(z.literal(true)),
  })
  .parse(JSON.parse(readFileSync("test/fixtures/twitter-text/conformance.json", "utf8")));

const tokensIn = (text: string) => {
  const normal = normalise(text);
  return { normal, tokens: tokensOf({ normal, mentions: [], vocabulary: noWords, steps: { count: 0 } }) };
};

const parsedHashtags = (text: string): readonly string[] => {
  const { normal, tokens } = tokensIn(text);
  return tokens.filter(({ kind }) => kind === "hashtag").map(({ start, end }) => normal.text.slice(start + 1, end));
};

describe("twitter-text's conformance suite", () => {
  it.each(cases.mentions)("mentions in $text", ({ text, expected }) => {
    expect(twitter.extractMentions(text)).toEqual(expected);
    expect(mentionsIn(text).map((mention) => mention.text)).toEqual(expected);
  });

  it.each(cases.mentions_with_indices)("where the mentions of $text stand", ({ text, expected }) => {
    const found = twitter.extractMentionsWithIndices(text);
    expect(found.map(({ screenName, indices }) => [screenName, ...indices])).toEqual(expected);
    expect(mentionsIn(text).map(({ text: handle, start, end }) => [handle, start, end])).toEqual(expected);
  });

  it.each(cases.replies)("whom $text answers", ({ text, expected }) =>
    expect(twitter.extractReplies(text)).toBe(expected),
  );

  it.each(cases.hashtags)("hashtags in $text", ({ text, expected }) => {
    expect(twitter.extractHashtags(text)).toEqual(expected);
    expect(hashtagsIn(text).map((hashtag) => hashtag.text)).toEqual(expected);
    expect(parsedHashtags(text)).toEqual(expected.map((tag) => tag.normalize("NFKC")));
  });

  it.each(cases.cashtags)("cashtags in $text", ({ text, expected }) =>
    expect(twitter.extractCashtags(text)).toEqual(expected),
  );

  it.each(cases.lengths)("the weight of $text", ({ text, expected }) =>
    expect(twitter.parseTweet(text).weightedLength).toBe(expected),
  );

  it.each(cases.links)("$text may not be replied", async ({ text }) =>
    expect(await replyTextFault(text)).toBe("text_has_link"),
  );
});
