import { defineConfig } from "vitest/config";

/** The tests of the three folders that need no engine: the ledger's contract is played on the simulation. */
export default defineConfig({
  test: {
    include: [
      "test/unit/{money,ledger,consent}/**/*.test.ts",
      "test/property/{plan-group,wallet-books,canonical-json}.test.ts",
    ],
    fsModuleCache: false,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
});
