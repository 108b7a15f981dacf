import type { VirtualTime } from "../../local/simulation/virtual-time.ts";

/** What one function has done. */
export type Work = {
  readonly invocations: number;
  /** Waiting for the database and the queues, as the simulation models them. */
  readonly waitedMs: number;
  /** Of this machine, the simulated services included. */
  readonly cpuMs: number;
  /** Requests to the database and the queues. */
  readonly requests: number;
};

type Client = { readonly send: unknown };

const none: Work = { invocations: 0, waitedMs: 0, cpuMs: 0, requests: 0 };

/** Measures the invocations of functions that run one after the other; those that overlap are charged for each other. */
export const createWorkMeter = ({ now }: Pick<VirtualTime, "now">) => {
  const works = new Map<string, Work>();
  const add = (name: string, more: Partial<Work>): void => {
    const work = works.get(name) ?? none;
    const sum = (key: keyof Work): number => work[key] + (more[key] ?? 0);
    works.set(name, {
      invocations: sum("invocations"),
      waitedMs: sum("waitedMs"),
      cpuMs: sum("cpuMs"),
      requests: sum("requests"),
    });
  };
  return {
    works: (): ReadonlyMap<string, Work> => works,
    reset: () => works.clear(),
    run: async <Value>(name: string, work: () => Promise<Value>): Promise<Value> => {
      const [beganMs, began] = [now(), process.cpuUsage()];
      try {
        return await work();
      } finally {
        const { user, system } = process.cpuUsage(began);
        add(name, { invocations: 1, waitedMs: now() - beganMs, cpuMs: (user + system) / 1_000 });
      }
    },
    /** The client as the function uses it: its requests are counted. */
    using: <Counted extends Client>(name: string, client: Counted): Counted => {
      const send = client.send as (...given: unknown[]) => unknown;
      const counted = (...given: unknown[]): unknown => {
        add(name, { requests: 1 });
        return send(...given);
      };
      return { ...client, send: counted };
    },
  };
};

export type WorkMeter = ReturnType<typeof createWorkMeter>;
