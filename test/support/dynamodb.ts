import type { TestProject } from "vitest/node";
import { startDynamoDbLocal } from "../../local/engines/dynamodb-local.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the DynamoDB Local that the test files of a suite share; see `startTables`. */
    dynamoDbEndpoint?: string;
  }
}

/** One engine in memory for all files of a suite (a global set-up of Vitest); each file makes tables of its own in it. */
export const setup = async (project: TestProject): Promise<() => Promise<void>> => {
  const engine = await startDynamoDbLocal();
  project.provide("dynamoDbEndpoint", engine.endpoint);
  return engine.stop;
};
