import { describe, expect, it } from "vitest";
import type { PostOutcome, Transfer } from "../../../core/ledger/ledger.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

const timeZone = "Europe/Paris";

/** What a wallet opens with, which a moment without limits must not come before. */
export const openingContract = (bench: LedgerWorkbench): void => {
  const { ledger, open, wallet, transfer, post, available, folded, refused } = bench;

  /** A delivery that hangs is made again: with the same id, as a queue does. */
  const insist = async (one: Transfer): Promise<PostOutcome | undefined> => {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      try {
        return await post(one);
      } catch {
        continue;
      }
    }
    throw new Error("The wallet was busy all the time.");
  };

  describe("a wallet that opens with limits", () => {
    it("has them from the first moment on, and keeps what it has when it is opened again", async () => {
      const made = { ...wallet(), settings: { limits: { timeZone, day: 30n }, ceiling: 100n } };
      const [funding, bob] = [await open("system"), await open()];
      expect(await ledger().open([made])).toEqual([{ status: "opened" }]);
      expect(await post(transfer({ debit: funding, credit: made.id, amount: 101n }))).toEqual(
        refused("ceiling_exceeded"),
      );
      expect(await post(transfer({ debit: funding, credit: made.id, amount: 100n }))).toEqual({ status: "posted" });
      expect(await ledger().open([{ ...made, settings: { limits: null, ceiling: null } }])).toEqual([
        { status: "already_open" },
      ]);
      expect(await post(transfer({ debit: made.id, credit: bob, amount: 31n }))).toEqual(refused("day_limit_exceeded"));
      expect(await post(transfer({ debit: made.id, credit: bob, amount: 30n }))).toEqual({ status: "posted" });
    });

    it("pays of a hundred payments at once those that fit into the day, and not a cent above", async () => {
      const made = { ...wallet(), settings: { limits: { timeZone, day: 1_000n, month: 5_000n } } };
      const [funding, bob] = [await open("system"), await open()];
      await ledger().open([made]);
      await post(transfer({ debit: funding, credit: made.id, amount: 10_000n }));
      const amounts = Array.from({ length: 100 }, (_none, index) => BigInt(7 + (index % 13)));
      const outcomes = await Promise.all(
        amounts.map((amount) => insist(transfer({ debit: made.id, credit: bob, amount }))),
      );
      const paid = amounts.reduce(
        (sum, amount, index) => (outcomes[index]?.status === "refused" ? sum : sum + amount),
        0n,
      );
      const reasons = outcomes.flatMap((outcome) => (outcome?.status === "refused" ? [outcome.reason] : []));
      expect(new Set(reasons)).toEqual(new Set(["day_limit_exceeded"]));
      expect(await available(bob)).toBe(paid);
      // What is left is less than the largest that was refused.
      expect(paid).toBeLessThanOrEqual(1_000n);
      expect(paid).toBeGreaterThan(1_000n - 19n);
      expect((await folded(made.id)).total).toBe(10_000n - paid);
    });
  });
};
