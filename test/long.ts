/** `npm run test:long`: what takes too long for `npm test`. Each line is a command that can be run alone. */
import { run } from "./support/run-vitest.ts";

const longRuns: readonly (readonly string[])[] = [
  ["test/bank/main.ts", "--transfers", "1000000", "--seed", "1", "--weather", "storm"],
  ["test/bank/main.ts", "--transfers", "100000", "--seed", "2", "--weather", "showers"],
  ["test/bank/main.ts", "--transfers", "20000", "--seed", "1", "--engine", "dynamodb"],
  ["test/stryker/run-stryker.ts"],
];

let failed = 0;
for (const args of longRuns) {
  console.log(`\n── node ${args.join(" ")}`);
  if ((await run("node", args)) !== 0) failed += 1;
}
console.log(`\n${longRuns.length - failed} of ${longRuns.length} long runs passed`);
process.exit(failed > 0 ? 1 : 0);
