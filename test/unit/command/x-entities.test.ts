import fc from "fast-check";
import twitter from "twitter-text";
import { describe, expect, it } from "vitest";
import { normalise } from "../../../core/command/normalise.ts";
import { noWords } from "../../../core/command/lexicon/vocabulary.ts";
import { tokensOf } from "../../../core/command/tokens.ts";
import { hashtagsIn, mentionsIn } from "../../../local/sim-x/entities.ts";

/**
 * What Piaf relies on of X's rules for entities: those of twitter-text's conformance suite (conformance/extract.yml and
 * validate.yml, Apache-2.0), rule for rule, with texts of our own. Each is asked of X's own library, and of what stands
 * in for X here or reads the text itself.
 */

const handles = (text: string): readonly string[] => mentionsIn(text).map((mention) => mention.text);

/** The hashtags that the command parser sees: it is not told of them. */
const parsedHashtags = (text: string): readonly string[] => {
  const normal = normalise(text);
  const tokens = tokensOf({ normal, mentions: [], vocabulary: noWords, steps: { count: 0 } });
  return tokens.filter(({ kind }) => kind === "hashtag").map(({ start, end }) => normal.text.slice(start + 1, end));
};

describe("a mention", () => {
  it.each([
    ["at the start", "@bob hello", ["bob"]],
    ["at the end", "hello @bob", ["bob"]],
    ["in the middle", "hello @bob and so on", ["bob"]],
    ["with an underscore", "for @corner_bakery", ["corner_bakery"]],
    ["all of digits", "for @2468", ["2468"]],
    ["beside another", "@bob @carol", ["bob", "carol"]],
    ["between the letters of another script", "と@bobは", ["bob"]],
    ["after a line", "@bob\n@carol", ["bob", "carol"]],
    ["after the sign of a currency that is not the dollar", "20€@bob", ["bob"]],
    ["in brackets", "(@bob)", ["bob"]],
    ["before a possessive", "@bob's", ["bob"]],
    ["with the full-width sign", "＠bob", ["bob"]],
    ["ended by a letter of another script", "@bobж", ["bob"]],
    ["not before an accented letter", "@bobé", []],
    ["not after a letter or a digit", "x@bob 20@bob", []],
    ["not in an address of a mail", "bob@carol@example.com", []],
    ["not before another sign", "@bob@carol", []],
    ["not the scheme of a link", "@https://example.com", []],
    ["not after !", "a!@bob", []],
    ["not after @", "a@@bob", []],
    ["not after #", "a#@bob", []],
    ["not after $", "20$@bob", []],
    ["not after %", "20%@bob", []],
    ["not after &", "a&@bob", []],
    ["not after *", "a*@bob", []],
  ])("%s", (_rule, text, expected) => {
    expect(twitter.extractMentions(text)).toEqual(expected);
    expect(handles(text)).toEqual(expected);
  });

  it.each([
    ["@bob hello", [["bob", 0, 4]]],
    ["bob @bob", [["bob", 4, 8]]],
    ["と@bobは", [["bob", 1, 5]]],
    ["👋🏽 @bob", [["bob", 3, 7]]],
  ] as const)("stands in %j where it is counted in code points", (text, expected) => {
    const found = twitter.extractMentionsWithIndices(text);
    twitter.modifyIndicesFromUTF16ToUnicode(text, found);
    expect(found.map(({ screenName, indices }) => [screenName, ...indices])).toEqual(expected);
    expect(mentionsIn(text).map(({ text: handle, start, end }) => [handle, start, end])).toEqual(expected);
  });
});

describe("a reply by its text", () => {
  it.each([
    ["@bob thanks", "bob"],
    [" @bob thanks", "bob"],
    ["\u3000@bob thanks", "bob"],
    ["hi @bob", null],
    [".@bob look", null],
    ["-@bob look", null],
    ["@https://example.com", null],
  ])("%j answers %s", (text, expected) => {
    expect(twitter.extractReplies(text)).toBe(expected);
  });
});

describe("a hashtag", () => {
  it.each([
    ["in the middle", "for #lunch now", ["lunch"]],
    ["beside another", "#lunch #dinner", ["lunch", "dinner"]],
    ["with digits and underscores", "#noel_2026", ["noel_2026"]],
    ["of digits and a letter", "#2026a", ["2026a"]],
    ["with accents", "#été", ["été"]],
    ["of another script", "#подарок #お土産", ["подарок", "お土産"]],
    ["ended by the sign of a currency", "#envoyer20€", ["envoyer20"]],
    ["ended by a hyphen", "#pot-commun", ["pot"]],
    ["after punctuation", "(#lunch) .#dinner", ["lunch", "dinner"]],
    ["with the full-width sign", "＃lunch", ["lunch"]],
    ["not of digits alone", "#10 #2026", []],
    ["not after a letter or a digit", "a#lunch 1#lunch", []],
    ["not after &", "&#lunch", []],
    ["not before another sign", "#lunch#dinner", []],
    ["not alone", "# #! #", []],
  ])("%s", (_rule, text, expected) => {
    expect(twitter.extractHashtags(text)).toEqual(expected);
    expect(hashtagsIn(text).map((hashtag) => hashtag.text)).toEqual(expected);
    expect(parsedHashtags(text)).toEqual(expected);
  });
});

describe("a cashtag", () => {
  it.each([
    ["an amount is none", "$20 $5.00 20$", []],
    ["the code of a currency is one", "$EUR $usd", ["EUR", "usd"]],
    ["a long word is none", "$dollars", []],
  ])("%s", (_rule, text, expected) => expect(twitter.extractCashtags(text)).toEqual(expected));
});

describe("the length of a text", () => {
  it.each([
    ["a letter, with an accent or without", "aé", 2],
    ["a quotation mark or an apostrophe", "«’", 2],
    ["the sign of the euro", "€", 2],
    ["an ellipsis", "…", 2],
    ["a narrow space", "\u202f", 2],
    ["a letter of a script that weighs double", "お", 2],
    ["an emoji of several code points", "👨‍👩‍👧", 2],
    ["a link, however long", `https://example.com/${"a".repeat(100)}`, 23],
  ])("%s", (_rule, text, expected) => expect(twitter.parseTweet(text).weightedLength).toBe(expected));

  it("is at most 280", () => {
    expect(twitter.parseTweet("a".repeat(280)).valid).toBe(true);
    expect(twitter.parseTweet("a".repeat(281)).valid).toBe(false);
    expect(twitter.parseTweet("€".repeat(141)).valid).toBe(false);
  });
});

describe("what stands in for X", () => {
  const pieces = [
    "@",
    "＠",
    "#",
    "bob",
    "carol_1",
    "20",
    "€",
    "$",
    "é",
    "ж",
    "と",
    " ",
    "\n",
    ".",
    "!",
    "&",
    "*",
    "-",
    "'",
    "👋",
    "://",
    "_",
  ];
  const text = fc
    .array(fc.constantFrom(...pieces), { maxLength: 12 })
    .map((parts) => parts.join(""))
    .filter((written) => written !== "");

  it("finds the mentions that twitter-text finds", () => {
    fc.assert(
      fc.property(text, (written) => {
        expect(handles(written)).toEqual(twitter.extractMentions(written));
      }),
      { numRuns: 2000 },
    );
  });

  it("finds the hashtags that twitter-text finds", () => {
    fc.assert(
      fc.property(text, (written) => {
        const found = hashtagsIn(written).map((hashtag) => hashtag.text);
        expect(found).toEqual(twitter.extractHashtags(written));
      }),
      { numRuns: 2000 },
    );
  });
});
