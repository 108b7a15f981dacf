import { describe, expect, it } from "vitest";
import { addressOfDraft, draftOfPost } from "../../../app/src/share/draft-of-post.ts";
import { sharedPost } from "../../../app/src/share/shared-post.ts";

const at = (query: string): URL => new URL(`https://piaf.example/app/share?${new URLSearchParams(query)}`);

describe("what is shared with the app", () => {
  it.each([
    ["text=pay @bob 5€", "pay @bob 5€"],
    ["text=Look&url=https://x.com/bob/status/1", "Look https://x.com/bob/status/1"],
    ["text=Look https://x.com/bob/status/1&url=https://x.com/bob/status/1", "Look https://x.com/bob/status/1"],
    ["title=Only a title", "Only a title"],
    ["", ""],
  ])("is its text with the link: %s", (query, expected) => {
    expect(sharedPost(at(query))).toBe(expected);
  });

  it("is nothing at any other address, and never longer than a draft needs", () => {
    expect(sharedPost(new URL("https://piaf.example/app/?text=pay"))).toBeUndefined();
    expect(sharedPost(at(`text=${"a".repeat(25_000)}`))).toHaveLength(4_000);
  });
});

describe("the draft of a shared post", () => {
  it.each([
    ["@piaf #envoyer 12,99€ @bob pour le ciné", { to: "bob", amount: 1299, note: "pour le ciné" }],
    ["pay @Bob_99 €5 for lunch", { to: "Bob_99", amount: 500, note: "for lunch" }],
    ["12 € @bob", { to: "bob", amount: 1200, note: "" }],
  ])("has payee, amount and note where they are certain: %s", (text, expected) => {
    expect(draftOfPost(text)).toEqual({ text, ...expected });
  });

  it.each([
    ["You owe me for the taxi https://x.com/bob/status/123?s=20", "bob"],
    ["Thanks to @carol", "carol"],
    ["Thanks to @carol and @dave", undefined],
    ["Thanks to @carol https://x.com/bob/status/1", undefined],
    ["@piaf pay @bob and @carol 5 € each", undefined],
    ["Hello", undefined],
    ["", undefined],
  ])("guesses no amount, and a payee only where there is one: %s", (text, to) => {
    expect(draftOfPost(text)).toEqual({ text, to, amount: undefined, note: "" });
  });

  it("is an address within the app", () => {
    const [place, query] = addressOfDraft(draftOfPost("pay @bob 5€ for tea & cake")).split("?");
    expect(place).toBe("#/pay");
    expect(Object.fromEntries(new URLSearchParams(query))).toEqual({
      text: "pay @bob 5€ for tea & cake",
      to: "bob",
      amount: "500",
      note: "for tea & cake",
    });
  });
});
