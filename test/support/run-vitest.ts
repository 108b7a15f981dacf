import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";

export type SuiteResult = { readonly passed: number; readonly failed: number };

const reports = "node_modules/.cache/piaf-test";

/** Runs one project of vitest.config.ts and counts its tests. A run that broke off counts as one failure. */
export const runVitest = async (project: string): Promise<SuiteResult> => {
  mkdirSync(reports, { recursive: true });
  const report = `${reports}/${project}.json`;
  const code = await run("vitest", [
    ...["run", "--project", project, "--passWithNoTests=false"],
    ...["--reporter=dot", "--reporter=json", `--outputFile=${report}`],
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1 };
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8")) as Record<string, number>;
  const failed = numFailedTests ?? 0;
  return { passed: numPassedTests ?? 0, failed: code === 0 ? failed : Math.max(failed, 1) };
};

/** Runs a program of node_modules/.bin to its end, showing what it prints. */
export const run = (program: string, args: readonly string[]): Promise<number> =>
  new Promise((resolve, reject) => {
    // A log is read without a terminal: no colours there.
    const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: "1" };
    const child = spawn(`node_modules/.bin/${program}`, args, { stdio: "inherit", env });
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
