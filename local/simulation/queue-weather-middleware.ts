import type { Message, SendMessageBatchRequestEntry } from "@aws-sdk/client-sqs";
import { internalError, throttled, timeoutError } from "./dynamodb/errors.ts";
import type { Random } from "./random.ts";
import { type MiddlewareClient, type Next, useMiddleware } from "./sdk-middleware.ts";
import { drawFate, type Weather } from "./weather.ts";

export type QueueWeatherOptions = {
  readonly weather: Weather;
  readonly random: Random;
  readonly sleep: (milliseconds: number) => Promise<void>;
};

/** Sends once more what was sent long ago and chosen by the weather, as a redrive of the dead-letter queue does. */
export type QueueWeather = { readonly redrive: () => Promise<number> };

type Input = { readonly Entries?: readonly SendMessageBatchRequestEntry[] };
type Call = { readonly command: string; readonly input: Input; readonly next: Next };

const sends: ReadonlySet<string> = new Set(["SendMessageCommand", "SendMessageBatchCommand"]);
const deletions: ReadonlySet<string> = new Set(["DeleteMessageCommand", "DeleteMessageBatchCommand"]);

/** A copy in another order. */
const shuffled = <Value>(values: readonly Value[], random: Random): Value[] =>
  values
    .map((value) => ({ value, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ value }) => value);

/** Some that were received are not told: they come again when their visibility ends, behind others. */
const receive = async ({ next }: Call, { weather, random }: QueueWeatherOptions): Promise<object> => {
  const answer = (await next()) as { readonly Messages?: readonly Message[] };
  if (answer.Messages === undefined) return answer;
  const told = answer.Messages.filter(() => !random.chance(weather.queue.delay.rate));
  return { ...answer, Messages: random.chance(weather.queue.reorder) ? shuffled(told, random) : told };
};

/**
 * Puts a real client of SQS into the weather: messages sent twice, answered in another order, kept back, not deleted though
 * the answer says so, sent again at a `redrive`; requests that are slow, throttled, or whose answer is lost.
 */
export const addQueueWeather = (client: MiddlewareClient, options: QueueWeatherOptions): QueueWeather => {
  const { weather, random, sleep } = options;
  const remembered: Next[] = [];
  const carryOut = async (call: Call): Promise<object> => {
    const { command, input, next } = call;
    if (command === "ReceiveMessageCommand") return receive(call, options);
    if (deletions.has(command) && random.chance(weather.queue.lostDelete)) {
      return { $metadata: {}, Successful: input.Entries?.map(({ Id }) => ({ Id })), Failed: [] };
    }
    if (!sends.has(command)) return next();
    if (random.chance(weather.queue.redelivery.rate)) remembered.push(next);
    if (random.chance(weather.queue.duplicate)) await next();
    return next();
  };
  useMiddleware(client, "weather", async (command, input, next) => {
    const { fault, slowMs } = drawFate(weather, random);
    const run = (): Promise<object> => carryOut({ command, input, next });
    if (slowMs > 0) await sleep(slowMs);
    switch (fault) {
      case undefined:
      case "conflict":
        return run();
      case "throttle":
        throw throttled(true);
      case "timeoutBefore":
        throw timeoutError();
      case "timeoutAfter":
      case "timeoutLate":
        await run();
        throw timeoutError();
      case "serverError":
        if (random.chance(0.5)) await run();
        throw internalError();
    }
  });
  return {
    redrive: async () => {
      const again = remembered.splice(0);
      for (const send of again) await send();
      return again.length;
    },
  };
};
