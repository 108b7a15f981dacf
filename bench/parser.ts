import { parseCommand } from "../core/command/parse-command.ts";
import { EUR, currencyOf } from "../core/money/currency.ts";
import { toDecimal } from "../core/money/money.ts";
import { type CorpusEntry, corpusFiles, postOf, readCorpus, readingOf } from "../test/corpus/corpus.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import { recognizedAmounts } from "./recognizers.ts";
import { spreadOf } from "./statistics.ts";

/** How many times as fast as Recognizers the parser must be. */
const timesAsFast = 300;

/** So long the parser is measured in each round; Recognizers read the corpus once. */
const measuredMs = 2_000;

/**
 * Posts a second on one core over the corpus, and in the same run the same texts by Microsoft's Recognizers, which find
 * currency amounts and no more; and how often the two find the same amounts, by language.
 */
export const parser: Benchmark = {
  about: "posts read a second, beside Microsoft's Recognizers",
  rounds: { usual: 5, most: 50 },
  run: async ({ rounds, say }) => {
    const corpus = readCorpus();
    const agreements = corpusFiles.map((file) => agreementOn(corpus, file));
    say(`${corpus.length} posts; both are warm after a first pass.`);
    const own: number[] = [];
    const theirs: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const speeds = { own: parserSpeed(corpus), theirs: recognizersSpeed(corpus) };
      if (round === 0) continue;
      own.push(speeds.own);
      theirs.push(speeds.theirs);
      say(`round ${round}: ${Math.round(speeds.own)} and ${Math.round(speeds.theirs)} posts/s`);
    }
    const ratios = own.map((speed, at) => Math.round(speed / (theirs[at] ?? Infinity)));
    const figures: Figure[] = [
      { what: "Piaf's parser", unit: "posts/s", values: own.map(Math.round) },
      { what: "Recognizers", unit: "posts/s", values: theirs.map(Math.round) },
      { what: "as fast as Recognizers", unit: "times", values: ratios, atLeast: timesAsFast },
      ...agreements.map(({ file, posts, same }): Figure => ({
        what: `same amounts, ${file} (${same} of ${posts})`,
        unit: "%",
        values: [Math.round((100 * same) / Math.max(posts, 1))],
      })),
    ];
    const json = { posts: corpus.length, parser: own, recognizers: theirs, ratio: spreadOf(ratios), agreements };
    return { figures, json };
  },
};

const parserSpeed = (corpus: readonly CorpusEntry[]): number => {
  const posts = corpus.map((entry) => ({
    // As the queue delivers it.
    post: JSON.parse(JSON.stringify(postOf(entry))) as ReturnType<typeof postOf>,
    context: { bot: { userId: "piaf" }, currency: currencyOf(entry.currency ?? "") ?? EUR },
  }));
  return speedOf(() => {
    const started = performance.now();
    let count = 0;
    while (performance.now() - started < measuredMs) {
      for (const { post, context } of posts) parseCommand(post, context);
      count += posts.length;
    }
    return count;
  });
};

const recognizersSpeed = (corpus: readonly CorpusEntry[]): number => {
  const texts = corpus.map((entry) => ({ file: entry.file, text: postOf(entry).text }));
  return speedOf(() => {
    for (const { file, text } of texts) recognizedAmounts(text, file);
    return texts.length;
  });
};

/** Posts a second of one core: the time that the process had it, whoever else wants it too. */
const speedOf = (readPosts: () => number): number => {
  const before = process.cpuUsage();
  const count = readPosts();
  const { user, system } = process.cpuUsage(before);
  return (1_000_000 * count) / (user + system);
};

type Agreement = { readonly file: string; readonly posts: number; readonly same: number };

/** Of the posts that Piaf reads as a command with an amount: in how many Recognizers find those amounts and no others. */
const agreementOn = (corpus: readonly CorpusEntry[], file: CorpusEntry["file"]): Agreement => {
  const compared = corpus
    .filter((entry) => entry.file === file)
    .map((entry) => ({ own: amountsOf(entry), text: postOf(entry).text }))
    .filter(({ own }) => own.size > 0);
  const same = compared.filter(({ own, text }) => sameSet(own, new Set(recognizedAmounts(text, file))));
  return { file, posts: compared.length, same: same.length };
};

const amountsOf = (entry: CorpusEntry): ReadonlySet<number> => {
  const reading = readingOf(entry);
  if (reading.kind !== "command") return new Set();
  const { command } = reading;
  if (command.verb === "cancel" || command.verb === "help") return new Set();
  if (command.verb === "contribute") return new Set([Number(toDecimal(command.money))]);
  const amounts = command.verb === "split" ? [command.total] : command.lines.map(({ money }) => money);
  return new Set(amounts.map((money) => Number(toDecimal(money))));
};

const sameSet = (left: ReadonlySet<number>, right: ReadonlySet<number>): boolean =>
  left.size === right.size && [...left].every((value) => right.has(value));
