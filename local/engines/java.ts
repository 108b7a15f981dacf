import { execFile } from "node:child_process";
import { join } from "node:path";
import { Refusal } from "../refusal.ts";

const oldestMajor = 17;
const remedy = `Install Java ${oldestMajor} or newer (https://adoptium.net), or point JAVA_HOME at one.`;

/** The major number that `java -version` prints: 8 for "1.8.0_402", 17 for "17.0.15". */
export const javaMajor = (versionOutput: string): number | undefined => {
  const version = /version "(?:1\.)?(\d+)/.exec(versionOutput);
  return version?.[1] === undefined ? undefined : Number(version[1]);
};

const askVersion = (command: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    execFile(command, ["-version"], { timeout: 10_000 }, (error, stdout, stderr) => {
      resolve(error === null ? stdout + stderr : undefined);
    });
  });

/**
 * The command that starts a Java new enough for DynamoDB Local: that of JAVA_HOME, else the one on the PATH.
 * Throws a `Refusal` where there is none.
 */
export const findJava = async (environment: NodeJS.ProcessEnv = process.env): Promise<string> => {
  const home = environment.JAVA_HOME;
  const commands = home ? [join(home, "bin", "java"), "java"] : ["java"];
  const seen: number[] = [];
  for (const command of commands) {
    const major = javaMajor((await askVersion(command)) ?? "");
    if (major !== undefined && major >= oldestMajor) return command;
    if (major !== undefined) seen.push(major);
  }
  if (seen.length > 0) throw new Refusal(`Java ${seen[0]} is too old for DynamoDB Local. ${remedy}`);
  throw new Refusal(`Java is missing, and DynamoDB Local needs it. ${remedy}`);
};
