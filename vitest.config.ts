import { defineConfig } from "vitest/config";

/** One project a suite; `npm test` runs them one after another, each under its own budget (test/run.ts). */
const suite = (name: string, include: string[], options: Record<string, unknown> = {}) => ({
  test: { name, include, exclude: ["node_modules/**"], testTimeout: 20_000, ...options },
});

/** One DynamoDB Local for the files of a suite. */
const globalSetup = ["test/support/dynamodb.ts"];

const whole = { testTimeout: 60_000, hookTimeout: 90_000 };

export default defineConfig({
  test: {
    // A file that starts a whole Piaf waits much: two of them keep two cores busy, more would only slow each other down.
    maxWorkers: 2,
    projects: [
      suite("unit", ["test/unit/**/*.test.ts", "test/property/**/*.test.ts"], { hookTimeout: 60_000 }),
      suite("contract", ["test/contract/**/*.test.ts"], { globalSetup, hookTimeout: 60_000 }),
      // Loading the CDK is what takes long: once a worker, not once a file.
      suite("cdk", ["test/cdk/**/*.test.ts"], { testTimeout: 30_000, hookTimeout: 60_000, isolate: false }),
      suite("integration", ["test/integration/**/*.test.ts", "test/invariants/**/*.test.ts"], {
        ...whole,
        globalSetup,
      }),
      suite("bank", ["test/bank/**/*.test.ts"], whole),
      suite("fuzz", ["test/fuzz/**/*.test.ts"], whole),
      suite("e2e", ["test/e2e/**/*.test.ts"], whole),
    ],
  },
});
