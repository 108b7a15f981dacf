import { defineConfig } from "vitest/config";

/** The tests that judge the three folders as values, without an engine: done in a moment, so that a thousand mutants are too. */
export default defineConfig({
  test: {
    include: [
      "test/unit/{money,ledger,consent}/**/*.test.ts",
      "test/property/{plan-group,wallet-books,canonical-json}.test.ts",
    ],
    // What one mutant has made of a module must not be kept for the next.
    fsModuleCache: false,
    testTimeout: 20_000,
  },
});
