import { describe, expect, it } from "vitest";
import { looksAlike } from "../../../core/contact/look-alike.ts";

describe("a look-alike of @bob", () => {
  it.each(["b0b", "8ob", "bobb", "b_ob", "bo", "bоb", "ｂｏｂ"])("%s", (handle) => {
    expect(looksAlike(handle, "bob")).toBe(true);
    expect(looksAlike("bob", handle)).toBe(true);
  });

  it.each(["bob", "BOB", "rob", "carol", "alice", "robert"])("is not %s", (handle) =>
    expect(looksAlike(handle, "bob")).toBe(false),
  );
});

it.each([
  ["corner_bakery", "corner_bakerv"],
  ["corner_bakery", "cornerbakery"],
  ["corner_bakery", "comer_bakery"],
  ["corner_bakery", "corner_baekry"],
  ["paypal", "paypa1"],
  ["paypal", "pаypаl"],
  ["williams", "vvilliams"],
])("@%s is easily taken for @%s", (handle, other) => expect(looksAlike(handle, other)).toBe(true));

it("is no matter of a common beginning", () => {
  expect(looksAlike("corner_bakery", "corner_butcher")).toBe(false);
  expect(looksAlike("", "bob")).toBe(false);
});
