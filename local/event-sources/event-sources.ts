import { setTimeout as delay } from "node:timers/promises";
import { callAws } from "../proxy/call-aws.ts";
import { Refusal } from "../refusal.ts";
import type { Deployment } from "../template/declared.ts";
import type { RunningFunction } from "../workers/functions.ts";
import { openCheckpoints } from "./checkpoints.ts";
import { isQueueMapping, mappingsOf, type Mapping } from "./mapping.ts";
import { startQueueSource, type EventSource } from "./queue-source.ts";
import { startStreamSource } from "./stream-source.ts";

/** How long batches that are under way may take when everything stops. */
const patienceMs = 2_000;

export type EventSourcesOptions = {
  readonly mappings: readonly Mapping[];
  readonly functions: readonly RunningFunction[];
  /** Where the positions in the streams are kept. */
  readonly checkpointsFile: string;
  readonly onFault: (line: string) => void;
};

/** The mappings of the template: read before anything starts, so that what is not known here is said at once. */
export const declaredMappings = (deployment: Deployment): readonly Mapping[] =>
  mappingsOf(deployment.ofType("AWS::Lambda::EventSourceMapping"));

/** Starts to poll every mapping, each with the role of its function and through that function's proxy. */
export const startEventSources = (options: EventSourcesOptions): EventSource => {
  const { mappings, functions, onFault } = options;
  const checkpoints = openCheckpoints(options.checkpointsFile);
  const sources = mappings.map((mapping) => {
    const running = functions.find(({ local }) => [local.name, local.arn].includes(mapping.functionRef));
    if (running === undefined) throw new Refusal(`${mapping.logicalId} feeds a function that the template lacks.`);
    const { local: target, proxy } = running;
    const call = callAws({ endpoint: proxy.endpoint, accessKeyId: proxy.principal.accessKeyId });
    return isQueueMapping(mapping)
      ? startQueueSource({ mapping, target, call, onFault })
      : startStreamSource({ mapping, target, call, checkpoints, onFault });
  });
  const stopAll = (): Promise<unknown> => Promise.all(sources.map((source) => source.stop()));
  return {
    // What is still under way then is delivered again at the next start, as when Lambda loses an instance.
    stop: async () => {
      await Promise.race([stopAll(), delay(patienceMs, undefined, { ref: false })]);
    },
  };
};
