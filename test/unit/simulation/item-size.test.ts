import { describe, expect, it } from "vitest";
import { itemSize, valueSize } from "../../../local/simulation/dynamodb/item-size.ts";

/** The rules of DynamoDB's guide, "DynamoDB item sizes and formats". */
describe("the size of an item", () => {
  it.each([
    ["a text by its UTF-8 bytes", { S: "héllo" }, 6],
    ["a short number", { N: "5" }, 2],
    ["a number by two digits a byte", { N: "123456789" }, 6],
    ["zeros at the end of a number as nothing", { N: "1000000" }, 2],
    ["zeros at the start of a fraction as nothing", { N: "0.0012" }, 2],
    ["a minus as one more", { N: "-27" }, 3],
    ["zero", { N: "0" }, 1],
    ["bytes as they are", { B: new Uint8Array(7) }, 7],
    ["a boolean", { BOOL: true }, 1],
    ["null", { NULL: true as const }, 1],
    ["an empty list", { L: [] }, 3],
    ["a list with its members", { L: [{ S: "ab" }, { BOOL: true }] }, 3 + (1 + 2) + (1 + 1)],
    ["a map with its names", { M: { name: { S: "ab" } } }, 3 + 1 + 4 + 2],
    ["a set of texts", { SS: ["ab", "c"] }, 3],
    ["a set of numbers", { NS: ["12", "3"] }, 4],
  ])("counts %s", (_what, value, bytes) => {
    expect(valueSize(value)).toBe(bytes);
  });

  it("adds up names and values", () => {
    expect(itemSize({ id: { S: "wal_1" }, available: { N: "100" } })).toBe(2 + 5 + 9 + 2);
    expect(itemSize({})).toBe(0);
  });
});
