import { expect, it } from "vitest";
import * as z from "zod";
import { queueHandler } from "../../functions/_shared/queue.ts";
import { createRandom } from "../../local/simulation/random.ts";
import { startQueueConsumer } from "../../local/simulation/sqs/queue-consumer.ts";
import { createSimulatedQueue } from "../../local/simulation/sqs/simulated-queue.ts";
import { createVirtualTime } from "../../local/simulation/virtual-time.ts";
import { weathers } from "../../local/simulation/weather.ts";
import { silentLog } from "../support/log.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

it("8: every event ends done or in the dead-letter queue within a bound, and a redrive is safe at any age", async () => {
  const time = createVirtualTime();
  const random = createRandom(1);
  const common = { time, random, weather: weathers.showers, visibilityTimeoutMs: minuteMs };
  const deadLetters = createSimulatedQueue({ ...common, name: "dead" });
  const queue = createSimulatedQueue({
    ...{ ...common, name: "inbound" },
    deadLetters: { queue: deadLetters, maxReceiveCount: 5 },
  });
  const done = new Map<number, number>();
  const handler = queueHandler({
    schema: z.object({ id: z.number() }),
    // As every consumer of ours: to do it again changes nothing.
    process: async ({ id }) => void done.set(id, (done.get(id) ?? 0) + 1),
    log: silentLog,
  });
  const consumer = startQueueConsumer({
    ...{ queue, time, random, deathRate: 0.3, batchSize: 10, maximumConcurrency: 2, functionTimeoutMs: minuteMs },
    handle: (event, self) => self.waitFor(() => handler(event, {} as never)),
  });
  const sent = Array.from({ length: 40 }, (_none, id) => id);
  for (const id of sent) queue.send({ body: JSON.stringify({ id }) });
  queue.send({ body: "no message of ours" });

  await time.run(time.now() + dayMs);
  expect(queue.count()).toBe(0);
  expect(deadLetters.count()).toBeGreaterThanOrEqual(1);
  for (let redrive = 1; redrive <= 3; redrive += 1) {
    await time.run(time.now() + 12 * dayMs);
    deadLetters.redriveTo(queue);
  }
  await time.run(time.now() + dayMs);
  consumer.stop();
  expect([...done.keys()].sort((one, other) => one - other)).toEqual(sent);
  // What cannot be understood is still there for somebody to look at.
  expect([queue.count(), deadLetters.count()]).toEqual([0, 1]);
});
