import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const record = (dataDir: string): string => join(dataDir, "engine.pid");

/** Notes which process serves the folder, so that a later start can end it should this one be killed. */
export const recordProcess = (dataDir: string, pid: number): void => {
  writeFileSync(record(dataDir), String(pid));
};

/** How the process was started, where the system tells: /proc on Linux (also where no `ps` is installed), `ps` elsewhere. */
const commandLine = (pid: number): string => {
  try {
    if (existsSync("/proc/self")) return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
};

/** Process ids are given out again: only one whose command line names the jar and this very folder is ours to end. */
const isOurs = (pid: number, dataDir: string): boolean => {
  const command = commandLine(pid);
  return command.includes("DynamoDBLocal.jar") && command.includes(`-dbPath ${dataDir} `);
};

/** Ends the engine that a killed run left behind on this folder, if there is one, and waits until it is gone. */
export const endRecordedProcess = async (dataDir: string): Promise<void> => {
  if (!existsSync(record(dataDir))) return;
  const pid = Number(readFileSync(record(dataDir), "utf8"));
  if (Number.isInteger(pid) && pid > 0 && isOurs(pid, dataDir)) {
    process.kill(pid, "SIGKILL");
    while (isOurs(pid, dataDir)) await delay(25);
  }
  rmSync(record(dataDir), { force: true });
};
