import { parseArgs } from "node:util";
import { startPiaf, type Piaf } from "./piaf.ts";
import { createProgress } from "./progress.ts";
import { Refusal } from "./refusal.ts";

const usage = "npm start -- [--port N] [--data DIR] [--reset]";

const portOf = (text: string): number => {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new Refusal(`--port takes a number from 0 to 65535, not "${text}": ${usage}`);
};

const readOptions = () => {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: "string", default: "4400" },
        data: { type: "string", default: ".piaf" },
        reset: { type: "boolean", default: false },
      },
    });
    return { port: portOf(values.port), dataDir: values.data, reset: values.reset };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${(error as Error).message.split(". ")[0]}: ${usage}`);
  }
};

/** How long an orderly end may take before everything is cut off. */
const patienceMs = 4_000;

/** Ends everything the first time it is called; the second time, or when it takes too long, at once. The exit ends Java. */
const createEnd = (started: () => Piaf | undefined): (() => Promise<void>) => {
  let isEnding = false;
  return async () => {
    if (isEnding) process.exit(1);
    isEnding = true;
    setTimeout(() => process.exit(1), patienceMs).unref();
    await started()?.stop();
    process.exit(0);
  };
};

/** npm passes a signal on to the shell between it and this program only: the shell's end is the signal then. */
const endWithNpm = (end: () => Promise<void>): void => {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    void end();
  }, 250);
  watch.unref();
};

const announce = (piaf: Piaf, seconds: string): void => {
  console.log("Values that differ from the template:");
  for (const { what, declared, local } of piaf.mapped) console.log(`  ${what}: ${declared} -> ${local}`);
  console.log("Policies of roles are applied to every call; resource policies are not evaluated on one machine.");
  console.log(`\nPiaf is ready after ${seconds} s: ${piaf.url}  (Ctrl-C ends it)`);
};

const main = async (): Promise<void> => {
  const startMs = performance.now();
  const options = readOptions();
  const started: { piaf?: Piaf } = {};
  const end = createEnd(() => started.piaf);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void end());
  endWithNpm(end);
  console.log("Starting Piaf:");
  started.piaf = await startPiaf({ ...options, progress: createProgress(console.log) });
  announce(started.piaf, ((performance.now() - startMs) / 1_000).toFixed(1));
};

try {
  await main();
} catch (error) {
  console.error(error instanceof Refusal ? error.message : error);
  process.exit(1);
}
