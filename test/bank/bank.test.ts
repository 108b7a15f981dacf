import { describe, expect, it } from "vitest";
import { playSeason, replayOf, type Season, seasonsOf } from "./season.ts";

/** Plays a bank; a failing one names the command that plays it again. */
const expectSound = async (season: Season): Promise<Readonly<Record<string, number>>> => {
  const { violations, summary } = await playSeason(season);
  expect(violations, replayOf(season)).toEqual([]);
  // A bank that refuses everything keeps every promise: only what was posted counts.
  expect(summary["posted"]).toBeGreaterThanOrEqual(season.transfers);
  return summary;
};

describe("a bank in virtual time", () => {
  const bank: Season = { transfers: 50_000, seed: "1", engine: "simulation", weather: "storm" };

  it(
    "keeps every promise over 50,000 transfers in a storm (invariants 1 to 4, 9, 12)",
    { timeout: 150_000 },
    async () => {
      const { unknown, holds, lapsed, reversals, shards } = await expectSound(bank);
      // The storm was one, and all that a ledger does was done in it.
      for (const count of [unknown, holds, lapsed, reversals]) expect(count).toBeGreaterThan(100);
      expect(shards).toBeGreaterThan(4);
    },
  );

  it.each(["calm", "showers"] as const)("keeps them in %s weather", { timeout: 60_000 }, async (weather) => {
    await expectSound({ ...bank, transfers: 5_000, seed: "2", weather });
  });

  it("is played again exactly, to the last event, by its seed", { timeout: 60_000 }, async () => {
    const season: Season = { ...bank, transfers: 2_000, seed: "3" };
    const { digest } = await playSeason(season);
    expect((await playSeason(season)).digest).toBe(digest);
    expect((await playSeason({ ...season, seed: "4" })).digest).not.toBe(digest);
  });

  it("is split into seasons with seeds of their own when it is long", () => {
    const seasons = seasonsOf({ ...bank, transfers: 1_000_000, seed: "7" });
    expect(seasons).toHaveLength(20);
    expect(new Set(seasons.map(({ seed }) => seed)).size).toBe(20);
    expect(replayOf(seasons[2]!)).toBe(
      "npm run test:bank -- --transfers 50000 --seed 7.3 --engine simulation --weather storm",
    );
  });
});

describe("a bank on DynamoDB Local", () => {
  it("keeps every promise over 1,000 transfers in a storm", { timeout: 120_000 }, async () => {
    await expectSound({ transfers: 1_000, seed: "1", engine: "dynamodb", weather: "storm" });
  });
});
