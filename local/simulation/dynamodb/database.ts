import type { Random } from "../random.ts";
import type { RequestFault } from "../weather.ts";
import type { EngineModel } from "./engine-model.ts";
import { NotSimulatedError, tableUnknown, validationError } from "./errors.ts";
import type { Meters } from "./meters.ts";
import type { StoredTable } from "./stored-table.ts";

/** What every operation works on. */
export type Database = {
  readonly tables: Map<string, StoredTable>;
  readonly model: EngineModel;
  readonly meters: Meters;
  readonly random: Random;
  /** Milliseconds since the simulation began. */
  readonly nowMs: () => number;
  readonly epochMs: () => number;
  readonly pause: (milliseconds: number) => Promise<void>;
  /** How far an index, or a replica, is behind when it is looked at now. */
  readonly lagMs: () => number;
};

/** What the weather does to the request beside delaying or losing it. */
export type Disturbance = Extract<RequestFault, "conflict" | "throttle"> | undefined;

export type Operation<Input> = {
  readonly parameters: ReadonlySet<string>;
  /** How many items the request names, for its latency: a query and a scan name none. */
  readonly items: (input: Input) => number;
  readonly isWrite: boolean;
  readonly run: (database: Database, input: Input, disturbance: Disturbance) => Promise<object> | object;
};

export const tableOf = ({ tables }: Database, name: string | undefined): StoredTable => {
  if (name === undefined)
    throw validationError("1 validation error detected: Value at 'tableName' failed to satisfy constraint");
  const table = tables.get(name);
  if (table === undefined) throw tableUnknown(name);
  return table;
};

/** Throws for a parameter that the simulation would have to overlook. */
export const checkParameters = (where: string, input: object, known: ReadonlySet<string>): void => {
  for (const name in input) {
    if (!known.has(name) && input[name as keyof typeof input] !== undefined) {
      throw new NotSimulatedError(`The simulation does not know the parameter ${name} of ${where}.`);
    }
  }
};
