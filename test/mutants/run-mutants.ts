/** `npm run test:mutants`: each deliberate bug must make exactly the test of its invariant fail. Prints the table. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startDynamoDbLocal } from "../../local/engines/dynamodb-local.ts";
import { invariants } from "../invariants/invariants.ts";
import { type Mutant, mutants } from "./mutants.ts";

type Report = {
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
};

/** The titles of the tests that fail with the bug in place. */
const failuresUnder = async (mutant: Mutant, place: { readonly endpoint: string; readonly folder: string }) => {
  const report = join(place.folder, `${mutant.invariant}.json`);
  const env = { ...process.env, PIAF_MUTANT: JSON.stringify({ mutant, endpoint: place.endpoint }) };
  const args = ["run", "--config", "test/mutants/vitest.config.ts", "--root", "."];
  const child = spawn("node_modules/.bin/vitest", [...args, "--reporter=json", `--outputFile=${report}`], {
    env,
    stdio: "ignore",
  });
  await new Promise((resolve) => child.once("exit", resolve));
  const { testResults } = JSON.parse(readFileSync(report, "utf8")) as Report;
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  if (tests.length < titles.size) throw new Error(testResults.map(({ message }) => message).join("\n"));
  return tests.filter(({ status }) => status !== "passed").map(({ title }) => title);
};

const titles = new Map(invariants.flatMap((one) => (one.file === undefined ? [] : [[one.number, one.title] as const])));

const engine = await startDynamoDbLocal();
const folder = mkdtempSync(join(tmpdir(), "piaf-mutants-"));
let survivors = 0;
for (const { number, notBuiltYet, sentence } of invariants) {
  const mine = mutants.filter(({ invariant }) => invariant === number);
  console.log(`${String(number).padStart(2)}  ${sentence}${notBuiltYet ? ` (Not built yet: ${notBuiltYet}.)` : ""}`);
  for (const mutant of mine) {
    const failed = await failuresUnder(mutant, { endpoint: engine.endpoint, folder });
    const isCaught = failed.length === 1 && failed[0] === titles.get(number);
    if (!isCaught) survivors += 1;
    const others = failed.filter((title) => title !== titles.get(number));
    const verdict = isCaught
      ? "caught"
      : failed.length === 0
        ? "SURVIVED"
        : `NOT BY ITS TEST ALONE: ${others.join("; ")}`;
    console.log(`      ${verdict.padEnd(8)}  ${mutant.bug} (${mutant.file})`);
  }
}
rmSync(folder, { recursive: true });
await engine.stop();
console.log(`\n${mutants.length - survivors} of ${mutants.length} deliberate bugs caught by their own test alone`);
process.exit(survivors > 0 ? 1 : 0);
