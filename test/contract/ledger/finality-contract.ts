import { describe, expect, it } from "vitest";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

/** Posted is final; refused is final for its version. */
export const finalityContract = ({
  ledger,
  open,
  transfer,
  post,
  available,
  funded,
  refused,
}: LedgerWorkbench): void => {
  describe("once, for ever (invariant 4)", () => {
    it("answers a repeated transfer as already posted, and moves nothing", async () => {
      const [alice, bob] = [await funded(1_000n), await open()];
      const once = transfer({ debit: alice.id, credit: bob, amount: 300n });
      expect(await post(once)).toEqual({ status: "posted" });
      expect(await post(once)).toEqual({ status: "already_posted" });
      expect([await available(alice.id), await available(bob)]).toEqual([700n, 300n]);
    });

    it("says already posted even when the wallet has since been emptied", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const once = transfer({ debit: alice.id, credit: bob, amount: 100n });
      await post(once);
      expect(await post(once)).toEqual({ status: "already_posted" });
    });

    it("refuses the id of a posted transfer for anything else", async () => {
      const [alice, bob, carol] = [await funded(1_000n), await open(), await open()];
      const once = transfer({ debit: alice.id, credit: bob, amount: 300n, version: 2 });
      await post(once);
      const mismatch = refused("transfer_mismatch");
      expect(await post({ ...once, amount: 301n })).toEqual(mismatch);
      expect(await post({ ...once, credit: carol })).toEqual(mismatch);
      expect(await post({ ...once, ref: "pi_other" })).toEqual(mismatch);
      expect(await post({ ...once, code: "top_up" })).toEqual(mismatch);
      expect(await post({ ...once, version: 3 })).toEqual(mismatch);
      expect(await post({ ...once, version: 1 })).toEqual(refused("version_refused"));
      expect([await available(alice.id), await available(bob), await available(carol)]).toEqual([700n, 300n, 0n]);
    });

    it("keeps a refusal for its version, though the money is there by now", async () => {
      const [alice, bob] = [await funded(10n), await open()];
      const tooMuch = transfer({ debit: alice.id, credit: bob, amount: 500n });
      expect(await post(tooMuch)).toEqual(refused("insufficient_funds"));
      await post(transfer({ debit: alice.funding, credit: alice.id, amount: 1_000n }));
      expect(await post(tooMuch)).toEqual(refused("insufficient_funds"));
      expect([await available(alice.id), await available(bob)]).toEqual([1_010n, 0n]);
    });

    it("posts a higher version of what was refused, and never again a lower one", async () => {
      const [alice, bob] = [await funded(10n), await open()];
      const first = transfer({ debit: alice.id, credit: bob, amount: 500n });
      await post(first);
      await post(transfer({ debit: alice.funding, credit: alice.id, amount: 1_000n }));
      expect(await post({ ...first, version: 2 })).toEqual({ status: "posted" });
      expect(await post({ ...first, version: 2 })).toEqual({ status: "already_posted" });
      expect(await post(first)).toEqual(refused("version_refused"));
      expect([await available(alice.id), await available(bob)]).toEqual([510n, 500n]);
    });

    it("keeps the refusal of what could never be, too: a newly signed version is another matter", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const wrong = transfer({ debit: alice.id, credit: bob, amount: 0n });
      expect(await post(wrong)).toEqual(refused("amount_invalid"));
      expect(await post({ ...wrong, amount: 50n })).toEqual(refused("amount_invalid"));
      expect(await post({ ...wrong, amount: 50n, version: 2 })).toEqual({ status: "posted" });
      expect([await available(alice.id), await available(bob)]).toEqual([50n, 50n]);
    });

    it("refuses a version below a refused one", async () => {
      const [alice, bob] = [await funded(10n), await open()];
      const second = transfer({ debit: alice.id, credit: bob, amount: 500n, version: 2 });
      await post(second);
      expect(await post({ ...second, amount: 5n, version: 1 })).toEqual(refused("version_refused"));
      expect(await available(alice.id)).toBe(10n);
    });

    it("posts one of fifty concurrent deliveries of the same transfer", async () => {
      const [alice, bob] = [await funded(1_000n), await open()];
      const once = transfer({ debit: alice.id, credit: bob, amount: 700n });
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => post(once)));
      expect(outcomes.filter((outcome) => outcome?.status === "posted")).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome?.status === "already_posted")).toHaveLength(49);
      expect([await available(alice.id), await available(bob)]).toEqual([300n, 700n]);
    });

    it("posts one of a thousand at once", async () => {
      const [alice, bob] = [await funded(1_000n), await open()];
      const once = transfer({ debit: alice.id, credit: bob, amount: 700n });
      const outcomes = await Promise.all(Array.from({ length: 1_000 }, () => post(once)));
      const counts = ["posted", "already_posted"].map(
        (status) => outcomes.filter((outcome) => outcome?.status === status).length,
      );
      expect(counts).toEqual([1, 999]);
      expect(await available(bob)).toBe(700n);
    });

    it("never takes a small balance below zero under a hundred concurrent debits (invariant 2)", async () => {
      const [alice, bob] = [await funded(1_000n), await open()];
      const debits = Array.from({ length: 100 }, () => transfer({ debit: alice.id, credit: bob, amount: 70n }));
      const outcomes = await Promise.all(debits.map((debit) => post(debit)));
      const posted = outcomes.filter((outcome) => outcome?.status === "posted").length;
      expect(posted).toBe(14);
      expect(outcomes.filter((outcome) => outcome?.status === "refused")).toHaveLength(86);
      expect([await available(alice.id), await available(bob)]).toEqual([20n, 980n]);
    });
  });

  describe("closing", () => {
    const closing = ({ id, version, ref }: Transfer) => [{ id, version, ref }];

    it("keeps a closed transfer from being posted in its version", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const one = transfer({ debit: alice.id, credit: bob, amount: 50n });
      expect(await ledger().refuse([closing(one)])).toEqual([refused("closed")]);
      expect(await post(one)).toEqual(refused("closed"));
      expect(await ledger().refuse([closing(one)])).toEqual([refused("closed")]);
      expect(await post({ ...one, version: 2 })).toEqual({ status: "posted" });
    });

    it("leaves what is posted as it is, and says so", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const one = transfer({ debit: alice.id, credit: bob, amount: 50n });
      await post(one);
      expect(await ledger().refuse([closing(one)])).toEqual([{ status: "already_posted" }]);
      expect(await available(bob)).toBe(50n);
    });

    it("either closes or posts when both come at once", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const one = transfer({ debit: alice.id, credit: bob, amount: 50n });
      const [posted, [closed]] = await Promise.all([post(one), ledger().refuse([closing(one)])]);
      const moved = (await available(bob)) === 50n;
      expect(posted?.status).toBe(moved ? "posted" : "refused");
      expect(closed?.status).toBe(moved ? "already_posted" : "refused");
    });
  });
};
