import { startQueueConsumer } from "../../local/simulation/sqs/queue-consumer.ts";
import type { Bank } from "./bank.ts";
import { callPost } from "./calls.ts";
import { createInstance, type Instance } from "./instance.ts";

export type Worker = {
  /** Rejects with the first defect: an error that no repetition mends. */
  readonly defect: Promise<never>;
};

const invocationsAtOnce = 5;

/** The ledger's function: takes requests off the queue, each invocation in an instance that may die in it. */
export const startWorker = (bank: Bank): Worker => {
  const { world, queue } = bank;
  const random = world.random.fork("worker");
  const idle: Instance[] = [];
  const { promise: defect, reject } = Promise.withResolvers<never>();
  defect.catch(() => undefined);
  let made = 0;
  startQueueConsumer({
    ...{ queue, time: world.time, random, batchSize: 10, maximumConcurrency: invocationsAtOnce },
    get deathRate() {
      return world.weather.death;
    },
    functionTimeoutMs: world.functionTimeoutMs,
    handle: async ({ Records }, self) => {
      const instance = idle.pop() ?? createInstance(world, random.fork(`instance ${(made += 1)}`));
      instance.enter(self);
      const life = { ledger: instance.ledger, within: <Value>(work: Promise<Value>) => work };
      const failed = await Promise.all(
        Records.map(async ({ body, messageId }) => {
          const ends = await callPost(bank, { client: "worker", life }, body.split(" ").map(Number));
          return ends === undefined ? [{ itemIdentifier: messageId }] : [];
        }),
      ).catch((error: unknown) => {
        reject(error);
        throw error;
      });
      // Whoever died over it never comes here: its instance is gone.
      idle.push(instance);
      return { batchItemFailures: failed.flat() };
    },
  });
  return { defect };
};
