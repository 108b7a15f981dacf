import type { DynamoDBRecord } from "aws-lambda";
import { type Item, copyOf, isEqualItem } from "./attribute-value.ts";
import { itemSize } from "./item-size.ts";
import type { StreamView } from "./table-shape.ts";

type Change = { readonly key: Item; readonly before: Item | undefined; readonly after: Item | undefined };

/** The changes of a table in the order in which they were committed, each key's among them. */
export type ChangeStream = {
  readonly append: (change: Change, epochMs: number) => void;
  /** The records after that many; those older than a day are gone. */
  readonly read: (from: { readonly after: number; readonly limit: number }) => StreamPage;
  /** When there are more records than that. */
  readonly grown: (after: number) => Promise<void>;
};

type StreamPage = {
  readonly records: readonly DynamoDBRecord[];
  /** Where to read on: pass it as `after`. */
  readonly next: number;
};

/** Records live for 24 hours (DynamoDB's guide, "Change data capture for DynamoDB Streams"). */
const keptMs = 24 * 60 * 60_000;

const eventNameOf = ({ before, after }: Change): "INSERT" | "MODIFY" | "REMOVE" => {
  if (before === undefined) return "INSERT";
  return after === undefined ? "REMOVE" : "MODIFY";
};

const imagesOf = ({ before, after }: Change, view: StreamView) => ({
  ...(after && view.startsWith("NEW") && { NewImage: copyOf(after) }),
  ...(before && view.endsWith("OLD_IMAGES") && { OldImage: copyOf(before) }),
  ...(before && view === "OLD_IMAGE" && { OldImage: copyOf(before) }),
});

/** The stream of one table, in the shape in which Lambda hands its records to a function. */
export const createChangeStream = (table: { readonly arn: string; readonly view: StreamView }): ChangeStream => {
  let records: { readonly record: DynamoDBRecord; readonly epochMs: number }[] = [];
  let dropped = 0;
  let waiting: (() => void)[] = [];
  const recordOf = (change: Change, epochMs: number): DynamoDBRecord => {
    const sequence = String(dropped + records.length + 1).padStart(21, "0");
    const { key, before, after } = change;
    return {
      eventID: sequence,
      eventName: eventNameOf(change),
      eventVersion: "1.1",
      eventSource: "aws:dynamodb",
      awsRegion: table.arn.split(":")[3] ?? "",
      eventSourceARN: table.arn,
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(epochMs / 1_000),
        Keys: copyOf(key),
        ...imagesOf(change, table.view),
        SequenceNumber: sequence,
        SizeBytes: itemSize(key) + (before ? itemSize(before) : 0) + (after ? itemSize(after) : 0),
        StreamViewType: table.view,
      },
    } as DynamoDBRecord;
  };
  const trim = (nowMs: number): void => {
    if ((records[0]?.epochMs ?? nowMs) > nowMs - 2 * keptMs) return;
    const kept = records.filter(({ epochMs }) => epochMs > nowMs - keptMs);
    dropped += records.length - kept.length;
    records = kept;
  };
  return {
    append: (change, epochMs) => {
      // A write that changes nothing leaves no record.
      if (change.before && change.after && isEqualItem(change.before, change.after)) return;
      records.push({ record: recordOf(change, epochMs), epochMs });
      trim(epochMs);
      for (const goOn of waiting) goOn();
      waiting = [];
    },
    grown: (after) =>
      dropped + records.length > after ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve)),
    read: ({ after, limit }) => {
      const from = Math.max(0, after - dropped);
      const page = records.slice(from, from + limit).map(({ record }) => record);
      return { records: page, next: dropped + from + page.length };
    },
  };
};
