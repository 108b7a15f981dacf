import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";

/** How far each mapping has read each shard of its stream: a sequence number, or that the shard is read to its end. */
export type Checkpoints = {
  readonly get: (mapping: string, shard: string) => string | undefined;
  readonly set: (position: {
    readonly mapping: string;
    readonly shard: string;
    readonly sequenceNumber: string;
  }) => void;
};

/** Keeps them in `file`; without it, as long as the process lives. */
export const openCheckpoints = (file: string | undefined): Checkpoints => {
  const kept = file !== undefined && existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as object) : {};
  const positions = new Map(Object.entries(kept as Record<string, string>));
  const save = (): void => {
    if (file === undefined) return;
    // A rename is whole or not at all: a run that is killed leaves the last position, not half of one.
    writeFileSync(`${file}.new`, JSON.stringify(Object.fromEntries(positions)));
    renameSync(`${file}.new`, file);
  };
  return {
    get: (mapping, shard) => positions.get(`${mapping}/${shard}`),
    set: ({ mapping, shard, sequenceNumber }) => {
      positions.set(`${mapping}/${shard}`, sequenceNumber);
      save();
    },
  };
};
