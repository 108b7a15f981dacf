import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "../../..");
const node = process.execPath;

type Run = { readonly process: ChildProcess; readonly output: () => string; readonly errors: () => string };

let folder: string;
let runs: Run[];

const run = (args: readonly string[], environment: Record<string, string> = {}): Run => {
  const child = spawn(node, ["local/main.ts", ...args], { cwd: root, env: { ...process.env, ...environment } });
  let output = "";
  let errors = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const started = { process: child, output: () => output, errors: () => errors };
  runs.push(started);
  return started;
};

const exitOf = async ({ process: child }: Run): Promise<number | null> => {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  return child.exitCode;
};

/** The address, once it is usable. */
const ready = async (started: Run): Promise<string> => {
  const address = (): string | undefined => /ready after .*: (http:\S+)/.exec(started.output())?.[1];
  await expect.poll(() => address() ?? started.process.exitCode, { timeout: 60_000 }).not.toBeNull();
  const found = address();
  if (found === undefined) throw new Error(started.output() + started.errors());
  return found;
};

const refusalOf = async (args: readonly string[], environment?: Record<string, string>) => {
  const refused = run(args, environment);
  return { code: await exitOf(refused), sentence: refused.errors() };
};

/** Of the Java that serves the folder; 0 before there is one. */
const enginePid = (data: string): number => {
  const record = join(data, "dynamodb", "engine.pid");
  return existsSync(record) ? Number(readFileSync(record, "utf8")) : 0;
};

/** A process that has ended stays listed ("Z") until its parent has asked how. */
const isAlive = (pid: number): boolean => {
  if (pid === 0) return false;
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
};

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "piaf-start-"));
  runs = [];
});
afterEach(async () => {
  for (const { process: child } of runs) child.kill("SIGKILL");
  await Promise.all(runs.map(exitOf));
  const java = enginePid(join(folder, "data"));
  if (isAlive(java)) process.kill(java, "SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

/** A start takes seconds: each of the three is ended in another way, and what it leaves is what the next one finds. */
it("starts three times on one folder, each time with the data of before", { timeout: 120_000 }, async () => {
  const data = join(folder, "data");
  const args = ["--port", "0", "--data", data];
  const first = run(args);
  const address = await ready(first);
  await fetch(`${address}/sim/x/posts`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ as: "alice", text: "@piaf #envoyer 12,99€ @bob pour le ciné" }),
  });
  const totals = async (at: string): Promise<readonly number[]> => {
    const tokens = await fetch(`${at}/oidc/token-for?person=alice`, { method: "POST" });
    const { access_token } = (await tokens.json()) as { access_token: string };
    const answer = await fetch(`${at}/v1/intents`, { headers: { authorization: `Bearer ${access_token}` } });
    return ((await answer.json()) as { data: { total: number }[] }).data.map(({ total }) => total);
  };
  await expect.poll(() => totals(address), { timeout: 10_000 }).toEqual([1299]);

  // One run at a time has the folder.
  expect(await refusalOf(args)).toEqual({
    code: 1,
    sentence: `Another Piaf is running on the data folder ${data}: stop it, or choose another with --data.\n`,
  });
  // Ctrl-C ends everything within 5 s.
  const java = enginePid(data);
  const endingMs = performance.now();
  first.process.kill("SIGINT");
  expect(await exitOf(first)).toBe(0);
  expect(performance.now() - endingMs).toBeLessThan(5_000);
  expect(isAlive(java)).toBe(false);

  // One that is killed leaves its Java, which the next one ends.
  const killed = run(args);
  expect(await totals(await ready(killed))).toEqual([1299]);
  const left = enginePid(data);
  killed.process.kill("SIGKILL");
  await exitOf(killed);
  expect(isAlive(left)).toBe(true);

  // npm does not pass on what ends it: the shell between them would go on.
  const npm = spawn("npm", ["start", "--", ...args], { cwd: root });
  let output = "";
  npm.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  await expect.poll(() => output, { timeout: 60_000 }).toMatch(/Piaf is ready/);
  const last = enginePid(data);
  expect([isAlive(left), isAlive(last)]).toEqual([false, true]);
  expect(await totals(/ready after .*: (http:\S+)/.exec(output)?.[1] ?? "")).toEqual([1299]);
  npm.kill("SIGTERM");
  await expect.poll(() => isAlive(last), { timeout: 5_000 }).toBe(false);
});

describe("npm start", () => {
  it("leaves nothing running when it is ended while it starts", async () => {
    const data = join(folder, "data");
    const starting = run(["--port", "0", "--data", data]);
    await expect.poll(() => enginePid(data), { timeout: 20_000 }).toBeGreaterThan(0);
    const java = enginePid(data);
    starting.process.kill("SIGTERM");
    await exitOf(starting);
    await expect.poll(() => isAlive(java)).toBe(false);
  });

  it("says which port is in use", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    expect(await refusalOf(["--port", String(port), "--data", join(folder, "data")])).toEqual({
      code: 1,
      sentence: `Port ${port} is in use: stop what listens there, or choose another with --port.\n`,
    });
    server.close();
  });

  it("says what is wrong with the data folder", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    const { code, sentence } = await refusalOf(["--port", "0", "--data", file]);
    expect(code).toBe(1);
    expect(sentence).toMatch(/^The data folder .* cannot be used \(.*\): make it a writable folder, or .*\n$/);
  });

  it("says that Java is missing, or too old", async () => {
    const data = join(folder, "data");
    const empty = join(folder, "bin");
    mkdirSync(empty);
    const missing = await refusalOf(["--data", data], { PATH: empty, JAVA_HOME: "" });
    expect(missing).toEqual({
      code: 1,
      sentence: expect.stringMatching(/^Java is missing, .* Install Java 17 or newer .*\n$/),
    });
    writeFileSync(join(empty, "java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n", { mode: 0o755 });
    const old = await refusalOf(["--data", data], { PATH: empty, JAVA_HOME: "" });
    expect(old).toEqual({ code: 1, sentence: expect.stringMatching(/^Java 11 is too old .* Install Java 17.*\n$/) });
    expect(existsSync(data)).toBe(false);
  });

  it.each([
    [["--port", "seven"], "--port takes a number"],
    [["--port", "70000"], "--port takes a number"],
    [["--prot", "1"], "Unknown option '--prot'"],
    [["now"], "Unexpected argument 'now'"],
  ])("says how it is called after %j", async (args, words) => {
    const { code, sentence } = await refusalOf(args);
    expect(code).toBe(1);
    expect(sentence).toContain(words);
    expect(sentence).toContain("npm start -- [--port N] [--data DIR] [--reset]");
  });
});
