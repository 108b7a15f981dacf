import { readFileSync, statSync } from "node:fs";
import { isBuiltin } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";
import { addPiaf } from "../../lib/piaf.ts";
import { createApp, stageForTest } from "./support/synthesized.ts";

const kB = 1000;
/** Two bring all of WebAuthn, one all of Stripe's library (docs/adr/0015-money-in-by-card.md). */
const larger: Readonly<Record<string, number>> = { ledger: 800 * kB, enrol: 800 * kB, funding: 700 * kB };
const limitOf = (name: string): number => larger[name] ?? 500 * kB;

const app = createApp({ bundles: true });
const { functions } = addPiaf(app, stageForTest("local")).stateless;
const assembly = app.synth();

/** What Lambda gets: the same file that the construct makes for a deployment. */
const folderOf = (hashedZip: string): string => join(assembly.directory, `asset.${hashedZip.replace(".zip", "")}`);

type Metafile = {
  readonly outputs: Record<string, { readonly imports: readonly { path: string; kind: string; external?: boolean }[] }>;
};

/** Packages that the bundle asks for as soon as it starts. */
const missingFrom = (folder: string): readonly string[] => {
  const { outputs } = JSON.parse(readFileSync(join(folder, "index.meta.json"), "utf8")) as Metafile;
  return Object.values(outputs)
    .flatMap(({ imports }) => imports)
    .filter(({ path, kind, external }) => external && kind !== "dynamic-import" && !isBuiltin(path))
    .map(({ path }) => path);
};

const bundles = Object.entries(functions).flatMap(([name, fn]) => {
  const key: unknown = fn.node?.defaultChild?.code?.s3Key;
  return typeof key === "string"
    ? [{ name, folder: folderOf(key), bytes: statSync(join(folderOf(key), "index.mjs")).size }]
    : [];
});

test("all functions are bundled", () => {
  expect(bundles.length).toBeGreaterThanOrEqual(9);
  expect(bundles.map(({ name }) => name)).toEqual(Object.keys(functions).filter((name) => name !== "node"));
});

test.each(bundles)("$name is small enough to start fast ($bytes bytes)", ({ name, bytes }) => {
  expect(bytes).toBeLessThanOrEqual(limitOf(name));
  // A bundle of nothing would be small, too.
  expect(bytes).toBeGreaterThan(20 * kB);
});

test.each(bundles)("$name brings all that it needs", ({ folder }) => expect(missingFrom(folder)).toEqual([]));
