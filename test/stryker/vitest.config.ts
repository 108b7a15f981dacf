import { defineConfig } from "vitest/config";

/** The tests of the core that are done in a moment: the database of all of them is the simulation. */
export default defineConfig({
  test: {
    include: [
      "test/unit/{money,ledger,consent,intent}/**/*.test.ts",
      "test/unit/proof/verify-receipt.test.ts",
      "test/property/{plan-group,wallet-books,canonical-json}.test.ts",
      "test/contract/ledger/{dynamo-ledger,short-payer,growing-wallet}.test.ts",
      "test/integration/consent/{settle-payments,forged-consent}.test.ts",
      "test/invariants/**/*.test.ts",
    ],
    fsModuleCache: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
    provide: { dynamoDbEndpoint: "simulation" },
  },
});
