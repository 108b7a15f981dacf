import { type SuiteResult, run } from "../support/run-vitest.ts";
import { checkDependencyRules } from "./dependency-rules.ts";

const checks: readonly (readonly [string, () => Promise<boolean>])[] = [
  ["format", async () => (await run("prettier", ["--check", "--log-level=warn", "."])) === 0],
  ["lint", async () => (await run("eslint", ["."])) === 0],
  ["types", async () => (await run("tsc", ["-p", "."])) === 0],
  ["types of the app", async () => (await run("tsc", ["-p", "app"])) === 0],
  ["types of the service worker", async () => (await run("tsc", ["-p", "app/src/service-worker"])) === 0],
  ["dependency rules", checkDependencyRules],
  ["texts", async () => (await run("lingui", ["check", "sync", "--clean"])) === 0],
  ["translations", async () => (await run("lingui", ["check", "missing", "--mode", "catalog"])) === 0],
  ["unused code", async () => (await run("knip", ["--no-progress"])) === 0],
];

/** All of them at once: each is a process of its own. */
export const staticChecks = async (): Promise<SuiteResult> => {
  const results = await Promise.all(checks.map(async ([name, check]) => ({ name, passed: await check() })));
  for (const { name, passed } of results) console.log(`${passed ? "passed" : "FAILED"}  ${name}`);
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed };
};
