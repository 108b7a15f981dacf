import { describe, expect, it } from "vitest";
import { EUR } from "../../../core/money/currency.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

/** Linked groups, and what a wallet's owner sees of them. */
export const groupContract = ({
  ledger,
  wallet,
  open,
  transfer,
  group,
  post,
  available,
  funded,
  refused,
}: LedgerWorkbench): void => {
  describe("linked groups (invariant 9)", () => {
    it("posts all lines of a payment, the payer's wallet touched once", async () => {
      const [alice, bob, carol] = [await funded(1_000n), await open(), await open()];
      const lines = [
        transfer({ debit: alice.id, credit: bob, amount: 200n }),
        transfer({ debit: alice.id, credit: carol, amount: 300n }),
        transfer({ debit: alice.id, credit: bob, amount: 50n }),
      ] as const;
      expect(await post(...lines)).toEqual({ status: "posted" });
      expect(await post(...lines)).toEqual({ status: "already_posted" });
      expect([await available(alice.id), await available(bob), await available(carol)]).toEqual([450n, 250n, 300n]);
    });

    it("posts none when the sum is not there, and refuses each of them for ever", async () => {
      const [alice, bob, carol] = [await funded(400n), await open(), await open()];
      const lines = [
        transfer({ debit: alice.id, credit: bob, amount: 200n }),
        transfer({ debit: alice.id, credit: carol, amount: 300n }),
      ] as const;
      expect(await post(...lines)).toEqual(refused("insufficient_funds"));
      expect(await post(lines[0])).toEqual(refused("insufficient_funds"));
      expect([await available(alice.id), await available(bob), await available(carol)]).toEqual([400n, 0n, 0n]);
    });

    it("posts none when one of them was posted before on its own", async () => {
      const [alice, bob, carol] = [await funded(1_000n), await open(), await open()];
      const lines = [
        transfer({ debit: alice.id, credit: bob, amount: 200n }),
        transfer({ debit: alice.id, credit: carol, amount: 300n }),
      ] as const;
      await post(lines[0]);
      expect(await post(...lines)).toEqual(refused("transfer_mismatch"));
      expect([await available(bob), await available(carol)]).toEqual([200n, 0n]);
    });

    it("judges a wallet that receives and pays in one group by what remains", async () => {
      const [alice, bob, carol] = [await funded(100n), await open(), await open()];
      const through = [
        transfer({ debit: alice.id, credit: bob, amount: 100n }),
        transfer({ debit: bob, credit: carol, amount: 60n }),
      ] as const;
      expect(await post(...through)).toEqual({ status: "posted" });
      expect([await available(alice.id), await available(bob), await available(carol)]).toEqual([0n, 40n, 60n]);
    });

    it("takes 49 lines, and refuses more items than a transaction holds", async () => {
      const alice = await funded(10_000n);
      const payees = Array.from({ length: 50 }, () => wallet());
      await ledger().open(payees);
      const lines = payees.map(({ id }) => transfer({ debit: alice.id, credit: id, amount: 1n }));
      const [first, ...others] = lines;
      expect(await post(first!, ...others)).toEqual(refused("group_too_large"));
      expect(await post(first!, ...others.slice(0, 48))).toEqual({ status: "posted" });
      expect(await available(alice.id)).toBe(9_951n);
    });

    it("refuses a group that names one id twice", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const one = transfer({ debit: alice.id, credit: bob, amount: 5n });
      expect(await post(one, one)).toEqual(refused("transfer_mismatch"));
    });

    it("judges the groups of one call independently, in the order given", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const outcomes = await ledger().post([
        group(transfer({ debit: alice.id, credit: bob, amount: 60n })),
        group(transfer({ debit: alice.id, credit: bob, amount: 60n })),
        group(transfer({ debit: alice.id, credit: bob, amount: 40n })),
      ]);
      expect(outcomes).toEqual([{ status: "posted" }, refused("insufficient_funds"), { status: "posted" }]);
    });
  });

  describe("the statement", () => {
    it("shows both sides of a wallet, newest first, each entry once over all pages", async () => {
      const [alice, bob] = [await funded(1_000n), await open()];
      const lines = Array.from({ length: 5 }, () => transfer({ debit: alice.id, credit: bob, amount: 10n }));
      const [first, ...others] = lines;
      await post(first!, ...others);
      const back = transfer({ debit: bob, credit: alice.id, amount: 7n, ref: "pi_back" });
      await post(back);
      await post(transfer({ debit: alice.id, credit: bob, amount: 999_999n }));

      const pages = [];
      let cursor: string | undefined;
      do {
        const page = await ledger().statement(alice.id, { limit: 2, cursor });
        pages.push(page.items);
        cursor = page.cursor;
      } while (cursor !== undefined);
      const entries = pages.flat();
      expect(pages.map((page) => page.length)).toEqual([2, 2, 2, 1]);
      expect(new Set(entries.map((entry) => entry.transfer)).size).toBe(7);
      expect(entries[0]).toMatchObject({
        transfer: back.id,
        direction: "credit",
        other: bob,
        amount: 7n,
        currency: EUR,
        code: "payment",
        ref: "pi_back",
      });
      expect(entries.map(({ postedAt }) => postedAt)).toEqual(
        entries
          .map(({ postedAt }) => postedAt)
          .sort()
          .reverse(),
      );
      const folded = entries.reduce(
        (sum, { direction, amount }) => sum + (direction === "debit" ? -amount : amount),
        0n,
      );
      expect(folded).toBe(await available(alice.id));
    });

    it("is empty for a wallet without transfers", async () => {
      expect(await ledger().statement(await open(), { limit: 10 })).toEqual({ items: [], cursor: undefined });
    });
  });
};
