/** `npm run bench -- <name> [--json] [--rounds N]` */
import { parseArgs } from "node:util";
import { activity } from "./activity.ts";
import type { Benchmark, Options } from "./benchmark.ts";
import { journey } from "./journey.ts";
import { ledger } from "./ledger.ts";
import { parser } from "./parser.ts";
import { tableOf } from "./table.ts";

const benchmarks: Readonly<Record<string, Benchmark>> = { journey, ledger, parser, activity };

const usage = "npm run bench -- <name> [--json] [--rounds N]";

/** What the command cannot do, in one sentence. */
class BenchRefusal extends Error {}

const benchmarkOf = (name: string | undefined): Benchmark => {
  const known = name !== undefined && Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (known !== undefined) return known;
  const names = Object.entries(benchmarks).map(([each, { about }]) => `${each} (${about})`);
  throw new BenchRefusal(`${name === undefined ? "Name a benchmark" : `No benchmark "${name}"`}: ${names.join(", ")}.`);
};

const roundsOf = (text: string | undefined, { usual, most }: Benchmark["rounds"]): number => {
  const rounds = text === undefined ? usual : Number(text);
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= most) return rounds;
  throw new BenchRefusal(`--rounds takes a number from 1 to ${most}, not "${text}": ${usage}`);
};

const readArguments = () => {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { json: { type: "boolean", default: false }, rounds: { type: "string" } },
    });
  } catch (error) {
    throw new BenchRefusal(`${(error as Error).message.split(". ")[0]}: ${usage}`);
  }
};

const main = async (): Promise<void> => {
  const { values, positionals } = readArguments();
  const benchmark = benchmarkOf(positionals[0]);
  const options: Options = { rounds: roundsOf(values.rounds, benchmark.rounds), say: (line) => console.error(line) };
  const { figures, json } = await benchmark.run(options);
  console.log(values.json ? JSON.stringify(json) : tableOf(figures));
};

try {
  await main();
} catch (error) {
  console.error(error instanceof BenchRefusal ? error.message : error);
  process.exitCode = 1;
}
