import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { app, buildPage, stage } from "./build/build-page.ts";
import { openDataFolder, type DataFolder } from "./data/data-folder.ts";
import { createTables, declaredTables, engineClient, enginePlace } from "./engines/create-tables.ts";
import { startDynamoDbLocal, type DynamoDbLocal } from "./engines/dynamodb-local.ts";
import { findJava } from "./engines/java.ts";
import { startQueueServer, type QueueServer } from "./engines/queue-server.ts";
import { streamNames } from "./engines/stream-names.ts";
import { declaredMappings, startEventSources } from "./event-sources/event-sources.ts";
import { apiMounts } from "./http/api-mounts.ts";
import { createAuthorize } from "./http/authorize.ts";
import { openFrontDoor, type FrontDoor } from "./http/front-door.ts";
import { routesOf } from "./http/routes.ts";
import { createIdentityProvider, type IdentityProvider } from "./identity/identity-provider.ts";
import { caseRulesIn, operatorMount } from "./operator-mount.ts";
import { pageMounts } from "./pages.ts";
import { openKeys } from "./keys/key-store.ts";
import type { Progress } from "./progress.ts";
import type { Principal } from "./proxy/proxy.ts";
import { closeMount } from "./schedules/close-mount.ts";
import { startSchedules, schedulesOf } from "./schedules/schedules.ts";
import { openSecrets, type SecretStore } from "./secrets/secret-store.ts";
import { openSandboxBank } from "./sandbox-bank/open-sandbox.ts";
import { openSandbox } from "./sandbox-card/open-sandbox.ts";
import { secretIn, suppliedSecrets } from "./secrets/supplied-secrets.ts";
import { xSecretName, type XSecret } from "./secrets/x-secret.ts";
import { createOpenSockets, type OpenSockets } from "./sockets/open-sockets.ts";
import { socketApiOf, type SocketApi } from "./sockets/socket-api.ts";
import { createSocketDoor } from "./sockets/socket-door.ts";
import { bot, people } from "./seed/people.ts";
import { seed } from "./seed/seed.ts";
import { allSettled } from "./settled.ts";
import { createSimulatedX, type SimulatedX } from "./sim-x/simulated-x.ts";
import { createStopping, type Stopping } from "./stopping.ts";
import { readAssembly } from "./template/assembly.ts";
import { checkCoverage } from "./template/check-coverage.ts";
import { deploymentOf, type Declared, type Deployment } from "./template/declared.ts";
import { localIssuer, mappedValues, mapValue, type MappedValue } from "./template/mapped-values.ts";
import { synthesize } from "./template/synthesize.ts";
import { startFunctions, type RunningFunction } from "./workers/functions.ts";
import type { LocalFunction } from "./workers/pool.ts";

export type PiafOptions = {
  /** 0 lets the system choose. */
  readonly port: number;
  readonly dataDir: string;
  readonly reset?: boolean;
  readonly progress: Progress;
};

/** The whole of Piaf on this machine. What is here beside `url` and `stop` is for tests, and for who looks inside. */
export type Piaf = {
  readonly url: string;
  readonly port: number;
  /** Ends all that was started. */
  readonly stop: () => Promise<void>;
  /** The values that differ from the template. */
  readonly mapped: readonly MappedValue[];
  /** A client of the engine itself, past every policy. */
  readonly dynamodb: DynamoDBClient;
  /** The physical name of a table by its name in `lib/`, such as "intents". */
  readonly tableName: (label: string) => string;
  readonly queues: QueueServer;
  readonly identity: IdentityProvider;
  /** How a function, by its name in `lib/`, calls AWS: with these keys at this endpoint, where its role's policy decides. */
  readonly principalOf: (label: string) => Principal & { readonly endpoint: string };
  readonly invoke: (label: string, event: unknown) => ReturnType<LocalFunction["invoke"]>;
};

/** What needs nothing of the others, started at the same time. */
type Ground = {
  readonly deployment: Deployment;
  readonly engine: DynamoDbLocal;
  readonly pages: { readonly app: string; readonly stage: string };
  readonly identity: IdentityProvider;
};

type Start = Pick<PiafOptions, "progress"> & {
  readonly stopping: Stopping;
  readonly data: DataFolder;
  readonly door: FrontDoor;
};

const readDeployment = async (): Promise<Deployment> => {
  const deployment = deploymentOf(readAssembly(await synthesize({ bundles: true })));
  checkCoverage(deployment);
  return deployment;
};

const layGround = async ({ progress, stopping, data }: Start, java: string): Promise<Ground> => {
  const startEngine = async () => {
    const engine = await startDynamoDbLocal({ dataDir: data.dynamodb, java });
    stopping.later(engine.stop);
    return engine;
  };
  const startIdentity = async () => {
    const options = { issuer: localIssuer, clientId: "piaf-app", people, dataDir: data.identity, clock: Date.now };
    const identity = await createIdentityProvider(options);
    stopping.later(identity.stop);
    return identity;
  };
  const buildPages = async () => {
    const [appFolder, stageFolder] = await allSettled([buildPage(app), buildPage(stage)]);
    return { app: appFolder, stage: stageFolder };
  };
  const [deployment, engine, pages, identity] = await allSettled([
    progress.step("template synthesized, functions bundled", readDeployment),
    progress.step("DynamoDB Local started", startEngine),
    progress.step("app and stage built", buildPages),
    progress.step("identity provider ready", startIdentity),
  ]);
  return { deployment, engine, pages, identity };
};

type Backbone = {
  readonly client: DynamoDBClient;
  readonly tables: readonly Declared[];
  readonly queues: QueueServer;
  readonly secrets: SecretStore;
  readonly functions: readonly RunningFunction[];
  readonly sockets: { readonly api: SocketApi; readonly open: OpenSockets } | undefined;
  readonly mapped: readonly MappedValue[];
};

const nameIn = (declared: readonly Declared[], label: string): string => {
  const found = declared.find((resource) => resource.label === label);
  if (found === undefined) throw new Error(`the template declares nothing called ${label}`);
  return found.name;
};

/** Tables, queues and secrets as declared, then the functions, warm, while the seed is laid. */
const raiseBackbone = async ({ progress, stopping, data, door }: Start, ground: Ground): Promise<Backbone> => {
  const { deployment, engine } = ground;
  const mapped = mappedValues(deployment, { port: door.port });
  const client = engineClient(engine.endpoint);
  const tables = declaredTables(deployment);
  const secretOptions = { file: data.secretsFile, supplied: suppliedSecrets };
  const secrets = openSecrets(deployment.ofType("AWS::SecretsManager::Secret"), secretOptions);
  const keys = openKeys(deployment.ofType("AWS::KMS::Key"), { file: data.keysFile });
  const queues = await startQueueServer(deployment.ofType("AWS::SQS::Queue"), { dataDir: data.queues });
  stopping.later(queues.stop);
  await progress.step("tables and queues created", () => createTables(client, tables));
  const streams = await streamNames(client, tables);
  const socketApi = socketApiOf(deployment);
  const sockets = socketApi && { api: socketApi, apiId: socketApi.id, open: createOpenSockets() };
  const functions = await startFunctions({
    deployment,
    backends: {
      dynamodb: engine.endpoint,
      sqs: queues.endpoint,
      streams,
      secrets,
      keys,
      sockets,
      people: ground.identity.people,
    },
    mapValue: (value) => mapValue(mapped, value),
    logs: data.logs,
    onRefused: (line) => progress.note(`refused: ${line}`),
  });
  stopping.later(async () => {
    await Promise.all(functions.map(({ proxy }) => proxy.stop()));
  });
  stopping.later(async () => {
    await Promise.all(functions.map(({ local }) => local.stop()));
  });
  const names = (label: string): string => nameIn(tables, label);
  const seedTables = {
    holders: names("holders"),
    wallets: names("wallets"),
    transfers: names("transfers"),
    journal: names("journal"),
  };
  await allSettled([
    progress.step("people and money seeded", () =>
      seed({ client, tables: seedTables, issuer: localIssuer, clock: Date.now }),
    ),
    progress.step("functions warm", () => Promise.all(functions.map(({ local }) => local.warm()))),
  ]);
  return { client, tables, queues, secrets, functions, sockets, mapped };
};

const xSecretIn = (secrets: SecretStore): XSecret => secretIn<XSecret>(secrets, xSecretName);

const simulateX = ({ stopping, data, door }: Start, secrets: SecretStore): SimulatedX => {
  const secret = xSecretIn(secrets);
  const simulatedX = createSimulatedX({
    people,
    bot,
    dataDir: data.simulatedX,
    consumerSecret: secret.consumer_secrets[0],
    webhookUrl: `http://127.0.0.1:${door.port}/webhooks/x`,
    clock: Date.now,
    credentials: {
      appKey: secret.app_key,
      accessToken: secret.access_token,
      clientId: secret.client_id,
      clientSecret: secret.client_secret,
    },
  });
  stopping.later(simulatedX.stop);
  return simulatedX;
};

const runningIn = (functions: readonly RunningFunction[], label: string): RunningFunction => {
  const found = functions.find(({ local }) => local.label === label);
  if (found === undefined) throw new Error(`the template declares no function ${label}`);
  return found;
};

/** Lets the world in: the front door, then what polls and what rings by the clock. */
const openUp = async (start: Start, ground: Ground, backbone: Backbone): Promise<void> => {
  const { progress, stopping, data, door } = start;
  const { deployment, pages, identity } = ground;
  const { functions, mapped } = backbone;
  const functionByArn = (arn: string): LocalFunction => {
    const found = functions.find(({ local }) => local.arn === arn);
    if (found === undefined) throw new Error(`no function ${arn}`);
    return found.local;
  };
  const routes = routesOf(deployment, { mapIssuer: (issuer) => mapValue(mapped, issuer) });
  const authorize = createAuthorize({ jwksUrl: `http://127.0.0.1:${door.port}${identity.jwksPath}` });
  const simulatedX = simulateX(start, backbone.secrets);
  const sandbox = openSandbox({ secrets: backbone.secrets, dataDir: data.sandboxCards, port: door.port });
  stopping.later(sandbox.stop);
  const bank = openSandboxBank({ secrets: backbone.secrets, dataDir: data.sandboxBank, port: door.port });
  stopping.later(bank.stop);
  const socketDoor =
    backbone.sockets && createSocketDoor({ ...backbone.sockets, sockets: backbone.sockets.open, functionByArn });
  if (socketDoor) stopping.later(socketDoor.stop);
  const mounts = [
    ...apiMounts({ routes, authorize, functionByArn }),
    ...pageMounts(deployment, { ...pages, port: door.port, xClientId: xSecretIn(backbone.secrets).client_id }),
    identity.mount,
    simulatedX.mount,
    sandbox.mount,
    bank.mount,
    closeMount(runningIn(functions, "clockwork").local),
    operatorMount(runningIn(functions, "enrol").local, {
      ...enginePlace(ground.engine.endpoint),
      intents: nameIn(backbone.tables, "intents"),
      case_rules: caseRulesIn(deployment),
    }),
  ];
  door.open(mounts, socketDoor);
  const mappings = declaredMappings(deployment);
  const onFault = (line: string): void => progress.note(`event source: ${line}`);
  const sources = startEventSources({ mappings, functions, checkpointsFile: data.checkpointsFile, onFault });
  stopping.later(sources.stop);
  const schedules = startSchedules(schedulesOf(deployment.ofType("AWS::Events::Rule")), functionByArn);
  stopping.later(schedules.stop);
  await progress.step("webhook registered with the simulated X", () => simulatedX.register());
};

const start = async (options: PiafOptions, stopping: Stopping): Promise<Piaf> => {
  const { progress } = options;
  const java = await findJava();
  const data = openDataFolder(options.dataDir, { reset: options.reset ?? false });
  stopping.later(data.close);
  const door = await openFrontDoor({ port: options.port, onFault: progress.note });
  stopping.later(door.stop);
  const parts: Start = { progress, stopping, data, door };
  const ground = await layGround(parts, java);
  const backbone = await raiseBackbone(parts, ground);
  await openUp(parts, ground, backbone);
  const { client, tables, queues, functions, mapped } = backbone;
  const running = (label: string): RunningFunction => runningIn(functions, label);
  return {
    url: `http://localhost:${door.port}`,
    port: door.port,
    stop: stopping.stop,
    mapped,
    dynamodb: client,
    tableName: (label) => nameIn(tables, label),
    queues,
    identity: ground.identity,
    principalOf: (label) => ({ ...running(label).proxy.principal, endpoint: running(label).proxy.endpoint }),
    invoke: (label, event) => running(label).local.invoke(event),
  };
};

/**
 * Starts everything that the template declares, and answers once all of it is usable. Throws a `Refusal` (one sentence
 * with the remedy) for what a person can put right; whatever fails, nothing is left running.
 */
export const startPiaf = async (options: PiafOptions): Promise<Piaf> => {
  const stopping = createStopping();
  try {
    return await start(options, stopping);
  } catch (error) {
    await stopping.stop();
    throw error;
  }
};
