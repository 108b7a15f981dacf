import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vitest/config";
import type { Mutant } from "./mutants.ts";

/** The mutant to be brought in, and the engine that runs already: written down by `run-mutants.ts`. */
const { mutant, endpoint } = JSON.parse(process.env["PIAF_MUTANT"] ?? "{}") as { mutant: Mutant; endpoint: string };
const file = resolve(mutant.file);

/** Runs the tests of the invariants with one bug in one module, put in as it is loaded: no file is touched. */
export default defineConfig({
  plugins: [
    {
      name: "mutant",
      enforce: "pre",
      load: (id) => (id === file ? readFileSync(file, "utf8").replace(mutant.find, () => mutant.replace) : undefined),
    },
  ],
  test: {
    // What one mutant has made of a module must not be kept for the next.
    fsModuleCache: false,
    include: ["test/invariants/**/*.test.ts"],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 90_000,
    provide: { dynamoDbEndpoint: endpoint },
  },
});
