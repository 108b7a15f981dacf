/** One of the two that read the corpus, on a thread of its own: neither works in the memory that the other has left behind. */
import { parentPort, workerData } from "node:worker_threads";
import { parseCommand } from "../core/command/parse-command.ts";
import type { Post } from "../core/channel/channel-event.ts";
import { EUR, currencyOf } from "../core/money/currency.ts";
import { postOf, readCorpus } from "../test/corpus/corpus.ts";

export type Contender = "parser" | "recognizers";

/** Reads the corpus once. */
const readerOf = async (name: Contender): Promise<() => void> => {
  const corpus = readCorpus();
  if (name === "recognizers") {
    const { recognizedAmounts } = await import("./recognizers.ts");
    const texts = corpus.map((entry) => ({ file: entry.file, text: postOf(entry).text }));
    return () => texts.forEach(({ file, text }) => recognizedAmounts(text, file));
  }
  const posts = corpus.map((entry) => ({
    // As the queue delivers it.
    post: JSON.parse(JSON.stringify(postOf(entry))) as Post,
    context: { bot: { userId: "piaf" }, currency: currencyOf(entry.currency ?? "") ?? EUR },
  }));
  return () => posts.forEach(({ post, context }) => parseCommand(post, context));
};

const read = await readerOf(workerData as Contender);

/** Posts a second of one core: the time that the thread had it, whoever else wants it too. */
parentPort?.on("message", (times: number) => {
  const before = process.threadCpuUsage();
  for (let time = 0; time < times; time += 1) read();
  const { user, system } = process.threadCpuUsage(before);
  parentPort?.postMessage((1_000_000 * times * readCorpus().length) / (user + system));
});
