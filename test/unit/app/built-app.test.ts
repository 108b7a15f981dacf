import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { app, buildPage } from "../../../local/build/build-page.ts";
import { homeTexts } from "../../../app/src/texts/messages/home.ts";

/** As it is deployed. */
let folder: string;

beforeAll(async () => {
  folder = await buildPage(app);
}, 60_000);

const filesOf = (ending: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(ending));
const textOf = (path: string): string => readFileSync(join(folder, path), "utf8");
const gzippedBytes = (paths: readonly string[]): number =>
  paths.reduce((sum, path) => sum + gzipSync(readFileSync(join(folder, path)), { level: 9 }).length, 0);

/** What the page names, and what that loads before anything is shown: the catalogues of one language. */
const firstLoad = (language: string): readonly string[] => {
  const named = [...textOf("index.html").matchAll(/(?:src|href)="\/app\/([^"]+)"/g)].map(([, path]) => path ?? "");
  const catalogues = filesOf(".js").filter((path) => path.startsWith(`assets/${language}-`));
  return ["index.html", ...named, ...catalogues];
};

describe("the built app", () => {
  it.each(["en", "fr", "de"])("loads at most 90 kB of JavaScript and 200 kB in all, gzipped, in %s", (language) => {
    const files = firstLoad(language);
    const scripts = files.filter((path) => path.endsWith(".js"));
    // The app, what the bot says, what the app says.
    expect(scripts.length).toBeGreaterThanOrEqual(3);
    expect(gzippedBytes(scripts)).toBeLessThan(90_000);
    expect(gzippedBytes(files)).toBeLessThan(200_000);
  });

  it("carries no text twice: wordings are in the catalogues alone", () => {
    const { id, message } = homeTexts.nothingToApproveHint;
    const holding = (text: string) => filesOf(".js").filter((path) => textOf(path).includes(text));
    expect(holding(id).length).toBeGreaterThan(7);
    expect(holding(message)).toEqual([expect.stringMatching(/^assets\/en-/)]);
  });

  it("has nothing of the kit of components", () => {
    const kit = "Piaf: the components";
    expect(readFileSync("app/kit/main.tsx", "utf8")).toContain(kit);
    const files = [...filesOf(".js"), ...filesOf(".html"), ...filesOf(".css")];
    expect(files.length).toBeGreaterThan(10);
    expect(files.filter((path) => textOf(path).includes(kit) || textOf(path).includes("specimen"))).toEqual([]);
  });
});
