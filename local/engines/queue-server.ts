import { mkdirSync } from "node:fs";
import { startFauxqs, type FauxqsServer } from "fauxqs";
import type { Json, JsonObject } from "../template/assembly.ts";
import type { Declared } from "../template/declared.ts";
import { region } from "../template/intrinsics.ts";
import { callAws } from "../proxy/call-aws.ts";

export type QueueServer = {
  readonly endpoint: string;
  readonly inspect: FauxqsServer["inspectQueue"];
  readonly stop: () => Promise<void>;
};

/** The properties of `AWS::SQS::Queue` that are attributes of the queue, under the same names. */
const attributeNames = [
  "DelaySeconds",
  "MaximumMessageSize",
  "MessageRetentionPeriod",
  "ReceiveMessageWaitTimeSeconds",
  "RedrivePolicy",
  "VisibilityTimeout",
];

const attributeText = (value: Json): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

const attributesOf = (properties: JsonObject): Record<string, string> =>
  Object.fromEntries(
    attributeNames.flatMap((name) => {
      const value = properties[name];
      return value === undefined ? [] : [[name, attributeText(value)]];
    }),
  );

/**
 * Starts the SQS server (fauxqs, inside this process) with the declared queues. With `dataDir` messages survive; a queue
 * that is there already takes the attributes which the template declares now.
 */
export const startQueueServer = async (
  queues: readonly Declared[],
  { dataDir }: { readonly dataDir?: string | undefined },
): Promise<QueueServer> => {
  if (dataDir !== undefined) mkdirSync(dataDir, { recursive: true });
  const options = { port: 0, logger: false, defaultRegion: region };
  const server = await startFauxqs(dataDir === undefined ? options : { ...options, dataDir });
  const endpoint = `http://127.0.0.1:${server.port}`;
  const call = callAws({ endpoint, accessKeyId: "local" });
  for (const { name, ref, properties } of queues) {
    const Attributes = attributesOf(properties);
    if (server.inspectQueue(name) === undefined) server.createQueue(name, { region, attributes: Attributes });
    else await call("AmazonSQS.SetQueueAttributes", { QueueUrl: ref, Attributes });
  }
  return { endpoint, inspect: (name) => server.inspectQueue(name), stop: () => server.stop() };
};
