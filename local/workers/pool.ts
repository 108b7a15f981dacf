import { startInstance, type FunctionSettings, type Instance, type Outcome } from "./instance.ts";

/** A function as the event sources and the routes see it. */
export type LocalFunction = {
  readonly label: string;
  readonly name: string;
  readonly arn: string;
  readonly timeoutMs: number;
  /** Runs it once; what it throws, a time-out and a crash are outcomes. Waits for a free instance. */
  readonly invoke: (event: unknown) => Promise<Outcome>;
  /** Starts the first instance ahead of the first event. */
  readonly warm: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** Instances of one function at most: more would only fight for the cores. */
const largestPool = 3;

/** Instances are kept warm and used again, the latest first; a dead one is replaced when it is needed. */
export const createPool = (settings: FunctionSettings): LocalFunction => {
  const idle: Instance[] = [];
  const all = new Set<Instance>();
  const waiting: ((instance: Instance) => void)[] = [];

  const start = (): Instance => {
    const instance = startInstance(settings);
    all.add(instance);
    return instance;
  };
  const take = async (): Promise<Instance> => {
    const free = idle.pop();
    if (free !== undefined) return free;
    if (all.size < largestPool) return start();
    return new Promise((resolve) => waiting.push(resolve));
  };
  const give = (instance: Instance): void => {
    let living = instance;
    if (instance.isDead()) {
      all.delete(instance);
      void instance.end();
      if (waiting.length === 0) return;
      living = start();
    }
    const next = waiting.shift();
    if (next === undefined) idle.push(living);
    else next(living);
  };
  const invoke = async (event: unknown): Promise<Outcome> => {
    const instance = await take();
    const outcome = await instance.run(event);
    give(instance);
    if (!outcome.ok) {
      const { errorType, errorMessage, stack } = outcome.fault;
      settings.print(
        `${JSON.stringify({ level: "ERROR", errorType, errorMessage, requestId: outcome.requestId, stack })}\n`,
      );
    }
    return outcome;
  };
  const warm = async (): Promise<void> => {
    const instance = await take();
    await instance.ready;
    give(instance);
  };
  const stop = async (): Promise<void> => {
    await Promise.all([...all].map((instance) => instance.end()));
  };
  const { label, name, arn, timeoutMs } = settings;
  return { label, name, arn, timeoutMs, invoke, warm, stop };
};
