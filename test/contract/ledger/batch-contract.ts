import { describe, expect, it } from "vitest";
import type { WalletId } from "../../../core/ids.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

/** Groups that the ledger may write together are independent all the same. */
export const batchContract = (bench: LedgerWorkbench): void => {
  const { ledger, wallet, open, transfer, group, post, available, refused, folded } = bench;

  /** Payers with the same money each, funded together. */
  const payers = async (count: number, amount: bigint): Promise<readonly WalletId[]> => {
    const [wallets, funding] = [Array.from({ length: count }, () => wallet()), await open("system")];
    await ledger().open(wallets);
    for (let start = 0; start < count; start += 40) {
      const topUps = wallets.slice(start, start + 40).map(({ id }) => transfer({ debit: funding, credit: id, amount }));
      expect(await post(topUps[0]!, ...topUps.slice(1))).toEqual({ status: "posted" });
    }
    return wallets.map(({ id }) => id);
  };

  describe("many payments to one payee", () => {
    it("are posted however many they are, each once", async () => {
      const [all, shop] = [await payers(120, 10n), await open("merchant")];
      const groups = all.map((debit) => group(transfer({ debit, credit: shop, amount: 7n })));
      const outcomes = await ledger().post(groups);
      expect(outcomes).toEqual(groups.map(() => ({ status: "posted" })));
      expect(await ledger().post(groups)).toEqual(groups.map(() => ({ status: "already_posted" })));
      expect(await folded(shop)).toEqual({ total: 840n, entries: 120 });
      expect(await available(all[0]!)).toBe(3n);
    });

    it("are refused each for its own reason, and the others go through", async () => {
      const [all, shop] = [await payers(8, 10n), await open("merchant")];
      await ledger().configure(all[2]!, { state: "frozen" });
      const earlier = transfer({ debit: all[3]!, credit: shop, amount: 4n });
      await post(earlier);
      const payments = all.map((debit) => transfer({ debit, credit: shop, amount: 6n }));
      const odd = [
        transfer({ debit: all[0]!, credit: shop, amount: 11n }),
        transfer({ debit: "wal_nowhere" as WalletId, credit: shop, amount: 1n }),
        { ...earlier, amount: 5n },
        earlier,
        transfer({ debit: shop, credit: shop, amount: 1n }),
      ];
      const outcomes = await ledger().post([...payments, ...odd].map((one) => group(one)));
      const posted = { status: "posted" };
      expect(outcomes).toEqual([
        ...[posted, posted, refused("wallet_frozen"), posted, posted, posted, posted, posted],
        ...[refused("insufficient_funds"), refused("wallet_unknown"), refused("transfer_mismatch")],
        ...[{ status: "already_posted" }, refused("same_wallet")],
      ]);
      expect(await folded(shop)).toEqual({ total: 4n + 7n * 6n, entries: 8 });
    });

    it("of one payer are one update, judged in the order given: what remains decides", async () => {
      const [[alice], shop] = [await payers(1, 100n), await open("merchant")];
      const groups = [70n, 40n, 30n].map((amount) => group(transfer({ debit: alice!, credit: shop, amount })));
      const posted = { status: "posted" };
      expect(await ledger().post(groups)).toEqual([posted, refused("insufficient_funds"), posted]);
      expect([await available(alice!), await available(shop)]).toEqual([0n, 100n]);
    });

    it("name one payment twice and post it once (invariant 4)", async () => {
      const [[alice], shop] = [await payers(1, 100n), await open("merchant")];
      const once = group(transfer({ debit: alice!, credit: shop, amount: 30n }));
      expect(await ledger().post([once, once])).toEqual([{ status: "posted" }, { status: "already_posted" }]);
      expect(await available(shop)).toBe(30n);
    });

    it("overlap with others that carry the same payments, and post each once", async () => {
      const [all, shop] = [await payers(30, 10n), await open("merchant")];
      const groups = all.map((debit) => group(transfer({ debit, credit: shop, amount: 7n })));
      const calls = await Promise.all([
        ledger().post(groups.slice(0, 20)),
        ledger().post(groups.slice(10)),
        ledger().post(groups),
      ]);
      const posted = calls.flat().filter(({ status }) => status === "posted");
      expect(posted).toHaveLength(30);
      expect(calls.flat().filter(({ status }) => status === "refused")).toEqual([]);
      expect(await folded(shop)).toEqual({ total: 210n, entries: 30 });
    });
  });
};
