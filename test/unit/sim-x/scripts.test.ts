import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, describe, expect, test } from "vitest";
import { hourMs } from "../../../core/clock.ts";
import { startSimulatedX } from "../../support/simulated-x.ts";

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

const start = async (settings: Parameters<typeof startSimulatedX>[0] = {}) => {
  const x = await startSimulatedX(settings);
  ends.push(x.stop);
  return x;
};

const folder = async (): Promise<string> => {
  const path = await mkdtemp(join(tmpdir(), "piaf-sim-x-"));
  ends.push(() => rm(path, { recursive: true }));
  return path;
};

type PostJson = { readonly id: string; readonly root_id: string; readonly text: string; readonly written: string };

const timeline = async (x: Awaited<ReturnType<typeof start>>): Promise<readonly PostJson[]> =>
  (await x.call("GET", "posts")).json["posts"] as PostJson[];

describe("bad input is answered with one sentence", () => {
  test.each([
    ["POST", "posts", "not json", 400],
    ["POST", "posts", {}, 400],
    ["POST", "posts", { as: "alice" }, 400],
    ["POST", "posts", { as: "mallory", text: "hi" }, 400],
    ["POST", "posts", { as: "alice", text: "hi", colour: "red" }, 400],
    ["POST", "posts", { as: "alice", text: "hi", repost_of: "1" }, 400],
    ["POST", "posts", { as: "alice", text: "hi", in_reply_to: 7 }, 400],
    ["POST", "posts", { as: "alice", text: "hi", in_reply_to: "7" }, 404],
    ["POST", "posts", { as: "alice", text: "é".repeat(25_001) }, 400],
    ["PUT", "posts/7", { text: "hi" }, 404],
    ["DELETE", "posts/7", undefined, 404],
    ["POST", "redeliver", { id: "7", times: 1 }, 404],
    ["POST", "redeliver", { id: "7", times: 51 }, 400],
    ["PUT", "settings", { family: "v1" }, 400],
    ["PUT", "settings", { faults: { flood: 1 } }, 400],
    ["GET", "nothing", undefined, 404],
  ])("%s %s %j: %i", async (method, path, body, status) => {
    const { call } = await start();
    const answer = await call(method, path, body);
    expect(answer.status).toBe(status);
    expect(answer.json["error"]).toMatch(/^\S.*[.]$/);
  });

  test("and a body without end with 413", async () => {
    const { call } = await start();
    expect((await call("POST", "posts", "x".repeat(1024 * 1024 + 1))).status).toBe(413);
  });
});

test("an edit is a new id under the same root, five times within an hour", async () => {
  let now = Date.UTC(2026, 10, 24, 12);
  const x = await start({ clock: () => now });
  const root = await x.post({ as: "alice", text: "version 0" });
  for (let edits = 1; edits <= 5; edits += 1) {
    expect((await x.call("PUT", `posts/${root}`, { text: `version ${edits}` })).status).toBe(200);
  }
  const [latest] = await timeline(x);
  expect(latest).toMatchObject({ root_id: root, text: "version 5", edited: true });
  expect(BigInt(latest!.id)).toBeGreaterThan(BigInt(root));
  expect((await x.call("PUT", `posts/${root}`, { text: "version 6" })).status).toBe(400);
  const other = await x.post({ as: "alice", text: "later" });
  now += hourMs + 1;
  expect((await x.call("PUT", `posts/${other}`, { text: "too late" })).status).toBe(400);
});

test("a reply begins with the handles of the thread, which are not written", async () => {
  const x = await start();
  const parent = await x.post({ as: "bob", text: "lunch with @carol and @alice" });
  await x.post({ as: "alice", text: "gladly", in_reply_to: parent });
  expect((await timeline(x))[0]).toMatchObject({ text: "@bob @carol gladly", written: "gladly", in_reply_to: parent });
});

test("what was deleted is gone", async () => {
  const x = await start();
  const id = await x.post({ as: "alice", text: "oops" });
  await x.call("DELETE", `posts/${id}`);
  expect(await timeline(x)).toEqual([]);
  expect((await x.call("DELETE", `posts/${id}`)).status).toBe(404);
});

test("posts outlive a restart, and new ids stay larger", async () => {
  const dataDir = await folder();
  const clock = () => Date.UTC(2026, 10, 24, 12);
  const first = await startSimulatedX({ dataDir, clock });
  const id = await first.post({ as: "alice", text: "still here" });
  await first.stop();
  const second = await start({ dataDir, clock });
  expect((await timeline(second)).map((post) => post.text)).toEqual(["still here"]);
  expect(BigInt(await second.post({ as: "alice", text: "and more" }))).toBeGreaterThan(BigInt(id));
});

test("a broken file is named with the remedy", async () => {
  const dataDir = await folder();
  await writeFile(join(dataDir, "sim-x.json"), '{"posts": [');
  await expect(startSimulatedX({ dataDir })).rejects.toThrow(/sim-x\.json: start with --reset\.$/);
});

test("the stage hears of each change", async () => {
  const x = await start();
  const response = await fetch(`${x.apiUrl}/events`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  const hear = async (change: string): Promise<void> => {
    while (!heard.includes(`"change":"${change}"`)) heard += (await reader.read()).value ?? "";
  };
  const id = await x.post({ as: "alice", text: "hello" });
  await hear("written");
  await x.call("PUT", `posts/${id}`, { text: "hello again" });
  await hear("edited");
  await x.call("DELETE", `posts/${id}`);
  await hear("deleted");
  await reader.cancel();
});

describe("the documentation", async () => {
  const text = await readFile(new URL("../../../docs/simulated-x.md", import.meta.url), "utf8");
  const requests = [...text.matchAll(/```http\n(\w+) \/sim\/x\/(\S+)\n(.*\n)?```/g)];

  test("shows requests that work, in their order", async () => {
    const x = await start();
    let id = "";
    expect(requests.length).toBeGreaterThan(6);
    for (const [, method = "", path = "", body] of requests) {
      const answer = await x.call(method, path.replace("{id}", id), body?.replace("{id}", id));
      expect(answer).toMatchObject({ status: 200 });
      if (typeof answer.json["id"] === "string") id = answer.json["id"];
    }
  });

  test("shows commands that work", async () => {
    const x = await start();
    const [, command = ""] = /```sh\n(.*)\n```/.exec(text) ?? [];
    const run = await promisify(execFile)("sh", ["-c", command.replace("http://localhost:4400", x.url)]);
    expect(JSON.parse(run.stdout)).toEqual({ id: (await timeline(x))[0]?.id });
  });
});
