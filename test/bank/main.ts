/**
 * `npm run test:bank -- --transfers N --seed S`: a bank at work in bad weather until N transfers are posted, and whether all
 * held that must hold.
 */
import { createWriteStream } from "node:fs";
import { parseArgs } from "node:util";
import { isEngine, isWeather, playSeason, replayOf, seasonsOf } from "./season.ts";

const usage =
  "npm run test:bank -- [--transfers N] [--seed S] [--engine simulation|dynamodb] [--weather calm|showers|storm] [--history FILE]";

const { values } = parseArgs({
  options: {
    transfers: { type: "string", default: "50000" },
    seed: { type: "string", default: "1" },
    engine: { type: "string", default: "simulation" },
    weather: { type: "string", default: "storm" },
    history: { type: "string" },
  },
});
const { seed, engine, weather } = values;
const transfers = Number(values.transfers);
if (!Number.isSafeInteger(transfers) || transfers < 1 || !isEngine(engine) || !isWeather(weather)) {
  console.error(usage);
  process.exit(1);
}

const file = values.history === undefined ? undefined : createWriteStream(values.history);
const total = { transfers: 0, posted: 0, violations: 0 };
for (const season of seasonsOf({ transfers, seed, engine, weather })) {
  const started = performance.now();
  const { violations, summary, refusals, digest } = await playSeason(
    season,
    file && ((line) => file.write(`${line}\n`)),
  );
  const counts = [...Object.entries(summary), ...refusals].map(([name, count]) => `${name} ${count}`);
  const seconds = ((performance.now() - started) / 1_000).toFixed(1);
  console.log(
    `seed ${season.seed}, ${engine}, ${weather}: ${counts.join(", ")}; ${seconds} s; history ${digest.slice(0, 16)}`,
  );
  if (violations.length > 0) {
    console.error(violations.slice(0, 20).join("\n"));
    console.error(`${violations.length} violations. Replay: ${replayOf(season)}`);
  }
  total.transfers += summary["transfers"] ?? 0;
  total.posted += summary["posted"] ?? 0;
  total.violations += violations.length;
}
console.log(`${total.transfers} transfers asked for, ${total.posted} posted, ${total.violations} violations`);
process.exit(total.violations > 0 ? 1 : 0);
