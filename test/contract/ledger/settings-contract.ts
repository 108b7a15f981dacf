import { describe, expect, it } from "vitest";
import { dayMs, hourMs, instant } from "../../../core/clock.ts";
import type { TransferId, WalletId } from "../../../core/ids.ts";
import { localDates } from "../../../core/ledger/local-dates.ts";
import type { LedgerWorkbench } from "./ledger-workbench.ts";

const timeZone = "Pacific/Auckland";

/** What may happen to a wallet: states, limits, ceiling and floor, all of them in one step with the payments. */
export const settingsContract = (bench: LedgerWorkbench): void => {
  const { ledger, open, transfer, post, available, funded, refused, folded, now, wait } = bench;
  const configure = (id: WalletId, settings: Parameters<ReturnType<typeof ledger>["configure"]>[1]) =>
    ledger().configure(id, settings);
  const configured = { status: "configured" };

  /** Lets time pass until it is early in a day, and in a month, of the owner's. */
  const morning = (ofTheFirst = false): void => {
    const { day, month } = localDates(timeZone, now());
    const isOver = () => {
      const dates = localDates(timeZone, now());
      return ofTheFirst ? dates.month !== month : dates.day !== day;
    };
    while (!isOver()) wait(hourMs);
  };

  describe("a wallet's state", () => {
    it("keeps a wallet that is frozen for debits from paying, not from receiving", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      expect(await configure(alice.id, { state: "frozen_debits" })).toEqual(configured);
      expect(await post(transfer({ debit: alice.id, credit: bob, amount: 5n }))).toEqual(refused("wallet_frozen"));
      const topUp = { debit: alice.funding, credit: alice.id, amount: 5n };
      expect(await post(transfer(topUp))).toEqual({ status: "posted" });
      await configure(alice.id, { state: "frozen" });
      expect(await post(transfer(topUp))).toEqual(refused("wallet_frozen"));
      await configure(alice.id, { state: "open" });
      expect(await post(transfer({ debit: alice.id, credit: bob, amount: 5n }))).toEqual({ status: "posted" });
      expect(await available(alice.id)).toBe(100n);
    });

    it("lets what was reserved before a freeze be posted and freed: it was paid then; a frozen payee gets nothing", async () => {
      const [alice, shop] = [await funded(200n), await open("merchant")];
      const sides = { debit: alice.id, credit: shop, amount: 60n };
      const kind = { type: "pending", timeoutAt: instant(now() + hourMs) } as const;
      const [posted, freed] = [transfer({ ...sides, kind }), transfer({ ...sides, kind })];
      await post(posted);
      await post(freed);
      await configure(alice.id, { state: "frozen" });
      expect(await post(transfer({ ...sides, kind }))).toEqual(refused("wallet_frozen"));
      const posting = () => transfer({ ...sides, kind: { type: "post_pending", pending: posted.id } });
      await configure(shop, { state: "frozen" });
      expect(await post(posting())).toEqual(refused("wallet_frozen"));
      await configure(shop, { state: "open" });
      expect(await post(posting())).toEqual({ status: "posted" });
      const voiding = transfer({ ...sides, kind: { type: "void_pending", pending: freed.id } });
      expect(await post(voiding)).toEqual({ status: "posted" });
      expect([await available(alice.id), await available(shop)]).toEqual([140n, 60n]);
    });

    it("closes an empty wallet, for ever", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      expect(await configure(alice.id, { state: "closed" })).toEqual(refused("wallet_not_empty"));
      await post(transfer({ debit: alice.id, credit: bob, amount: 100n }));
      expect(await configure(alice.id, { state: "closed" })).toEqual(configured);
      expect(await configure(alice.id, { state: "closed" })).toEqual(configured);
      expect(await configure(alice.id, { state: "open" })).toEqual(refused("wallet_closed"));
      expect(await post(transfer({ debit: bob, credit: alice.id, amount: 5n }))).toEqual(refused("wallet_closed"));
      expect(await configure("wal_nowhere" as WalletId, { state: "open" })).toEqual(refused("wallet_unknown"));
    });

    it("does not close over what is reserved", async () => {
      const [alice, shop] = [await funded(60n), await open("merchant")];
      const kind = { type: "pending", timeoutAt: instant(now() + hourMs) } as const;
      await post(transfer({ debit: alice.id, credit: shop, amount: 60n, kind }));
      expect(await configure(alice.id, { state: "closed" })).toEqual(refused("wallet_not_empty"));
    });

    it("closes before or after the payments that race it, and no cent is in a closed wallet (invariant 1)", async () => {
      const [alice, bob] = [await funded(1_000n), await open()];
      const payments = Array.from({ length: 15 }, () => transfer({ debit: alice.id, credit: bob, amount: 10n }));
      const [closing, ...outcomes] = await Promise.all([
        configure(bob, { state: "closed" }),
        ...payments.map((payment) => post(payment)),
      ]);
      const posted = outcomes.filter((outcome) => outcome?.status === "posted").length;
      expect(closing.status).toBe(posted === 0 ? "configured" : "refused");
      expect(outcomes.filter((outcome) => outcome?.status === "refused")).toHaveLength(15 - posted);
      expect([await available(bob), (await folded(bob)).total]).toEqual([BigInt(10 * posted), BigInt(10 * posted)]);
    });
  });

  describe("spending limits", () => {
    const spend = (debit: WalletId, credit: WalletId, amount: bigint) => post(transfer({ debit, credit, amount }));

    it("are the day's and the month's, in the owner's time zone, and begin anew with them", async () => {
      morning(true);
      const [alice, bob] = [await funded(1_000n), await open()];
      await configure(alice.id, { limits: { timeZone, day: 100n, month: 250n } });
      expect(await spend(alice.id, bob, 101n)).toEqual(refused("day_limit_exceeded"));
      expect(await spend(alice.id, bob, 100n)).toEqual({ status: "posted" });
      expect(await spend(alice.id, bob, 1n)).toEqual(refused("day_limit_exceeded"));
      morning();
      expect(await spend(alice.id, bob, 100n)).toEqual({ status: "posted" });
      morning();
      expect(await spend(alice.id, bob, 51n)).toEqual(refused("month_limit_exceeded"));
      expect(await spend(alice.id, bob, 50n)).toEqual({ status: "posted" });
      morning(true);
      expect(await spend(alice.id, bob, 100n)).toEqual({ status: "posted" });
      expect(await available(alice.id)).toBe(650n);
    });

    it("are of one payment too, however many transfers it is made of, and of a hold", async () => {
      const [alice, bob, carol] = [await funded(1_000n), await open(), await open()];
      await configure(alice.id, { limits: { timeZone, payment: 100n } });
      expect(await spend(alice.id, bob, 101n)).toEqual(refused("payment_limit_exceeded"));
      const lines = [bob, carol].map((credit) => transfer({ debit: alice.id, credit, amount: 51n }));
      expect(await post(lines[0]!, lines[1]!)).toEqual(refused("payment_limit_exceeded"));
      const kind = { type: "pending", timeoutAt: instant(now() + hourMs) } as const;
      const hold = transfer({ debit: alice.id, credit: bob, amount: 101n, kind });
      expect(await post(hold)).toEqual(refused("payment_limit_exceeded"));
      // Two payments in one transaction are two.
      const both = [bob, bob].map((credit) => ({
        transfers: [transfer({ debit: alice.id, credit, amount: 60n })] as const,
      }));
      expect(await ledger().post(both)).toEqual([{ status: "posted" }, { status: "posted" }]);
      await configure(alice.id, { limits: null });
      expect(await spend(alice.id, bob, 500n)).toEqual({ status: "posted" });
    });

    it("count every debit, whatever comes in beside it, and hold under many at once", async () => {
      morning();
      const [alice, bob] = [await funded(1_000n), await funded(1_000n)];
      await configure(alice.id, { limits: { timeZone, day: 100n } });
      const exchange = await post(
        transfer({ debit: bob.id, credit: alice.id, amount: 500n }),
        transfer({ debit: alice.id, credit: bob.id, amount: 101n }),
      );
      expect(exchange).toEqual(refused("day_limit_exceeded"));
      const outcomes = await Promise.all(Array.from({ length: 12 }, () => spend(alice.id, bob.id, 30n)));
      expect(outcomes.filter((outcome) => outcome?.status === "posted")).toHaveLength(3);
      expect(await available(alice.id)).toBe(910n);
    });

    it("get back what a reservation does not use, in the window that it was taken from alone", async () => {
      morning();
      const [alice, shop] = [await funded(1_000n), await open("merchant")];
      await configure(alice.id, { limits: { timeZone, day: 100n } });
      const reserve = async () => {
        const kind = { type: "pending", timeoutAt: instant(now() + 40 * dayMs) } as const;
        const pending = transfer({ debit: alice.id, credit: shop, amount: 80n, kind });
        expect(await post(pending)).toEqual({ status: "posted" });
        return pending.id;
      };
      const resolve = (type: "post_pending" | "void_pending", pending: TransferId, amount: bigint) =>
        post(transfer({ debit: alice.id, credit: shop, amount, kind: { type, pending } }));
      const first = await reserve();
      expect(await spend(alice.id, shop, 21n)).toEqual(refused("day_limit_exceeded"));
      await resolve("post_pending", first, 30n);
      expect(await spend(alice.id, shop, 70n)).toEqual({ status: "posted" });
      morning();
      const second = await reserve();
      await resolve("void_pending", second, 80n);
      const third = await reserve();
      morning();
      expect(await spend(alice.id, shop, 90n)).toEqual({ status: "posted" });
      await resolve("void_pending", third, 80n);
      // What came back belongs to yesterday.
      expect(await spend(alice.id, shop, 11n)).toEqual(refused("day_limit_exceeded"));
      expect(await spend(alice.id, shop, 10n)).toEqual({ status: "posted" });
    });

    it("keep what was spent when they change, and go when they are taken away", async () => {
      morning();
      const [alice, bob] = [await funded(1_000n), await open()];
      await configure(alice.id, { limits: { timeZone, day: 100n } });
      await spend(alice.id, bob, 90n);
      await configure(alice.id, { limits: { timeZone, day: 120n, month: 500n } });
      expect(await spend(alice.id, bob, 31n)).toEqual(refused("day_limit_exceeded"));
      expect(await spend(alice.id, bob, 30n)).toEqual({ status: "posted" });
      await configure(alice.id, { limits: { timeZone, day: 50n } });
      expect(await spend(alice.id, bob, 1n)).toEqual(refused("day_limit_exceeded"));
      await configure(alice.id, { limits: null });
      expect(await spend(alice.id, bob, 500n)).toEqual({ status: "posted" });
    });
  });

  describe("a ceiling and a floor", () => {
    it("keeps a wallet from holding more, reservations included", async () => {
      const [alice, bob] = [await funded(1_000n), await funded(30n)];
      expect(await configure(bob.id, { ceiling: 100n })).toEqual(configured);
      const give = (amount: bigint) => post(transfer({ debit: alice.id, credit: bob.id, amount }));
      expect(await give(71n)).toEqual(refused("ceiling_exceeded"));
      const outcomes = await Promise.all([1, 2, 3, 4, 5].map(() => give(20n)));
      expect(outcomes.filter((outcome) => outcome?.status === "posted")).toHaveLength(3);
      expect(await available(bob.id)).toBe(90n);
      const kind = { type: "pending", timeoutAt: instant(now() + hourMs) } as const;
      await post(transfer({ debit: bob.id, credit: alice.id, amount: 50n, kind }));
      expect(await give(11n)).toEqual(refused("ceiling_exceeded"));
      await post(transfer({ debit: bob.id, credit: alice.id, amount: 40n }));
      expect(await give(50n)).toEqual({ status: "posted" });
      await configure(bob.id, { ceiling: null });
      expect(await give(500n)).toEqual({ status: "posted" });
    });

    it("leaves in a wallet what must stay, or lends it what it may owe", async () => {
      const [alice, bob] = [await funded(100n), await open()];
      const pay = (amount: bigint) => post(transfer({ debit: alice.id, credit: bob, amount }));
      await configure(alice.id, { floor: 40n });
      expect(await pay(61n)).toEqual(refused("insufficient_funds"));
      expect(await pay(60n)).toEqual({ status: "posted" });
      await configure(alice.id, { floor: -50n });
      expect(await pay(91n)).toEqual(refused("insufficient_funds"));
      expect(await pay(90n)).toEqual({ status: "posted" });
      expect(await available(alice.id)).toBe(-50n);
    });
  });
};
