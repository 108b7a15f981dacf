import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { contentHash } from "../build/content-hash.ts";
import { putInPlace } from "../build/put-in-place.ts";
import { root } from "../root.ts";

/** All that the synthesized template, and the bundles in it, are made from. */
const sources = [
  "bin",
  "lib",
  "functions",
  "core",
  "contracts",
  "adapters",
  "locales",
  "cdk.json",
  "package-lock.json",
];

const keptAssemblies = 12;

/** What the CDK command line would hand to the program: the flags of cdk.json, and ours. */
const contextOf = (bundles: boolean): string => {
  const { context } = JSON.parse(readFileSync(join(root, "cdk.json"), "utf8")) as { context?: object };
  return JSON.stringify({
    ...context,
    stage: "local",
    "aws:cdk:enable-path-metadata": true,
    ...(bundles ? {} : { "aws:cdk:bundling-stacks": [] }),
  });
};

/** Into `draft`, which goes away again should the program fail; its own words then say why. */
const runProgram = async (draft: string, context: string): Promise<void> => {
  const env = { ...process.env, CDK_OUTDIR: draft, CDK_CONTEXT_JSON: context };
  const running = promisify(execFile)(process.execPath, ["bin/app.ts"], { cwd: root, env });
  const end = () => running.child.kill();
  process.once("exit", end);
  try {
    await running;
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw new Error(`bin/app.ts failed.\n${(error as { stderr?: string }).stderr ?? String(error)}`, { cause: error });
  } finally {
    process.removeListener("exit", end);
  }
};

/** Removes the assemblies that were used longest ago; a few stay, since other runs may be reading them. */
const forgetOld = (folder: string): void => {
  readdirSync(folder)
    .map((name) => join(folder, name))
    .map((path) => ({ path, usedMs: statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0 }))
    .sort((a, b) => b.usedMs - a.usedMs)
    .slice(keptAssemblies)
    .forEach(({ path }) => rmSync(path, { recursive: true, force: true }));
};

/**
 * Runs the CDK program for the stage "local" and answers the folder of the cloud assembly. What was synthesized before
 * from the very same sources is used again. Without `bundles` the code of the functions is left out (quick, for who only
 * needs the tables).
 */
export const synthesize = async (options: { bundles: boolean }): Promise<string> => {
  const context = contextOf(options.bundles);
  const folder = join(root, "cdk.out", "local");
  const assembly = join(folder, contentHash(root, sources, context));
  mkdirSync(folder, { recursive: true });
  if (!existsSync(assembly)) {
    const draft = `${assembly}.${process.pid}`;
    await runProgram(draft, context);
    putInPlace(draft, assembly);
  }
  const now = new Date();
  utimesSync(assembly, now, now);
  forgetOld(folder);
  return assembly;
};
