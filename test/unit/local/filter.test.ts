import { describe, expect, it } from "vitest";
import { filterOf } from "../../../local/event-sources/filter.ts";

const matches = (pattern: object, record: unknown) => filterOf([JSON.stringify(pattern)])(record);

describe("event filtering", () => {
  it("lets everything through without patterns, and what matches one of several", () => {
    expect(filterOf([])({ a: 1 })).toBe(true);
    const either = filterOf([JSON.stringify({ a: [1] }), JSON.stringify({ b: [2] })]);
    expect([either({ a: 1 }), either({ b: 2 }), either({ a: 2, b: 1 })]).toEqual([true, true, false]);
  });

  it("wants every member of a pattern, at any depth", () => {
    const pattern = { eventName: ["INSERT", "MODIFY"], dynamodb: { Keys: { id: { S: [{ prefix: "pi_" }] } } } };
    const record = (eventName: string, id: string) => ({ eventName, dynamodb: { Keys: { id: { S: id } } } });
    expect(matches(pattern, record("MODIFY", "pi_1"))).toBe(true);
    expect(matches(pattern, record("REMOVE", "pi_1"))).toBe(false);
    expect(matches(pattern, record("INSERT", "post#x#1"))).toBe(false);
    expect(matches(pattern, { eventName: "INSERT" })).toBe(false);
  });

  it.each([
    [{ a: ["x"] }, { a: "x" }, { a: "y" }],
    [{ a: [null] }, { a: null }, { a: "null" }],
    [{ a: [""] }, { a: "" }, {}],
    [{ a: ["x"] }, { a: ["w", "x"] }, { a: ["w"] }],
    [{ a: [{ prefix: "key#" }] }, { a: "key#1" }, { a: "link#1" }],
    [{ a: [{ suffix: ".png" }] }, { a: "a.png" }, { a: "png.a" }],
    [{ a: [{ "equals-ignore-case": "EUR" }] }, { a: "eur" }, { a: "usd" }],
    [{ a: [{ "anything-but": ["x", "y"] }] }, { a: "z" }, { a: "x" }],
    [{ a: [{ "anything-but": "x" }] }, { a: 1 }, {}],
    [{ a: [{ exists: true }] }, { a: 0 }, { b: 0 }],
    [{ a: [{ exists: false }] }, { b: 0 }, { a: 0 }],
    [{ a: [{ numeric: [">", 0, "<=", 5] }] }, { a: 5 }, { a: 0 }],
    [{ a: [{ numeric: ["=", 5] }] }, { a: 5 }, { a: "5" }],
    [{ $or: [{ a: [1] }, { b: [2] }] }, { b: 2 }, { b: 1 }],
  ])("%j takes %j and not %j", (pattern, taken, left) => {
    expect(matches(pattern, taken)).toBe(true);
    expect(matches(pattern, left)).toBe(false);
  });

  it.each([
    [{ a: [{ wildcard: "x*" }] }, "wildcard"],
    [{ a: [{ cidr: "10.0.0.0/8" }] }, "cidr"],
    [{ a: [{ "anything-but": { prefix: "x" } }] }, "anything-but"],
    [{ a: [{ numeric: ["~", 5] }] }, "numeric"],
    [{ a: "x" }, "list of rules"],
  ])("stops with the name of what it does not know: %j", (pattern, name) => {
    expect(() => filterOf([JSON.stringify(pattern)])).toThrow(name);
  });
});
