import type { SimulatedQueue } from "../../local/simulation/sqs/simulated-queue.ts";
import type { Book } from "./book.ts";
import type { Cast } from "./cast.ts";
import type { History } from "./history.ts";
import type { World } from "./world.ts";

/** A bank at work. */
export type Bank = {
  readonly world: World;
  readonly cast: Cast;
  readonly book: Book;
  readonly history: History;
  /** On which requests wait, by their numbers, for the ledger's function. */
  readonly queue: SimulatedQueue;
  /** When the customers came, in the time of the world. */
  readonly startMs: number;
  /** Whether so many transfers have been posted as were wanted, as far as anybody knows. */
  readonly isEnough: () => boolean;
  /** How much of that is done, from 0 to 1. */
  readonly progress: () => number;
};
