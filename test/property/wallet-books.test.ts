import fc from "fast-check";
import { expect, it } from "vitest";
import { dayMs, hourMs } from "../../core/clock.ts";
import type { TransferId, WalletId } from "../../core/ids.ts";
import { localDates } from "../../core/ledger/local-dates.ts";
import { applyPosting, judgePosting, type WalletBooks, windowsAt } from "../../core/ledger/wallet-books.ts";
import type { WalletPosting } from "../../core/ledger/wallet-posting.ts";
import { EUR } from "../../core/money/currency.ts";

const zones = ["Europe/Paris", "Pacific/Auckland", "America/New_York", "Asia/Kathmandu", "UTC"] as const;
const wallet = "wal_alice" as WalletId;
const start = Date.parse("2026-03-27T00:00:00.000Z");

const books = (timeZone: string): WalletBooks => ({
  ...{ id: wallet, kind: "personal", currency: EUR, state: "open", available: 10_000n, held: 0n, floor: 0n, timeZone },
  windows: [
    { name: "day", date: "2026-01-01", left: 0n, limit: 100n },
    { name: "month", date: "2026-01", left: 0n, limit: 400n },
  ],
});

const debit = (amount: bigint): WalletPosting => ({
  ...{ wallet, currency: EUR, available: -amount, held: 0n, spent: amount, restored: [], pays: true, receives: false },
  entries: ["tr_1" as TransferId],
});

const program = fc.record({
  timeZone: fc.constantFrom(...zones),
  steps: fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 2 * dayMs }), amount: fc.bigInt(1n, 120n) }), {
    maxLength: 60,
  }),
});

it("in no day and in no month of the owner's own is more spent than the limits, and nothing less is refused", () => {
  fc.assert(
    fc.property(program, ({ timeZone, steps }) => {
      let [now, current] = [start, books(timeZone)];
      const spent = new Map<string, bigint>();
      const spentIn = (date: string): bigint => spent.get(date) ?? 0n;
      for (const { afterMs, amount } of steps) {
        now += afterMs;
        const { day, month } = localDates(timeZone, now);
        const over =
          spentIn(day) + amount > 100n
            ? "day_limit_exceeded"
            : spentIn(month) + amount > 400n
              ? "month_limit_exceeded"
              : undefined;
        expect(judgePosting(current, debit(amount), now)).toBe(over);
        if (over !== undefined) continue;
        current = applyPosting(current, debit(amount), now);
        for (const date of [day, month]) spent.set(date, spentIn(date) + amount);
      }
    }),
  );
});

it("a reservation that is freed gives back to the windows it was taken from, and to no other", () => {
  fc.assert(
    fc.property(program, fc.integer({ min: 0, max: 40 * dayMs }), ({ timeZone }, laterMs) => {
      const reserved = applyPosting(books(timeZone), { ...debit(60n), held: 60n, entries: [] }, start);
      const reservedIn = localDates(timeZone, start);
      const freed = applyPosting(
        reserved,
        { ...debit(0n), available: 60n, held: -60n, spent: 0n, restored: [{ amount: 60n, reservedIn }], entries: [] },
        start + laterMs,
      );
      expect([freed.available, freed.held]).toEqual([10_000n, 0n]);
      // Whether the window is the same one or a new one, all of it is there again, and no more than all.
      for (const { left, limit } of freed.windows) expect(left).toBe(limit);
    }),
  );
});

it("a window never goes back when a clock is behind another", () => {
  fc.assert(
    fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 3 * hourMs }), (timeZone, behindMs) => {
      const later = applyPosting(books(timeZone), debit(70n), start + 3 * dayMs);
      const [day] = windowsAt(later, start + 3 * dayMs - behindMs);
      expect(day).toMatchObject({ left: 30n, date: localDates(timeZone, start + 3 * dayMs).day });
    }),
  );
});

it("the days of a zone follow its own midnights, over changes of its clocks", () => {
  const at = (text: string) => localDates("Europe/Paris", Date.parse(text));
  expect(at("2026-03-28T22:59:59.999Z").day).toBe("2026-03-28");
  expect(at("2026-03-28T23:00:00.000Z").day).toBe("2026-03-29");
  expect(at("2026-03-29T21:59:59.999Z").day).toBe("2026-03-29");
  expect(at("2026-03-29T22:00:00.000Z")).toEqual({ day: "2026-03-30", month: "2026-03" });
  expect(() => localDates("Mars/Olympus", start)).toThrow(RangeError);
});

it("days and months sort as text in the order of time, years of less than four digits too", () => {
  const at = (text: string) => localDates("UTC", Date.parse(text));
  expect(at("0099-12-31T00:00:00.000Z")).toEqual({ day: "0099-12-31", month: "0099-12" });
  expect(at("0100-01-01T00:00:00.000Z").day).toBe("0100-01-01");
});
