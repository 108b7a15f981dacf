/** `npm test`: every suite one after another, with the time each took against its budget, and the totals. */
import { rmSync } from "node:fs";
import { staticChecks } from "./static/checks.ts";
import { mutants } from "./mutants/mutants.ts";
import { type SuiteResult, run, runVitest } from "./support/run-vitest.ts";

type Suite = { readonly name: string; readonly budgetSeconds: number; readonly run: () => Promise<SuiteResult> };

/** Each deliberate bug counts as a test: it must be caught. */
const runMutants = async (): Promise<SuiteResult> =>
  (await run("node", ["test/mutants/run-mutants.ts"])) === 0
    ? { passed: mutants.length, failed: 0 }
    : { passed: 0, failed: 1 };

const suites: readonly Suite[] = [
  { name: "static", budgetSeconds: 60, run: staticChecks },
  { name: "unit", budgetSeconds: 60, run: () => runVitest("unit") },
  { name: "cdk", budgetSeconds: 30, run: () => runVitest("cdk") },
  { name: "contract", budgetSeconds: 30, run: () => runVitest("contract") },
  { name: "integration", budgetSeconds: 90, run: () => runVitest("integration") },
  { name: "bank", budgetSeconds: 150, run: () => runVitest("bank") },
  { name: "fuzz", budgetSeconds: 150, run: () => runVitest("fuzz") },
  { name: "mutants", budgetSeconds: 60, run: runMutants },
  { name: "e2e", budgetSeconds: 150, run: () => runVitest("e2e") },
];

const chosen = (): readonly Suite[] => {
  const at = process.argv.indexOf("--only");
  if (at < 0) return suites;
  const names = process.argv.slice(at + 1);
  const unknown = names.find((name) => !suites.some((suite) => suite.name === name));
  if (names.length > 0 && unknown === undefined) return suites.filter((suite) => names.includes(suite.name));
  console.error(`Name one or more of the suites: ${suites.map((suite) => suite.name).join(", ")}.`);
  process.exit(1);
};

const rows: string[] = [];
const total = { passed: 0, failed: 0 };
for (const suite of chosen()) {
  console.log(`\n── ${suite.name}`);
  const started = performance.now();
  const { passed, failed } = await suite.run();
  const seconds = (performance.now() - started) / 1000;
  const over = seconds > suite.budgetSeconds ? "  over its budget" : "";
  rows.push(
    `${suite.name.padEnd(12)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ` +
      `${seconds.toFixed(1).padStart(6)} s of ${suite.budgetSeconds} s${over}`,
  );
  total.passed += passed;
  total.failed += failed;
}
rmSync("node_modules/.cache/piaf-test", { recursive: true, force: true });
console.log(`\n${rows.join("\n")}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
// A run that tested nothing is no success.
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);
