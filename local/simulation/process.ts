import type { Clock } from "../../core/clock.ts";
import type { Random } from "./random.ts";
import type { VirtualTime } from "./virtual-time.ts";

/** Something that runs in virtual time, and can die at any of its waits. */
export type SimulatedProcess = {
  readonly random: Random;
  readonly clock: Clock;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** A wait: the process may die before the work is begun, or before it hears of its end. */
  readonly waitFor: <Value>(work: () => Promise<Value>) => Promise<Value>;
  /** The client as this process uses it: what the dead have sent stays sent, and its answer reaches nobody. */
  readonly using: <Client extends { readonly send: unknown }>(client: Client) => Client;
  readonly isAlive: () => boolean;
  readonly kill: () => void;
};

export type ProcessEnd<Value> = { readonly kind: "ended"; readonly value: Value } | { readonly kind: "died" };

export type ProcessOptions = {
  readonly time: VirtualTime;
  readonly random: Random;
  /** The chance of dying at each wait. */
  readonly deathRate: number;
};

const never = <Value>(): Promise<Value> => new Promise<Value>(() => undefined);

const createProcess = ({ time, random, deathRate }: ProcessOptions, onDeath: () => void): SimulatedProcess => {
  let lives = true;
  const deaths = random.fork("deaths");
  const kill = (): void => {
    if (!lives) return;
    lives = false;
    onDeath();
  };
  /** Whether it goes on living. */
  const survives = (): boolean => {
    if (deaths.chance(deathRate / 2)) kill();
    return lives;
  };
  const waitFor = async <Value>(work: () => Promise<Value>): Promise<Value> => {
    if (!survives()) return never();
    const answer = work();
    await answer.catch(() => undefined);
    return survives() ? answer : never();
  };
  return {
    random,
    clock: time.clock,
    sleep: (milliseconds) => waitFor(() => time.sleep(milliseconds)),
    waitFor,
    using: (client) => {
      const send = client.send as (...given: unknown[]) => Promise<unknown>;
      return { ...client, send: (...given: unknown[]) => waitFor(() => send(...given)) };
    },
    isAlive: () => lives,
    kill,
  };
};

/** Runs a process to its end, or to its death. Rejects when it ends with an error. */
export const runProcess = <Value>(
  options: ProcessOptions,
  main: (self: SimulatedProcess) => Promise<Value>,
): Promise<ProcessEnd<Value>> =>
  new Promise((resolve, reject) => {
    const self = createProcess(options, () => resolve({ kind: "died" }));
    main(self).then((value) => resolve({ kind: "ended", value }), reject);
  });

/** Starts it again, from the beginning and with nothing in mind, as often as it dies; answers what it ends with. */
export const superviseProcess = async <Value>(
  options: ProcessOptions & { readonly restartAfterMs: number },
  main: (self: SimulatedProcess) => Promise<Value>,
): Promise<Value> => {
  for (let life = 1; ; life += 1) {
    const end = await runProcess({ ...options, random: options.random.fork(life) }, main);
    if (end.kind === "ended") return end.value;
    await options.time.sleep(options.restartAfterMs);
  }
};
