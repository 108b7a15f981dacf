import { describe, expect, it } from "vitest";
import { hourMs, instant, minuteMs } from "../../../core/clock.ts";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

/** Reservations: made, then posted or voided, once. */
export const twoPhaseContract = (bench: LedgerWorkbench): void => {
  const { ledger, open, transfer, post, funded, refused, now, wait, folded } = bench;

  const balance = async (id: WalletId) => {
    const found = await ledger().balance(id);
    return [found?.available, found?.pending];
  };
  const reserve = (sides: { debit: WalletId; credit: WalletId; amount: bigint }, forMs = hourMs): Transfer =>
    transfer({ ...sides, kind: { type: "pending", timeoutAt: instant(now() + forMs) } });
  const resolve = (type: "post_pending" | "void_pending", of: Transfer, change: Partial<Transfer> = {}): Transfer =>
    transfer({ debit: of.debit, credit: of.credit, amount: of.amount, kind: { type, pending: of.id }, ...change });
  const reserved = async (amount: bigint, forMs?: number) => {
    const [alice, shop] = [await funded(100n), await open("merchant")];
    const pending = reserve({ debit: alice.id, credit: shop, amount }, forMs);
    expect(await post(pending)).toEqual({ status: "posted" });
    return { alice: alice.id, shop, pending, funding: alice.funding };
  };

  describe("a reservation", () => {
    it("takes the money from what is available, and moves nothing", async () => {
      const { alice, shop, pending } = await reserved(60n);
      expect([await balance(alice), await balance(shop)]).toEqual([
        [40n, 60n],
        [0n, 0n],
      ]);
      expect(await post(transfer({ debit: alice, credit: shop, amount: 41n }))).toEqual(refused("insufficient_funds"));
      expect(await post(pending)).toEqual({ status: "already_posted" });
      expect(await folded(alice)).toEqual({ total: 100n, entries: 1 });
    });

    it("is posted in whole, once, whoever asks again (invariant 4)", async () => {
      const { alice, shop, pending } = await reserved(60n);
      const whole = resolve("post_pending", pending);
      expect(await post(whole)).toEqual({ status: "posted" });
      expect(await post(whole)).toEqual({ status: "already_posted" });
      expect(await post(resolve("post_pending", pending))).toEqual(refused("pending_resolved"));
      expect(await post(resolve("void_pending", pending))).toEqual(refused("pending_resolved"));
      expect([await balance(alice), await balance(shop)]).toEqual([
        [40n, 0n],
        [60n, 0n],
      ]);
      expect([await folded(alice), await folded(shop)]).toEqual([
        { total: 40n, entries: 2 },
        { total: 60n, entries: 1 },
      ]);
    });

    it("is posted in part, and the rest is free again; never beyond it", async () => {
      const { alice, shop, pending } = await reserved(60n);
      expect(await post(resolve("post_pending", pending, { amount: 61n }))).toEqual(refused("exceeds_pending"));
      expect(await post(resolve("post_pending", pending, { amount: 25n }))).toEqual({ status: "posted" });
      expect([await balance(alice), await balance(shop)]).toEqual([
        [75n, 0n],
        [25n, 0n],
      ]);
    });

    it("is voided, and nothing has moved", async () => {
      const { alice, shop, pending } = await reserved(60n);
      expect(await post(resolve("void_pending", pending, { amount: 59n }))).toEqual(refused("transfer_mismatch"));
      expect(await post(resolve("void_pending", pending))).toEqual({ status: "posted" });
      expect([await balance(alice), await balance(shop)]).toEqual([
        [100n, 0n],
        [0n, 0n],
      ]);
      expect(await folded(alice)).toEqual({ total: 100n, entries: 1 });
    });

    it("can only be voided after its time", async () => {
      const { alice, pending } = await reserved(60n, minuteMs);
      wait(minuteMs);
      expect(await post(resolve("post_pending", pending))).toEqual(refused("pending_expired"));
      expect(await balance(alice)).toEqual([40n, 60n]);
      expect(await post(resolve("void_pending", pending))).toEqual({ status: "posted" });
      expect(await balance(alice)).toEqual([100n, 0n]);
    });

    it("is resolved by one of many who try at once", async () => {
      const { alice, shop, pending } = await reserved(60n);
      const tries = Array.from({ length: 12 }, (_, index) =>
        resolve(index % 2 === 0 ? "post_pending" : "void_pending", pending),
      );
      const outcomes = await Promise.all(tries.map((one) => post(one)));
      expect(outcomes.filter((outcome) => outcome?.status === "posted")).toHaveLength(1);
      const moved = outcomes.findIndex((outcome) => outcome?.status === "posted") % 2 === 0 ? 60n : 0n;
      expect([await balance(alice), await balance(shop)]).toEqual([
        [100n - moved, 0n],
        [moved, 0n],
      ]);
    });

    it("is asked for by its own sides, and is no ordinary transfer", async () => {
      const { alice, shop, pending } = await reserved(60n);
      const other = await open();
      const plain = transfer({ debit: alice, credit: shop, amount: 5n });
      await post(plain);
      expect(await post(resolve("post_pending", pending, { credit: other }))).toEqual(refused("transfer_mismatch"));
      expect(await post(resolve("post_pending", plain))).toEqual(refused("pending_unknown"));
      const nowhere = { type: "void_pending", pending: "tr_nowhere" as TransferId } as const;
      expect(await post(resolve("void_pending", pending, { kind: nowhere }))).toEqual(refused("pending_unknown"));
      expect(await post({ ...pending, kind: undefined })).toEqual(refused("transfer_mismatch"));
    });

    it("is not made beyond what is there, nor to nobody, nor twice at once for the same money (invariant 2)", async () => {
      const [alice, shop] = [await funded(100n), await open("merchant")];
      const sides = { debit: alice.id, credit: shop };
      expect(await post(reserve({ ...sides, amount: 101n }))).toEqual(refused("insufficient_funds"));
      const nobody = reserve({ debit: alice.id, credit: "wal_nowhere" as WalletId, amount: 1n });
      expect(await post(nobody)).toEqual(refused("wallet_unknown"));
      const outcomes = await Promise.all([1, 2, 3, 4].map(() => post(reserve({ ...sides, amount: 40n }))));
      expect(outcomes.filter((outcome) => outcome?.status === "posted")).toHaveLength(2);
      expect(await balance(alice.id)).toEqual([20n, 80n]);
    });

    it("is posted as one line of a group, all or nothing (invariant 9)", async () => {
      const { alice, shop, pending, funding } = await reserved(60n);
      const fee = transfer({ debit: shop, credit: funding, amount: 61n });
      expect(await post(resolve("post_pending", pending), fee)).toEqual(refused("insufficient_funds"));
      expect(await balance(alice)).toEqual([40n, 60n]);
      const less = transfer({ debit: shop, credit: funding, amount: 2n });
      expect(await post(resolve("post_pending", pending), less)).toEqual({ status: "posted" });
      expect([await balance(alice), await balance(shop)]).toEqual([
        [40n, 0n],
        [58n, 0n],
      ]);
    });
  });
};
