import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build, type Rolldown } from "vite";
import { beforeAll, describe, expect, it } from "vitest";
import { spokenLanguages } from "../../../locales/languages.ts";

const kB = 1_000;

type Chunk = Rolldown.OutputChunk;
let files: readonly (Rolldown.OutputAsset | Chunk)[] = [];
let page = "";

beforeAll(async () => {
  const outDir = mkdtempSync(join(tmpdir(), "piaf-first-load-"));
  try {
    const built = await build({ root: "app", configFile: "app/vite.config.ts", build: { outDir }, logLevel: "error" });
    files = (built as Rolldown.RolldownOutput).output;
    page = readFileSync(join(outDir, "index.html"), "utf8");
  } finally {
    rmSync(outDir, { recursive: true });
  }
}, 60_000);

const chunks = (): readonly Chunk[] => files.filter((file) => file.type === "chunk");

const withModule = (path: string): Chunk => {
  const found = chunks().find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(path)));
  if (found === undefined) throw new Error(`nothing that is built has ${path}`);
  return found;
};

/** A chunk, and all that it cannot start without. */
const withImports = (chunk: Chunk, seen = new Set<Chunk>()): ReadonlySet<Chunk> => {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  for (const name of chunk.imports) {
    const imported = chunks().find(({ fileName }) => fileName === name);
    if (imported !== undefined) withImports(imported, seen);
  }
  return seen;
};

/** The scripts that somebody who reads that language waits for. */
const firstScripts = (language: string): readonly Chunk[] => {
  const needed = ["app/src/main.tsx", `locales/app/${language}.ts`, `locales/catalogues/${language}.ts`];
  return [...new Set(needed.flatMap((path) => [...withImports(withModule(path))]))];
};

const weightOf = (contents: readonly (string | Uint8Array)[]): number =>
  contents.reduce((sum, content) => sum + gzipSync(content).length, 0);

describe.each(spokenLanguages)("the first load of the app in %s", (language) => {
  it("is at most 90 kB of scripts and 200 kB in all, gzipped", () => {
    const scripts = weightOf(firstScripts(language).map(({ code }) => code));
    expect(scripts).toBeGreaterThan(30 * kB);
    expect(scripts).toBeLessThanOrEqual(90 * kB);
    const styles = files.flatMap((file) => (file.fileName.endsWith(".css") && "source" in file ? [file.source] : []));
    const icons = ["icon.svg", "icon-192.png"].map((name) => readFileSync(join("app/public", name)));
    expect(styles.length).toBeGreaterThan(0);
    expect(scripts + weightOf([page, ...styles, ...icons])).toBeLessThanOrEqual(200 * kB);
  });

  it("has nothing of what comes later: the chart, the codes, the parser, other languages", () => {
    const all = chunks().flatMap(({ moduleIds }) => moduleIds);
    const first = firstScripts(language).flatMap(({ moduleIds }) => moduleIds);
    const other = spokenLanguages.find((spoken) => spoken !== language);
    const later = [
      "node_modules/uplot/",
      "node_modules/uqr/",
      "core/command/parse-command.ts",
      `locales/app/${other}.ts`,
    ];
    for (const part of later)
      expect(
        all.filter((id) => id.includes(part)),
        part,
      ).not.toEqual([]);
    expect(first.filter((id) => later.some((part) => id.includes(part)))).toEqual([]);
    expect(first.filter((id) => id.includes("/locales/app/"))).toHaveLength(1);
  });
});
