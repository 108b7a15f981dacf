import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { toDecimal } from "../core/money/money.ts";
import { type CorpusEntry, corpusFiles, postOf, readCorpus, readingOf } from "../test/corpus/corpus.ts";
import type { Benchmark, Figure } from "./benchmark.ts";
import type { Contender } from "./parser-contender.ts";
import { recognizedAmounts } from "./recognizers.ts";
import { spreadOf } from "./statistics.ts";

/** How many times as fast as Recognizers the parser must be. */
const timesAsFast = 300;

/** How often each reads the corpus in a round: for about two seconds. */
const readings: Readonly<Record<Contender, number>> = { parser: 600, recognizers: 3 };

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
    say(`${corpus.length} posts; the first round warms both up.`);
    const speeds = await measure(rounds, say);
    const ratios = speeds.map(({ own, theirs }) => Math.round(own / theirs));
    const figures: Figure[] = [
      { what: "Piaf's parser", unit: "posts/s", values: speeds.map(({ own }) => Math.round(own)) },
      { what: "Recognizers", unit: "posts/s", values: speeds.map(({ theirs }) => Math.round(theirs)) },
      { what: "as fast as Recognizers", unit: "times", values: ratios, atLeast: timesAsFast },
      ...agreements.map(({ file, posts, same }): Figure => ({
        what: `same amounts, ${file} (${same} of ${posts})`,
        unit: "%",
        values: [Math.round((100 * same) / Math.max(posts, 1))],
      })),
    ];
    return { figures, json: { posts: corpus.length, speeds, ratio: spreadOf(ratios), agreements } };
  },
};

type Speeds = { readonly own: number; readonly theirs: number };

/** One after the other in each round, so that both have the machine as it is at that moment. */
const measure = async (rounds: number, say: (line: string) => void): Promise<readonly Speeds[]> => {
  const [own, theirs] = [contender("parser"), contender("recognizers")];
  const speeds: Speeds[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const measured = { own: await own.speed(), theirs: await theirs.speed() };
    if (round === 0) continue;
    speeds.push(measured);
    say(`round ${round}: ${Math.round(measured.own)} and ${Math.round(measured.theirs)} posts/s`);
  }
  await Promise.all([own.stop(), theirs.stop()]);
  return speeds;
};

const contender = (name: Contender) => {
  const worker = new Worker(new URL("./parser-contender.ts", import.meta.url), { workerData: name });
  return {
    speed: async (): Promise<number> => {
      worker.postMessage(readings[name]);
      const [speed] = (await once(worker, "message")) as [number];
      return speed;
    },
    stop: () => worker.terminate(),
  };
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
