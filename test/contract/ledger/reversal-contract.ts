import { describe, expect, it } from "vitest";
import type { TransferId } from "../../../core/ids.ts";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

/** What was posted goes back, in whole or in part, never more than it was. */
export const reversalContract = (bench: LedgerWorkbench): void => {
  const { open, transfer, post, available, funded, refused } = bench;

  const back = (of: Transfer, amount: bigint, change: Partial<Transfer> = {}): Transfer =>
    transfer({ debit: of.credit, credit: of.debit, amount, kind: { type: "reversal", original: of.id }, ...change });
  const paid = async (amount: bigint) => {
    const [alice, shop] = [await funded(1_000n), await open("merchant")];
    const original = transfer({ debit: alice.id, credit: shop, amount });
    await post(original);
    return { alice: alice.id, shop, original };
  };

  describe("a reversal", () => {
    it("sends back parts, in all never more than the original", async () => {
      const { alice, shop, original } = await paid(100n);
      expect(await post(back(original, 101n))).toEqual(refused("exceeds_original"));
      expect(await post(back(original, 60n))).toEqual({ status: "posted" });
      expect(await post(back(original, 41n))).toEqual(refused("exceeds_original"));
      expect(await post(back(original, 40n))).toEqual({ status: "posted" });
      expect(await post(back(original, 1n))).toEqual(refused("exceeds_original"));
      expect([await available(alice), await available(shop)]).toEqual([1_000n, 0n]);
      expect(await post(original)).toEqual({ status: "already_posted" });
    });

    it("is never more than the original when many come at once", async () => {
      const { alice, original, shop } = await paid(100n);
      const sides = { debit: alice, credit: shop };
      await post(transfer({ ...sides, amount: 500n }));
      const outcomes = await Promise.all(Array.from({ length: 12 }, () => post(back(original, 30n))));
      expect(outcomes.filter((outcome) => outcome?.status === "posted")).toHaveLength(3);
      expect(outcomes.filter((outcome) => outcome?.status === "refused")).toHaveLength(9);
      expect(await available(alice)).toBe(490n);
    });

    it("goes the way back of what has moved, and of nothing else", async () => {
      const { alice, original } = await paid(100n);
      const other = await open();
      const mismatch = refused("transfer_mismatch");
      expect(await post(back(original, 10n, { credit: other }))).toEqual(mismatch);
      const first = back(original, 10n);
      await post(first);
      expect(await post(back(first, 10n))).toEqual(mismatch);
      const unknown = { type: "reversal", original: "tr_nowhere" as TransferId } as const;
      expect(await post(back(original, 10n, { kind: unknown }))).toEqual(refused("original_unknown"));
      const poor = transfer({ debit: alice, credit: other, amount: 5_000n });
      await post(poor);
      expect(await post(back(poor, 10n))).toEqual(refused("original_unknown"));
    });

    it("needs the money to be there still", async () => {
      const { shop, original } = await paid(100n);
      await post(transfer({ debit: shop, credit: await open(), amount: 50n }));
      expect(await post(back(original, 51n))).toEqual(refused("insufficient_funds"));
      expect(await post(back(original, 50n))).toEqual({ status: "posted" });
    });

    it("stands in a group once for each original", async () => {
      const { original } = await paid(100n);
      expect(await post(back(original, 10n), back(original, 10n))).toEqual(refused("transfer_mismatch"));
    });
  });
};
