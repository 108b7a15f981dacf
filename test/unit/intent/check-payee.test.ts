import { describe, expect, it } from "vitest";
import { checkPayee } from "../../../core/intent/check-payee.ts";

const bob = { handle: "bob", name: "Bob Martin" };

describe("verification of payee", () => {
  it.each([
    ["the very name", { handle: "bob", name: "Bob Martin" }],
    ["other capitals, accents and ornaments", { handle: "Bob", name: "🎉 BÓB  martin ✨" }],
    ["a network that gives no name", { handle: "bob" }],
  ])("verified: %s", (_what, asked) => expect(checkPayee(asked, bob)).toBe("verified"));

  it.each([
    ["a part of the name", { handle: "bob", name: "Bob" }],
    ["more than the name", { handle: "bob", name: "Bob J. Martin" }],
    ["a slip of the pen", { handle: "bob", name: "Bob Matrin" }],
    ["another handle of the same account", { handle: "bob_old", name: "Bob Martin" }],
  ])("close: %s", (_what, asked) => expect(checkPayee(asked, bob)).toBe("close"));

  it.each([
    ["another name", { handle: "bob", name: "Carol King" }],
    ["nothing but ornaments", { handle: "bob", name: "🎉🎉" }],
    ["another handle and another name", { handle: "carol", name: "Carol King" }],
  ])("no match: %s", (_what, asked) => expect(checkPayee(asked, bob)).toBe("no_match"));

  it("is not possible where nobody has proved to own the account", () => {
    expect(checkPayee({ handle: "dave", name: "Dave" }, undefined)).toBe("unknown");
  });

  it("reads names of any script, and names that have no letter at all", () => {
    expect(checkPayee({ handle: "a", name: "Алиса" }, { handle: "a", name: "алиса" })).toBe("verified");
    expect(checkPayee({ handle: "a", name: "🎉" }, { handle: "a", name: "🙂" })).toBe("verified");
  });
});
