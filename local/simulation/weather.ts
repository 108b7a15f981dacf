import type { Random } from "./random.ts";

/** A rate is the share of requests (or messages, or waits) that it befalls, from 0 to 1. */
type Rate = number;

/** The seeded description of faults, shared by the simulation and the middleware of the real clients. */
export type Weather = {
  /** Of a request to any of the services; what speaks of transactions and indexes befalls the database alone. */
  readonly requests: {
    /** Somebody else's transaction holds an item, though nobody in sight does. */
    readonly conflict: Rate;
    /** The table, an index or a partition is over its budget. */
    readonly throttle: Rate;
    /** An answer 500: the request may have been carried out or not. */
    readonly serverError: Rate;
    /** No answer in time: the request never arrived … */
    readonly timeoutBefore: Rate;
    /** … it was carried out … */
    readonly timeoutAfter: Rate;
    /** … or it will be carried out when its sender has long given up waiting (writes only). */
    readonly timeoutLate: Rate;
    readonly slow: { readonly rate: Rate; readonly upToMs: number };
    /** An index and an eventually consistent read may be so far behind, beside the engine's own lag. */
    readonly lagMs: number;
  };
  readonly queue: {
    /** Delivered twice at about the same time. */
    readonly duplicate: Rate;
    /** Delivered again, minutes or days after it was deleted. */
    readonly redelivery: { readonly rate: Rate; readonly fromMs: number; readonly toMs: number };
    /** Overtaken by all that wait in the queue. */
    readonly reorder: Rate;
    readonly delay: { readonly rate: Rate; readonly upToMs: number };
    /** Acknowledged, but not deleted: comes again when its visibility ends. */
    readonly lostDelete: Rate;
  };
  /** A process dies at a wait. */
  readonly death: Rate;
};

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const calm: Weather = {
  requests: {
    conflict: 0,
    throttle: 0,
    serverError: 0,
    timeoutBefore: 0,
    timeoutAfter: 0,
    timeoutLate: 0,
    slow: { rate: 0, upToMs: 0 },
    lagMs: 0,
  },
  queue: {
    duplicate: 0,
    redelivery: { rate: 0, fromMs: minuteMs, toMs: dayMs },
    reorder: 0,
    delay: { rate: 0, upToMs: 0 },
    lostDelete: 0,
  },
  death: 0,
};

/** A bad day, as one meets it. */
const showers: Weather = {
  requests: {
    conflict: 0.01,
    throttle: 0.005,
    serverError: 0.001,
    timeoutBefore: 0.001,
    timeoutAfter: 0.001,
    timeoutLate: 0.0005,
    slow: { rate: 0.02, upToMs: 200 },
    lagMs: 200,
  },
  queue: {
    duplicate: 0.01,
    redelivery: { rate: 0.002, fromMs: minuteMs, toMs: dayMs },
    reorder: 0.05,
    delay: { rate: 0.01, upToMs: 2_000 },
    lostDelete: 0.005,
  },
  death: 0.0005,
};

/** Worse than one will ever meet: every fault is common, so that also two and three of them come together. */
const storm: Weather = {
  requests: {
    conflict: 0.1,
    throttle: 0.05,
    serverError: 0.02,
    timeoutBefore: 0.02,
    timeoutAfter: 0.02,
    timeoutLate: 0.01,
    slow: { rate: 0.1, upToMs: 1_000 },
    lagMs: 2_000,
  },
  queue: {
    duplicate: 0.1,
    redelivery: { rate: 0.05, fromMs: minuteMs, toMs: 13 * dayMs },
    reorder: 0.3,
    delay: { rate: 0.1, upToMs: 30_000 },
    lostDelete: 0.05,
  },
  death: 0.01,
};

export const weathers = { calm, showers, storm } as const;

const faults = ["conflict", "throttle", "serverError", "timeoutBefore", "timeoutAfter", "timeoutLate"] as const;
export type RequestFault = (typeof faults)[number];

/** What befalls one request. */
export type Fate = { readonly fault: RequestFault | undefined; readonly slowMs: number };

/** Draws what befalls the next request: the same for both forms of the weather, from the same seed. */
export const drawFate = ({ requests }: Weather, random: Random): Fate => {
  const slowMs = random.chance(requests.slow.rate) ? random.between(0, requests.slow.upToMs) : 0;
  let left = random.next();
  for (const fault of faults) {
    left -= requests[fault];
    if (left < 0) return { fault, slowMs };
  }
  return { fault: undefined, slowMs };
};

/** Which of so many items a fault strikes: one at least, and more rarely more. */
export const strickenItems = (count: number, random: Random): ReadonlySet<number> => {
  const stricken = new Set([random.below(count)]);
  while (stricken.size < count && random.chance(0.3)) stricken.add(random.below(count));
  return stricken;
};
