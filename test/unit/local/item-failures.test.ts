import { describe, expect, it } from "vitest";
import { failedItems } from "../../../local/event-sources/item-failures.ts";
import type { Outcome } from "../../../local/workers/instance.ts";

const answered = (value: unknown): Outcome => ({ ok: true, requestId: "r", value });
const ids = ["1", "2", "3"];
const partial = { reportsItemFailures: true };

describe("which of a batch failed", () => {
  it("is all of it when the function fails", () => {
    const failed: Outcome = { ok: false, requestId: "r", fault: { errorType: "E", errorMessage: "", stack: "" } };
    expect(failedItems(failed, ids, partial)).toEqual(ids);
  });

  it.each([[null], [{}], [{ batchItemFailures: null }], [{ batchItemFailures: [] }]])(
    "is nothing when the answer is %j",
    (value) => {
      expect(failedItems(answered(value), ids, partial)).toEqual([]);
    },
  );

  it("is what the answer names", () => {
    expect(failedItems(answered({ batchItemFailures: [{ itemIdentifier: "2" }] }), ids, partial)).toEqual(["2"]);
  });

  it("is nothing when the mapping does not ask for partial answers", () => {
    const answer = answered({ batchItemFailures: [{ itemIdentifier: "2" }] });
    expect(failedItems(answer, ids, { reportsItemFailures: false })).toEqual([]);
  });

  it.each([
    [{ batchItemFailures: [{ itemIdentifier: "4" }] }],
    [{ batchItemFailures: [{ itemIdentifier: "" }] }],
    [{ batchItemFailures: [{}] }],
    [{ batchItemFailures: [null] }],
    [{ batchItemFailures: "2" }],
  ])("is all of it when the answer makes no sense: %j", (value) => {
    expect(failedItems(answered(value), ids, partial)).toEqual(ids);
  });
});
