import { describe, expect, it } from "vitest";
import { creditorReferenceOf, referencesIn } from "../../../core/bank/creditor-reference.ts";
import { mod97 } from "../../../core/bank/iban.ts";
import type { HolderId } from "../../../core/ids.ts";

const alice = "hol_alice" as HolderId;

describe("a creditor reference", () => {
  it("is one a person, with right check digits, and another where that is taken", async () => {
    const reference = await creditorReferenceOf(alice);
    expect(reference).toMatch(/^RF\d{2}[0-9A-Z]{12}$/);
    expect(mod97(reference)).toBe(1);
    expect(await creditorReferenceOf(alice)).toBe(reference);
    expect(await creditorReferenceOf(alice, 1)).not.toBe(reference);
    expect(await creditorReferenceOf("hol_bob" as HolderId)).not.toBe(reference);
  });

  it("has the check digits of the standard's example", () => {
    expect(mod97("RF18539007547034")).toBe(1);
  });

  it("is found in what people write, and nothing else is", async () => {
    const reference = await creditorReferenceOf(alice);
    const grouped = reference.toLowerCase().replaceAll(/(.{4})/g, "$1 ");
    for (const text of [reference, `For Piaf: ${grouped}, thanks!`, `ref/${reference}-11`, `RF${reference}`]) {
      expect(referencesIn(text), text).toEqual([reference]);
    }
    const digit = reference[5] === "0" ? "1" : "0";
    expect(referencesIn(reference.slice(0, 5) + digit + reference.slice(6))).toEqual([]);
    expect(referencesIn("rent of November")).toEqual([]);
  });
});
