import type { Clock } from "../../core/clock.ts";
import { createEventQueue, type EventQueue } from "./event-queue.ts";

/** Time that passes only when all who live in it are waiting: a day takes as long as what happens in it. */
export type VirtualTime = {
  /** The simulated instant, in whole milliseconds since 1970. */
  readonly clock: Clock;
  /** Milliseconds since the simulation began, with fractions. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly after: (milliseconds: number, happen: () => void) => void;
  /**
   * Waits for work that is done outside of this time (a digest in a thread of Node): no time passes until it is done, and
   * such works answer one after the other in the order in which they were begun, so that a run stays exact.
   */
  readonly outside: <Value>(work: Promise<Value>) => Promise<Value>;
  /** Lets time pass until nothing is left to happen, or until the given moment (milliseconds since the beginning). */
  readonly run: (untilMs?: number) => Promise<void>;
  /** Lets time pass until the work is done. Throws when nothing is left to happen and it still is not. */
  readonly finish: <Value>(work: Promise<Value>) => Promise<Value>;
};

/** A Monday in winter: far from a change of clocks. */
const defaultStartMs = Date.UTC(2026, 0, 5, 9);

/** So often Node gets a turn for its own affairs (a test runner's messages). */
const stepsPerTurn = 10_000;

/** After everything that can go on without time passing has gone on: Node runs ticks when no microtask is left. */
const whenAllWait = (then: () => void): void => queueMicrotask(() => process.nextTick(then));

type OutsideWork = { readonly work: Promise<unknown>; readonly answer: () => void };

type End = { readonly untilMs?: number; readonly isOver?: () => boolean };

/** Fires events as long as there are any; knows the moment. */
type Player = {
  readonly now: () => number;
  readonly play: () => void;
  readonly playUntil: (end: End) => Promise<void>;
  readonly add: (work: OutsideWork) => void;
};

const createPlayer = (events: EventQueue): Player => {
  const outsideWorks: OutsideWork[] = [];
  let nowMs = 0;
  let steps = 0;
  let isPlaying = false;
  let end: End = {};
  let onPause = (): void => undefined;

  const goOn = (): void => {
    steps += 1;
    if (steps % stepsPerTurn === 0) setImmediate(step);
    else whenAllWait(step);
  };
  const pause = (): void => {
    isPlaying = false;
    if (end.untilMs !== undefined) nowMs = Math.max(nowMs, end.untilMs);
    onPause();
  };
  const step = (): void => {
    if (end.isOver?.()) return pause();
    const outsideWork = outsideWorks.shift();
    if (outsideWork !== undefined) {
      const answer = (): void => {
        outsideWork.answer();
        goOn();
      };
      outsideWork.work.then(answer, answer);
      return;
    }
    const event = events.take(end.untilMs ?? Infinity);
    if (event === undefined) return pause();
    nowMs = event.at;
    event.fire();
    goOn();
  };
  const play = (): void => {
    if (isPlaying) return;
    isPlaying = true;
    whenAllWait(step);
  };
  return {
    now: () => nowMs,
    play,
    playUntil: (wanted) =>
      new Promise((resolve, reject) => {
        if (isPlaying) return reject(new Error("Time passes already."));
        end = wanted;
        onPause = resolve;
        play();
      }),
    add: (work) => void outsideWorks.push(work),
  };
};

/**
 * A clock and a scheduler for any number of ordinary async functions whose every wait goes through it. Between two events
 * all that can run has run, so that the order of everything depends on nothing but the order of the calls.
 * With `playsAlone` time passes by itself as soon as everybody waits; otherwise only inside of `run` and `finish`.
 */
export const createVirtualTime = ({
  startMs = defaultStartMs,
  playsAlone = false,
}: { readonly startMs?: number; readonly playsAlone?: boolean } = {}): VirtualTime => {
  const events = createEventQueue();
  const player = createPlayer(events);
  const after = (milliseconds: number, happen: () => void): void => {
    if (!(milliseconds >= 0)) throw new RangeError(`Nothing happens ${milliseconds} ms from now.`);
    events.add(player.now() + milliseconds, happen);
    if (playsAlone) player.play();
  };
  return {
    clock: () => Math.floor(startMs + player.now()),
    now: player.now,
    sleep: (milliseconds) => new Promise((resolve) => after(milliseconds, resolve)),
    after,
    outside: (work) => {
      const answered = new Promise<void>((resolve) => player.add({ work, answer: resolve }));
      // Whoever asked hears of a failure when its turn has come.
      work.catch(() => undefined);
      if (playsAlone) player.play();
      return answered.then(() => work);
    },
    run: (until) => player.playUntil(until === undefined ? {} : { untilMs: until }),
    finish: async (work) => {
      let isDone = false;
      const done = (): void => void (isDone = true);
      work.then(done, done);
      await player.playUntil({ isOver: () => isDone });
      if (!isDone) {
        throw new Error("Nothing is left to happen, and the work is not done: it waits for what never comes.");
      }
      return work;
    },
  };
};
