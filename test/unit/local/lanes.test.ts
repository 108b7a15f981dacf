import { describe, expect, it } from "vitest";
import { createLanes } from "../../../local/event-sources/lanes.ts";
import type { StreamRecord } from "../../../local/event-sources/stream-record.ts";

const record = (sequence: number, key: string): StreamRecord => ({
  eventID: String(sequence),
  eventName: "MODIFY",
  dynamodb: { SequenceNumber: String(sequence), ApproximateCreationDateTime: 0, Keys: { id: { S: key } } },
});

/** Keys that fall into two different lanes of four. */
const [slow, quick] = ["alice", "carol"] as const;

describe("the lanes of a shard", () => {
  const open = () => {
    const delivered: { ids: string[]; finish: (dealtWith: boolean) => void }[] = [];
    const progress: string[] = [];
    const lanes = createLanes({
      count: 4,
      batchSize: 2,
      deliver: (batch) =>
        new Promise((resolve) => delivered.push({ ids: batch.map(({ eventID }) => eventID), finish: resolve })),
      onProgress: (sequenceNumber) => progress.push(sequenceNumber),
    });
    return { lanes, delivered, progress };
  };
  const turn = () => new Promise((resolve) => setImmediate(resolve));

  it("keep the changes of one item in order, one batch after the other", async () => {
    const { lanes, delivered } = open();
    lanes.add([1, 2, 3].map((sequence) => record(sequence, slow)));
    expect(delivered.map(({ ids }) => ids)).toEqual([["1", "2"]]);
    delivered[0]?.finish(true);
    await turn();
    expect(delivered.map(({ ids }) => ids)).toEqual([["1", "2"], ["3"]]);
  });

  it("do not let a slow item hold up another one, and count as progress only what has no gap before it", async () => {
    const { lanes, delivered, progress } = open();
    lanes.add([record(1, slow), record(2, quick)]);
    expect(delivered.map(({ ids }) => ids)).toEqual(expect.arrayContaining([["1"], ["2"]]));
    delivered.find(({ ids }) => ids[0] === "2")?.finish(true);
    await turn();
    expect(progress).toEqual([]);
    delivered.find(({ ids }) => ids[0] === "1")?.finish(true);
    await lanes.atMost(0);
    expect(progress).toEqual(["2"]);
  });

  it("never go past a batch that was not dealt with", async () => {
    const { lanes, delivered, progress } = open();
    lanes.add([1, 2, 3].map((sequence) => record(sequence, slow)));
    delivered[0]?.finish(false);
    await turn();
    lanes.add([record(4, slow)]);
    await turn();
    expect([delivered.length, progress]).toEqual([1, []]);
  });
});
