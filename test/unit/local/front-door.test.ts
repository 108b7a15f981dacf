import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openFrontDoor, type FrontDoor } from "../../../local/http/front-door.ts";
import { staticFiles } from "../../../local/http/static-files.ts";

let door: FrontDoor;
let folder: string;
let faults: string[];

beforeEach(async () => {
  faults = [];
  door = await openFrontDoor({ port: 0, onFault: (line) => faults.push(line) });
  folder = mkdtempSync(join(tmpdir(), "piaf-site-"));
  mkdirSync(join(folder, "app", "assets"), { recursive: true });
  writeFileSync(join(folder, "app", "index.html"), "page");
  writeFileSync(join(folder, "app", "assets", "main-1a2b.js"), "script");
  writeFileSync(join(folder, "secret.txt"), "secret");
});
afterEach(async () => {
  await door.stop();
  rmSync(folder, { recursive: true });
});

/** `fetch` tidies paths and hosts up; an attacker does not. */
const ask = (path: string, { host = "localhost", method = "GET" } = {}) =>
  new Promise<{ status: number | undefined; headers: Record<string, unknown>; body: string }>((resolve, reject) => {
    request({ port: door.port, host: "127.0.0.1", path, method, headers: { host } }, (response) => {
      text(response).then((body) => resolve({ status: response.statusCode, headers: response.headers, body }), reject);
    })
      .on("error", reject)
      .end();
  });

const openWith = () => {
  const places = staticFiles({
    prefix: "/app/",
    folder: join(folder, "app"),
    headers: { "x-policy": "strict" },
    hasPlaces: true,
    documents: { "config.json": { stage: "local" } },
  });
  const echo = { prefix: "/", handle: (_: unknown, response: { end: (text: string) => void }) => response.end("root") };
  door.open([echo as never, places]);
};

describe("the front door", () => {
  it("asks for patience until it is open", async () => {
    expect(await ask("/")).toMatchObject({ status: 503, headers: { "retry-after": "1" } });
  });

  it("gives a request to the longest prefix", async () => {
    openWith();
    expect((await ask("/")).body).toBe("root");
    expect((await ask("/app/")).body).toBe("page");
    expect(await ask("/app")).toMatchObject({ status: 302, headers: { location: "/app/" } });
  });

  it("packs texts for whoever can unpack them, as CloudFront does", async () => {
    openWith();
    const url = `http://127.0.0.1:${door.port}/app/`;
    const packed = await fetch(url, { headers: { "accept-encoding": "gzip" } });
    expect([packed.headers.get("content-encoding"), await packed.text()]).toEqual(["gzip", "page"]);
    const plain = await fetch(url, { headers: { "accept-encoding": "identity" } });
    expect([plain.headers.get("content-encoding"), plain.headers.get("content-length")]).toEqual([null, "4"]);
  });

  it.each([
    ["localhost:4400", 200],
    ["alice.localhost:4400", 200],
    ["127.0.0.1", 200],
    ["piaf.example", 421],
    ["localhost.piaf.example", 421],
  ])("takes a request to %j with %i", async (host, status) => {
    openWith();
    expect((await ask("/", { host })).status).toBe(status);
  });

  it("says that something went wrong, and goes on, when a part throws", async () => {
    door.open([{ prefix: "/", handle: () => Promise.reject(new Error("on purpose")) }]);
    expect(await ask("/")).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
    expect((await ask("/")).status).toBe(500);
    expect(faults).toEqual([expect.stringContaining("on purpose"), expect.stringContaining("on purpose")]);
  });

  it("names the port that is taken", async () => {
    await expect(openFrontDoor({ port: door.port, onFault: () => undefined })).rejects.toThrow(
      `Port ${door.port} is in use`,
    );
  });
});

describe("the files of a site", () => {
  it("come with their type, their policy, and as long a life as their name allows", async () => {
    openWith();
    expect(await ask("/app/assets/main-1a2b.js")).toMatchObject({
      status: 200,
      headers: {
        "content-type": "text/javascript; charset=utf-8",
        "x-policy": "strict",
        "cache-control": expect.stringContaining("immutable"),
      },
      body: "script",
    });
    expect((await ask("/app/")).headers["cache-control"]).toBe("no-cache");
    expect(await ask("/app/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
  });

  it("stand for places within the page, and not for missing files", async () => {
    openWith();
    expect((await ask("/app/intents/pi_1")).body).toBe("page");
    expect((await ask("/app/missing.js")).status).toBe(404);
    expect((await ask("/app/", { method: "POST" })).status).toBe(405);
  });

  it("give way to documents", async () => {
    openWith();
    expect(await ask("/app/config.json")).toMatchObject({
      body: '{"stage":"local"}',
      headers: { "cache-control": "no-store" },
    });
  });

  it.each(["/app/../secret.txt", "/app/%2e%2e/secret.txt", "/app/..%2fsecret.txt", "/app/%E0%A4%A", "/app/assets.d"])(
    "never lie outside of the folder: %s",
    async (path) => {
      openWith();
      const { status, body } = await ask(path);
      expect(body).not.toContain("secret");
      expect(status).toBe(404);
    },
  );
});
