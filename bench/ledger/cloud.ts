import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { SQSClient } from "@aws-sdk/client-sqs";
import type { EngineModel } from "../../local/simulation/dynamodb/engine-model.ts";
import { createSimulatedCloud, type SimulatedCloud } from "../../local/simulation/simulated-cloud.ts";
import type { Weather } from "../../local/simulation/weather.ts";
import { bindWebCrypto } from "../../local/simulation/web-crypto.ts";
import { readAssembly } from "../../local/template/assembly.ts";
import { type Deployment, deploymentOf } from "../../local/template/declared.ts";
import { synthesize } from "../../local/template/synthesize.ts";

/** What the template declares, without the code of its functions. */
export const readDeployment = async (): Promise<Deployment> =>
  deploymentOf(readAssembly(await synthesize({ bundles: false })));

export type BenchCloud = SimulatedCloud & {
  readonly deployment: Deployment;
  readonly client: DynamoDBClient;
  readonly sqsClient: SQSClient;
};

/** The simulated cloud, whose time passes whenever everybody waits, signatures and digests included. Dispose of it. */
export const startCloud = async (options: {
  readonly deployment: Deployment;
  readonly weather?: Weather;
  readonly model?: EngineModel;
}): Promise<BenchCloud & Disposable> => {
  const cloud = await createSimulatedCloud({ ...options, seed: 1, playsAlone: true });
  const crypto = bindWebCrypto(cloud.time);
  return {
    ...cloud,
    deployment: options.deployment,
    client: cloud.dynamodb.client as DynamoDBClient,
    sqsClient: cloud.sqs as SQSClient,
    [Symbol.dispose]: () => crypto[Symbol.dispose](),
  };
};
