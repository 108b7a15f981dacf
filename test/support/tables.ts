import { DeleteTableCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { createTables, declaredTables, engineClient } from "../../local/engines/create-tables.ts";
import { startDynamoDbLocal } from "../../local/engines/dynamodb-local.ts";
import { readAssembly } from "../../local/template/assembly.ts";
import { type Declared, type Deployment, deploymentOf } from "../../local/template/declared.ts";
import { synthesize } from "../../local/template/synthesize.ts";

export type TableName =
  | "Top-Ups"
  | "Payouts"
  | "Bank"
  | "Wallets"
  | "Transfers"
  | "Journal"
  | "Evidence"
  | "Intents"
  | "Holders"
  | "People"
  | "Controls"
  | "Claims"
  | "Erasures"
  | "Pins"
  | "Replies"
  | "Connections"
  | "Closes";

export type Tables = {
  readonly endpoint: string;
  readonly client: DynamoDBClient;
  /** The name under which this file has its own copy of a table. */
  readonly tableName: (logical: TableName) => string;
  readonly stop: () => Promise<void>;
};

/** What the template declares, synthesized without its bundles. */
export const templateDeployment = async (): Promise<Deployment> =>
  deploymentOf(readAssembly(await synthesize({ bundles: false })));

let declared: Promise<readonly Declared[]> | undefined;

/** The tables of the synthesized template, as it declares them: looked up once, since sources do not change meanwhile. */
export const templateTables = (): Promise<readonly Declared[]> =>
  (declared ??= templateDeployment().then(declaredTables));

/** Finds a table by what `lib/` calls it. */
export const tableNamed = (declared: readonly Declared[], logical: TableName): Declared => {
  const table = declared.find(({ label }) => label === logical.toLowerCase());
  if (table === undefined) throw new Error(`the template declares no table ${logical}`);
  return table;
};

/** The engine deletes by the real time what a test's own clock still needs. */
const withoutTimeToLive = ({ properties, ...table }: Declared): Declared => {
  const { TimeToLiveSpecification: _left, ...others } = properties;
  return { ...table, properties: others };
};

/**
 * The tables of the synthesized template, empty and for the caller alone, on the suite's DynamoDB Local (or on one of
 * their own where the suite has none). Call it in `beforeAll`, and `stop` in `afterAll`.
 */
export const startTables = async ({ timeToLive = false } = {}): Promise<Tables> => {
  const shared = inject("dynamoDbEndpoint");
  const own = shared === undefined ? await startDynamoDbLocal() : undefined;
  const endpoint = shared ?? own?.endpoint ?? "";
  const client = engineClient(endpoint);
  const template = await templateTables();
  const declared = timeToLive ? template : template.map(withoutTimeToLive);
  const prefix = `t${randomBytes(4).toString("hex")}`;
  const nameOf = ({ name }: { name: string }) => `${prefix}-${name}`;
  await createTables(client, declared, nameOf);
  const tableName = (logical: TableName): string => nameOf(tableNamed(declared, logical));
  const stop = async (): Promise<void> => {
    await Promise.all(declared.map((table) => client.send(new DeleteTableCommand({ TableName: nameOf(table) }))));
    client.destroy();
    await own?.stop();
  };
  return { endpoint, client, tableName, stop };
};
