import type { Random } from "../random.ts";
import type { VirtualTime } from "../virtual-time.ts";
import type { Weather } from "../weather.ts";
import { createMessagePool, type Message } from "./message-pool.ts";

/** A message as one delivery hands it out. */
export type Delivered = {
  readonly messageId: string;
  readonly body: string;
  readonly group: string | undefined;
  readonly receiptHandle: string;
  /** This delivery included. */
  readonly receiveCount: number;
  readonly sentAtMs: number;
};

export type SimulatedQueue = {
  readonly name: string;
  readonly arn: string;
  readonly send: (message: {
    readonly body: string;
    readonly group?: string | undefined;
    readonly delayMs?: number;
  }) => string;
  /** At most so many that are visible now; waits for the first. */
  readonly receive: (most: number) => Promise<readonly Delivered[]>;
  /** The same without waiting. */
  readonly receiveNow: (most: number) => readonly Delivered[];
  /** Of an old receipt it does nothing, as SQS does. */
  readonly delete: (receiptHandle: string) => void;
  readonly changeVisibility: (receiptHandle: string, milliseconds: number) => void;
  /** Sends everything that lies here to another queue, as an operator redrives a dead-letter queue. */
  readonly redriveTo: (queue: SimulatedQueue) => number;
  /** Messages that were not deleted: visible, delayed and in flight. */
  readonly count: () => number;
};

export type QueueOptions = {
  readonly name: string;
  readonly arn?: string;
  readonly time: VirtualTime;
  readonly random: Random;
  readonly weather: Weather;
  /** Six times the function's timeout (AWS's guide, "Configuring a queue to use with Lambda"). */
  readonly visibilityTimeoutMs: number;
  /** After so many deliveries in vain a message goes to the dead-letter queue. */
  readonly deadLetters?: { readonly queue: SimulatedQueue; readonly maxReceiveCount: number };
};

const deliveredOf = (message: Message, receiptHandle: string): Delivered => {
  const { id: messageId, body, group, receiveCount, sentAtMs } = message;
  return { messageId, body, group, receiptHandle, receiveCount, sentAtMs };
};

/** A standard queue: at least once, in no certain order. */
export const createSimulatedQueue = (options: QueueOptions): SimulatedQueue => {
  const { name, time, random, deadLetters } = options;
  const weather = options.weather.queue;
  const pool = createMessagePool(time);
  let numbered = 0;
  const number = (what: string): string => `${name}-${what}-${(numbered += 1)}`;

  const add = (message: Omit<Message, "receiveCount" | "receipt">, delayMs: number): void => {
    const chanceMs = random.chance(weather.delay.rate) ? random.between(0, weather.delay.upToMs) : 0;
    pool.show({ ...message, receiveCount: 0, receipt: undefined }, delayMs + chanceMs);
  };
  const isSpent = ({ receiveCount }: Message): boolean =>
    deadLetters !== undefined && receiveCount >= deadLetters.maxReceiveCount;
  const deliver = (message: Message): Delivered => {
    const receiptHandle = number("receipt");
    message.receiveCount += 1;
    pool.fly(message, receiptHandle, options.visibilityTimeoutMs);
    return deliveredOf(message, receiptHandle);
  };
  const next = (): Message | undefined => pool.take(() => random.chance(weather.reorder));
  const receiveNow = (most: number): readonly Delivered[] => {
    const delivered: Delivered[] = [];
    for (let message = next(); message !== undefined; message = delivered.length < most ? next() : undefined) {
      if (isSpent(message)) deadLetters?.queue.send(message);
      else delivered.push(deliver(message));
    }
    return delivered;
  };
  return {
    name,
    arn: options.arn ?? `arn:aws:sqs:eu-west-3:000000000000:${name}`,
    send: ({ body, group, delayMs = 0 }) => {
      const message = { id: number("message"), body, group, sentAtMs: time.clock() };
      add(message, delayMs);
      if (random.chance(weather.duplicate)) add(message, delayMs);
      return message.id;
    },
    receiveNow,
    receive: async (most) => {
      let delivered = receiveNow(most);
      for (; delivered.length === 0; delivered = receiveNow(most)) await pool.filled();
      return delivered;
    },
    delete: (receiptHandle) => {
      if (random.chance(weather.lostDelete)) return;
      const message = pool.land(receiptHandle);
      const { rate, fromMs, toMs } = weather.redelivery;
      if (message !== undefined && random.chance(rate)) add(message, random.between(fromMs, toMs));
    },
    changeVisibility: (receiptHandle, milliseconds) => {
      const message = pool.land(receiptHandle);
      if (message !== undefined) pool.show(message, milliseconds);
    },
    redriveTo: (queue) => {
      const messages = pool.takeAll();
      for (const message of messages) queue.send(message);
      return messages.length;
    },
    count: pool.count,
  };
};
