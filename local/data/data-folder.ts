import { mkdirSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { Refusal } from "../refusal.ts";

/** Where everything that outlives a run is kept, for one run at a time. */
export type DataFolder = {
  readonly path: string;
  readonly dynamodb: string;
  readonly queues: string;
  readonly logs: string;
  readonly simulatedX: string;
  readonly identity: string;
  readonly sandboxCards: string;
  readonly sandboxBank: string;
  readonly secretsFile: string;
  readonly keysFile: string;
  readonly checkpointsFile: string;
  /** Gives the folder up for another run. */
  readonly close: () => void;
};

/** All that Piaf makes in the folder, apart from the lock: what --reset removes, and nothing else. */
const partNames = [
  "dynamodb",
  "queues",
  "logs",
  "sim-x",
  "identity",
  "sandbox-cards",
  "sandbox-bank",
  "secrets.json",
  "keys.json",
  "streams.json",
] as const;

const remedy = "choose another with --data.";

/**
 * SQLite's lock on a file: the system itself takes it back when a run ends, however it ends, which a file with a process
 * id does not.
 */
const takeLock = (path: string): DatabaseSync => {
  const lock = new DatabaseSync(join(path, "lock"));
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    return lock;
  } catch (error) {
    lock.close();
    const isTaken = (error as { errcode?: number }).errcode === 5;
    throw isTaken ? new Refusal(`Another Piaf is running on the data folder ${path}: stop it, or ${remedy}`) : error;
  }
};

const prepare = (path: string): DatabaseSync => {
  try {
    mkdirSync(path, { recursive: true });
    return takeLock(path);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new Refusal(`The data folder ${path} cannot be used (${reason}): make it a writable folder, or ${remedy}`);
  }
};

/** Opens the folder, made where it is missing, for this run alone. Throws a `Refusal` with the remedy when it cannot. */
export const openDataFolder = (folder: string, { reset }: { readonly reset: boolean }): DataFolder => {
  const path = resolve(folder);
  const lock = prepare(path);
  const part = (name: (typeof partNames)[number]): string => join(path, name);
  if (reset) for (const name of partNames) rmSync(part(name), { recursive: true, force: true });
  mkdirSync(part("logs"), { recursive: true });
  return {
    path,
    dynamodb: part("dynamodb"),
    queues: part("queues"),
    logs: part("logs"),
    simulatedX: part("sim-x"),
    identity: part("identity"),
    sandboxCards: part("sandbox-cards"),
    sandboxBank: part("sandbox-bank"),
    secretsFile: part("secrets.json"),
    keysFile: part("keys.json"),
    checkpointsFile: part("streams.json"),
    close: () => lock.close(),
  };
};
