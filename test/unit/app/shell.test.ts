import { describe, expect, it } from "vitest";
import { createShell, type ShellFile } from "../../../app/src/service-worker/shell.ts";

const scope = "https://piaf.example/app/";

/** The browser's caches in memory: names in the order in which they were made, as the browser has them. */
const cachesInMemory = () => {
  const all = new Map<string, Map<string, string>>();
  const answer = (body: string | undefined) => (body === undefined ? undefined : new Response(body));
  const caches = {
    open: async (name: string) => {
      const files = all.get(name) ?? new Map<string, string>();
      all.set(name, files);
      return {
        addAll: async (requests: readonly Request[]) => {
          for (const { url, cache } of requests) files.set(url, `${name} ${cache}`);
        },
        match: async (url: string) => answer(files.get(url)),
      };
    },
    keys: async () => [...all.keys()],
    delete: async (name: string) => all.delete(name),
    match: async (url: string) => answer([...all.values()].find((files) => files.has(url))?.get(url)),
  };
  return { all, caches: caches as unknown as CacheStorage };
};

const filesOf = (version: string): readonly ShellFile[] => [
  { url: "index.html", revision: version },
  { url: "icon-192.png", revision: "icon" },
  { url: `assets/index-${version}.js`, revision: null },
];

const world = () => {
  const { all, caches } = cachesInMemory();
  const fetched: string[] = [];
  const shellOf = (version: string) =>
    createShell({
      files: filesOf(version),
      scope,
      caches,
      fetch: async (address) => {
        fetched.push(address);
        return new Response("from the network");
      },
    });
  return { all, fetched, shellOf };
};

const get = (url: string, mode: RequestMode = "no-cors") => ({ method: "GET", mode, url: new URL(url, scope).href });

describe("the app's files on the phone", () => {
  it("are kept whole; those whose names never change meaning may come from the browser's cache", async () => {
    const { all, shellOf } = world();
    await shellOf("one").install();
    expect([...(all.get("piaf-shell-one") ?? [])]).toEqual([
      [`${scope}index.html`, "piaf-shell-one no-cache"],
      [`${scope}icon-192.png`, "piaf-shell-one no-cache"],
      [`${scope}assets/index-one.js`, "piaf-shell-one default"],
    ]);
  });

  it.each(["", "intents/pi_1", "?code=1&state=2", "share?text=a.b", "index.html"])(
    "answer each place of the app with its page: %s",
    async (place) => {
      const { shellOf } = world();
      const shell = shellOf("one");
      await shell.install();
      expect(await (await shell.answer(get(place, "navigate")))?.text()).toBe("piaf-shell-one no-cache");
    },
  );

  it.each<[string, Partial<ReturnType<typeof get>>]>([
    ["the API", get("/v1/me", "cors")],
    ["the sign-in", get("/oidc/auth", "navigate")],
    ["the configuration", get("config.json", "cors")],
    ["a file that is opened as a page", get("config.json", "navigate")],
    ["another origin", get("https://elsewhere.example/app/index.html")],
    ["what changes something", { ...get("index.html"), method: "POST" }],
  ])("never answer for %s", (_what, request) => {
    expect(
      world()
        .shellOf("one")
        .answer({ ...get(""), ...request }),
    ).toBeUndefined();
  });

  it("are those of the newest version, and of the one before for a page that still runs", async () => {
    const { all, shellOf, fetched } = world();
    for (const version of ["one", "two", "three"]) await shellOf(version).install();
    const shell = shellOf("three");
    await shell.tidy();
    expect([...all.keys()]).toEqual(["piaf-shell-two", "piaf-shell-three"]);
    expect(await (await shell.answer(get("index.html")))?.text()).toContain("three");
    expect(await (await shell.answer(get("assets/index-two.js")))?.text()).toContain("two");
    expect(fetched).toEqual([]);
    expect(await (await shell.answer(get("assets/index-one.js")))?.text()).toBe("from the network");
  });
});
