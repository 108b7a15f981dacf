import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";
import { contentHash } from "./content-hash.ts";
import { putInPlace } from "./put-in-place.ts";

/** A page that Vite builds: its folder with a `vite.config.ts`, where it goes, and all that it is made from. */
export type Page = { readonly folder: string; readonly output: string; readonly sources: readonly string[] };

export const app: Page = {
  folder: "app",
  output: "dist/app",
  sources: ["app", "contracts", "core", "locales", "package-lock.json"],
};

export const stage: Page = {
  folder: "local/stage",
  output: "dist/stage",
  sources: [
    "local/stage",
    "local/seed/people.ts",
    "app/src/styles/tokens.css",
    "app/public/icon.svg",
    "package-lock.json",
  ],
};

/** The components of the app, for who builds screens. */
export const kit: Page = {
  folder: "app/kit",
  output: "dist/kit",
  sources: ["app/kit", "app/src", "contracts", "core", "locales", "package-lock.json"],
};

/**
 * Builds a page and answers the folder of its files. What was built from the very same sources is used again; the old
 * files are replaced only when the new ones are whole.
 */
export const buildPage = async ({ folder, output, sources }: Page): Promise<string> => {
  const files = join(root, output);
  const stamp = `${files}.hash`;
  const hash = contentHash(root, sources);
  if (existsSync(files) && existsSync(stamp) && readFileSync(stamp, "utf8") === hash) return files;
  const { build } = await import("vite");
  const draft = `${files}.${process.pid}`;
  await build({
    root: join(root, folder),
    configFile: join(root, folder, "vite.config.ts"),
    build: { outDir: draft, emptyOutDir: true },
    logLevel: "error",
  });
  rmSync(files, { recursive: true, force: true });
  putInPlace(draft, files);
  writeFileSync(stamp, hash);
  return files;
};
