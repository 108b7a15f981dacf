/** Units of a table, or of one of its indexes. */
export type Units = { writeUnits: number; readUnits: number };

export type TableMeter = Units & {
  /** Of the write units of the table: those of transactions that were cancelled, and of conditions that failed. */
  lostWriteUnits: number;
  readonly indexes: Record<string, Units>;
};

/** What has been consumed, by table; the benchmark of costs reads it. */
export type Meters = {
  readonly of: (table: string) => TableMeter;
  readonly requests: Readonly<Record<string, number>>;
  /** How many requests ended in which error, by its name. */
  readonly errors: Readonly<Record<string, number>>;
  readonly countRequest: (operation: string) => void;
  readonly countError: (name: string) => void;
  /** Write units of all tables and indexes together. */
  readonly writeUnits: () => number;
  readonly readUnits: () => number;
  readonly reset: () => void;
};

const emptyMeter = (): TableMeter => ({ writeUnits: 0, readUnits: 0, lostWriteUnits: 0, indexes: {} });

/** The units of an index; counts from nothing when it is met first. */
export const indexUnits = (meter: TableMeter, index: string): Units =>
  (meter.indexes[index] ??= { writeUnits: 0, readUnits: 0 });

export const createMeters = (): Meters => {
  const tables = new Map<string, TableMeter>();
  const requests: Record<string, number> = {};
  const errors: Record<string, number> = {};
  const count = (counts: Record<string, number>, name: string): void => void (counts[name] = (counts[name] ?? 0) + 1);
  const total = (unit: keyof Units): number =>
    [...tables.values()]
      .flatMap((meter) => [meter, ...Object.values(meter.indexes)])
      .reduce((sum, units) => sum + units[unit], 0);
  return {
    of: (table) => {
      let meter = tables.get(table);
      if (meter === undefined) tables.set(table, (meter = emptyMeter()));
      return meter;
    },
    requests,
    errors,
    countRequest: (operation) => count(requests, operation),
    countError: (name) => count(errors, name),
    writeUnits: () => total("writeUnits"),
    readUnits: () => total("readUnits"),
    reset: () => {
      tables.clear();
      for (const counts of [requests, errors])
        for (const name of Object.keys(counts)) Reflect.deleteProperty(counts, name);
    },
  };
};
