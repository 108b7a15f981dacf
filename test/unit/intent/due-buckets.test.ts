import { expect, it } from "vitest";
import { dueBuckets, toIntentItem } from "../../../adapters/dynamodb/intent-item.ts";
import { intentIdOf } from "../../../core/ids.ts";
import { proposal } from "../../support/intents.ts";

it("intents are spread evenly over the keys of the sweep's index, so that none is written by all", async () => {
  const counts = new Map<string, number>();
  for (let post = 0; post < 6_400; post += 1) {
    const id = await intentIdOf({ channel: "x", rootPostId: String(post), payerUserId: "101" });
    const bucket = toIntentItem(proposal({ id }))["dueBucket"]?.S ?? "";
    counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
  }
  expect([...counts.keys()].map(Number).sort((a, b) => a - b)).toEqual(
    Array.from({ length: dueBuckets }, (_none, bucket) => bucket),
  );
  expect(Math.max(...counts.values())).toBeLessThan(150);
});
