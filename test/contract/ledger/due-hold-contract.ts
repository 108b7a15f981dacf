import { describe, expect, it } from "vitest";
import { hourMs, instant, minuteMs } from "../../../core/clock.ts";
import { type HoldBook, voidOfDue } from "../../../core/ledger/due-hold.ts";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import { until } from "../../support/until.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

/** Reservations that nobody resolves in time: they are found, and given back once. */
export const dueHoldContract = (bench: LedgerWorkbench, holds: () => HoldBook): void => {
  const { ledger, open, transfer, post, funded, now, wait, folded } = bench;

  const reserved = async (forMs: number) => {
    const [alice, shop] = [await funded(100n), await open("merchant")];
    const timeoutAt = instant(now() + forMs);
    const hold = transfer({ debit: alice.id, credit: shop, amount: 60n, kind: { type: "pending", timeoutAt } });
    expect(await post(hold)).toEqual({ status: "posted" });
    const balance = async () => {
      const found = await ledger().balance(alice.id);
      return [found?.available, found?.pending];
    };
    return { alice: alice.id, hold, balance };
  };
  const isDue = async ({ id }: Transfer): Promise<boolean> => (await holds().due(instant(now()))).includes(id);
  /** The index follows its table a moment later. */
  const becomes = (due: boolean, hold: Transfer) =>
    until(`the hold is ${due ? "" : "not "}due`, async () => (await isDue(hold)) === due);
  const voidOf = async ({ id }: Transfer): Promise<Transfer | undefined> => {
    const [stored] = await holds().stored([id]);
    return stored && voidOfDue(stored, now);
  };
  const late = ({ debit, credit, amount, id }: Transfer): Transfer =>
    transfer({ debit, credit, amount, kind: { type: "post_pending", pending: id } });

  describe("a hold that nobody resolves", () => {
    it("is due when its time is over, not before, and is given back once (invariant 4)", async () => {
      const { alice, hold, balance } = await reserved(minuteMs);
      expect([await isDue(hold), await voidOf(hold)]).toEqual([false, undefined]);
      wait(minuteMs);
      await becomes(true, hold);
      const given = await voidOf(hold);
      expect(given).toMatchObject({ debit: alice, amount: 60n, kind: { type: "void_pending", pending: hold.id } });
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => post(given!)));
      expect(outcomes.filter((outcome) => outcome?.status === "posted")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome?.status === "already_posted")).toHaveLength(3);
      expect([await balance(), await folded(alice)]).toEqual([[100n, 0n], { total: 100n, entries: 1 }]);
      await becomes(false, hold);
      expect(await voidOf(hold)).toBeUndefined();
    });

    it("is posted or given back, never both, when a post by a clock that is behind comes at that moment", async () => {
      const { alice, hold, balance } = await reserved(hourMs);
      // Made ahead of its time: as a ledger makes it whose clock is ahead.
      const [stored] = await holds().stored([hold.id]);
      const given = await voidOfDue(stored!, () => now() + hourMs);
      const posts = [late(hold), given!, late(hold), given!];
      const ends = await Promise.all(posts.map((one) => post(one)));
      expect(ends.filter((end) => end?.status === "posted")).toHaveLength(1);
      const moved = ends.some((end, index) => end?.status === "posted" && posts[index] !== given) ? 60n : 0n;
      expect(await balance()).toEqual([100n - moved, 0n]);
      expect((await folded(alice)).total).toBe(100n - moved);
      wait(hourMs);
      await becomes(false, hold);
    });

    it("is none any more once it is resolved, and an ordinary transfer never was one", async () => {
      const { hold } = await reserved(minuteMs);
      const posted = late(hold);
      await post(posted);
      wait(minuteMs);
      await becomes(false, hold);
      expect([await voidOf(hold), await voidOf(posted)]).toEqual([undefined, undefined]);
      expect(await holds().stored(["tr_nowhere" as Transfer["id"]])).toEqual([]);
    });
  });
};
