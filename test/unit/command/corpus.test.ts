import { describe, expect, it } from "vitest";
import { languages } from "../../../core/command/lexicon/lexicon.ts";
import { type Fault, corpusFiles, faultOf, inWords, readCorpus, readingOf } from "../../corpus/corpus.ts";

const corpus = readCorpus();
const read = corpus.map((entry) => {
  const words = inWords(readingOf(entry));
  return { ...entry, words, fault: faultOf(entry.reading, words) };
});

const having = (fault: Fault) =>
  read.filter((entry) => entry.fault === fault).map(({ post, reading, words }) => ({ post, reading, words }));

describe("the corpus of posts", () => {
  it("reads no post as wrong money", () => expect(having("wrong money")).toEqual([]));

  it("asks nothing needlessly", () => expect(having("asked needlessly")).toEqual([]));

  it("keeps the note and gives the reason that is meant", () => expect(having("other")).toEqual([]));

  it("holds 60 posts and more of each language, 600 in all, none twice", () => {
    for (const language of languages) {
      expect(corpus.filter(({ file }) => file === language).length, language).toBeGreaterThanOrEqual(60);
    }
    expect(corpus.length).toBeGreaterThanOrEqual(600);
    const keys = corpus.map(({ post, replyTo, currency }) => JSON.stringify([post, replyTo, currency]));
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it("says how many of each file it has read, and with which faults", () => {
    const rows = corpusFiles.map((file) => {
      const posts = read.filter((entry) => entry.file === file);
      const count = (fault: Fault) => posts.filter((entry) => entry.fault === fault).length;
      return {
        file,
        posts: posts.length,
        "wrong money": count("wrong money"),
        "asked needlessly": count("asked needlessly"),
      };
    });
    console.table(rows);
    expect(rows.every(({ posts }) => posts > 0)).toBe(true);
  });
});

describe("the counting of faults", () => {
  it.each([
    ["pay bob=20", "pay bob=20", undefined],
    ["pay bob=20", "pay bob=200", "wrong money"],
    ["pay bob=20", "pay carol=20", "wrong money"],
    ["pay bob=20", "request bob=20", "wrong money"],
    ["ask amount_unclear", "pay bob=20", "wrong money"],
    ["ignore told", "cancel", "wrong money"],
    ["pay bob=20", "ask amount_unclear", "asked needlessly"],
    ["pay bob=20 | for lunch", "pay bob=20", "other"],
    ["ask amount_unclear", "ask payee_missing", "other"],
  ])("%s read as %s", (meant, words, fault) => expect(faultOf(meant, words)).toBe(fault));
});
