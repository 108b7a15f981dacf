import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { topUpMoves } from "../../../core/funding/top-up.ts";
import { magicCards } from "../../../local/sandbox-card/magic-cards.ts";

const page = readFileSync("docs/funding.md", "utf8");

describe("docs/funding.md", () => {
  it("draws exactly the moves of the table of states", () => {
    const drawn = [...page.matchAll(/^ {2}(\w+) --> (\w+)$/gm)].map(([, from, to]) => `${from} → ${to}`);
    const moves = Object.entries(topUpMoves).flatMap(([from, all]) => all.map((to) => `${from} → ${to}`));
    expect(drawn.sort()).toEqual(moves.sort());
  });

  it("lists the cards of the sandbox", () => {
    const listed = [...page.matchAll(/^\| `([\d ]+)` +\| (.+?) +\|$/gm)].map(([, number, what]) => ({ number, what }));
    expect(listed).toEqual(magicCards.map(({ number, what }) => ({ number, what })));
  });
});
