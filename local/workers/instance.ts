import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { Fault, FromWorker, ToWorker, WorkerSettings } from "./protocol.ts";

/** A function of the template, ready to run. */
export type FunctionSettings = {
  /** What it is called in `lib/`. */
  readonly label: string;
  readonly name: string;
  readonly arn: string;
  readonly codeFolder: string;
  /** Module and export, such as "index.handler". */
  readonly handler: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  /** All that the worker sees of an environment: the machine's own is hidden from it. */
  readonly environment: Readonly<Record<string, string>>;
  /** Takes what the function prints. */
  readonly print: (chunk: string) => void;
};

export type Outcome =
  | { readonly ok: true; readonly requestId: string; readonly value: unknown }
  | { readonly ok: false; readonly requestId: string; readonly fault: Fault };

/** One execution environment: answers one event at a time, and is never used again once it failed to. */
export type Instance = {
  readonly run: (event: unknown) => Promise<Outcome>;
  readonly ready: Promise<undefined>;
  readonly isDead: () => boolean;
  readonly end: () => Promise<void>;
};

const startWorker = (settings: FunctionSettings): Worker => {
  const [module = "", exportName = ""] = settings.handler.split(".");
  const workerData: WorkerSettings = {
    modulePath: join(settings.codeFolder, `${module}.mjs`),
    exportName,
    functionName: settings.name,
    functionArn: settings.arn,
    memoryMb: settings.memoryMb,
  };
  const worker = new Worker(new URL("./worker-thread.ts", import.meta.url), {
    workerData,
    env: { ...settings.environment },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: settings.memoryMb },
  });
  worker.stdout.setEncoding("utf8").on("data", settings.print);
  worker.stderr.setEncoding("utf8").on("data", settings.print);
  return worker;
};

const timedOut = (requestId: string, timeoutMs: number): Fault => ({
  errorType: "Sandbox.Timedout",
  errorMessage: `${requestId} Task timed out after ${(timeoutMs / 1_000).toFixed(2)} seconds`,
  stack: "",
});

const exited = (reason: string): Fault => ({ errorType: "Runtime.ExitError", errorMessage: reason, stack: "" });

/** Starts a worker for the function. It is killed when an event takes longer than the declared time-out. */
export const startInstance = (settings: FunctionSettings): Instance => {
  const worker = startWorker(settings);
  const loaded = Promise.withResolvers<undefined>();
  let running: { requestId: string; finish: (outcome: Outcome) => void } | undefined;
  let death: Fault | undefined;

  const finish = (outcome: Outcome): void => {
    if (running?.requestId === outcome.requestId) running.finish(outcome);
  };
  const die = (fault: Fault): void => {
    death ??= fault;
    loaded.resolve(undefined);
    if (running !== undefined) running.finish({ ok: false, requestId: running.requestId, fault: death });
  };
  worker.on("message", (message: FromWorker) => {
    if (message.kind === "ready") loaded.resolve(undefined);
    else if (message.kind === "unloadable") die(message.fault);
    else if (message.kind === "failed") finish({ ok: false, requestId: message.requestId, fault: message.fault });
    else finish({ ok: true, requestId: message.requestId, value: JSON.parse(message.value) as unknown });
  });
  worker.on("error", (error) => die(exited(error instanceof Error ? (error.stack ?? error.message) : String(error))));
  worker.on("exit", (code) => die(exited(`the function's process ended with code ${code}`)));

  const run = async (event: unknown): Promise<Outcome> => {
    const requestId = randomUUID();
    await loaded.promise;
    if (death !== undefined) return { ok: false, requestId, fault: death };
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    running = { requestId, finish: resolve };
    const timer = setTimeout(() => {
      die(timedOut(requestId, settings.timeoutMs));
      void worker.terminate();
    }, settings.timeoutMs);
    worker.postMessage({ requestId, event, deadlineMs: Date.now() + settings.timeoutMs } satisfies ToWorker);
    const outcome = await promise;
    clearTimeout(timer);
    running = undefined;
    return outcome;
  };
  const end = async (): Promise<void> => {
    await worker.terminate();
  };
  return { run, ready: loaded.promise, isDead: () => death !== undefined, end };
};
