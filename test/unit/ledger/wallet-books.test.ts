import { describe, expect, it } from "vitest";
import { dayMs } from "../../../core/clock.ts";
import type { Refusal } from "../../../core/ledger/ledger.ts";
import {
  applyPosting,
  judgePosting,
  leftAfter,
  type SpendingWindow,
  type WalletBooks,
  weightiest,
  windowsAt,
} from "../../../core/ledger/wallet-books.ts";
import { books, credit, debit, now, posting, USD } from "./values.ts";

const day: SpendingWindow = { name: "day", date: "2026-11-24", left: 100n, limit: 500n };
const month: SpendingWindow = { name: "month", date: "2026-11", left: 100n, limit: 5_000n };
const limited = (...windows: readonly SpendingWindow[]): WalletBooks => books({ timeZone: "Europe/Paris", windows });

const judged = (changes: Partial<WalletBooks>, one = debit(1n)) => judgePosting(books(changes), one, now);

describe("a wallet that is not there, or not open", () => {
  it("takes nothing in another currency, when it is closed, or when nobody has opened it", () => {
    expect(judgePosting(undefined, credit(1n), now)).toBe("wallet_unknown");
    expect(judged({}, credit(1n, { currency: USD }))).toBe("currency_mismatch");
    expect(judged({ state: "closed" }, credit(1n))).toBe("wallet_closed");
    expect(judged({ state: "closed" }, posting())).toBe("wallet_closed");
  });

  it("neither pays nor receives while it is frozen, and still frees what it has reserved", () => {
    expect(judged({ state: "frozen" }, debit(1n))).toBe("wallet_frozen");
    expect(judged({ state: "frozen" }, credit(1n))).toBe("wallet_frozen");
    expect(judged({ state: "frozen", held: 5n }, posting({ available: 5n, held: -5n }))).toBeUndefined();
  });

  it("receives and does not pay while only its debits are frozen", () => {
    expect(judged({ state: "frozen_debits" }, debit(1n))).toBe("wallet_frozen");
    expect(judged({ state: "frozen_debits" }, credit(1n))).toBeUndefined();
    expect(judged({ state: "open" }, debit(1n))).toBeUndefined();
  });
});

describe("what a wallet has", () => {
  it("is spent to the last cent, and no further", () => {
    expect(judged({ available: 100n }, debit(100n))).toBeUndefined();
    expect(judged({ available: 100n }, debit(101n))).toBe("insufficient_funds");
  });

  it("is spent down to its floor", () => {
    expect(judged({ available: 100n, floor: 30n }, debit(70n))).toBeUndefined();
    expect(judged({ available: 100n, floor: 30n }, debit(71n))).toBe("insufficient_funds");
    expect(judged({ available: 100n, floor: -50n }, debit(150n))).toBeUndefined();
    expect(judged({ available: 100n, floor: -50n }, debit(151n))).toBe("insufficient_funds");
  });

  it("is no limit to a wallet of the system", () => {
    expect(judged({ kind: "system", available: 0n }, debit(1_000n))).toBeUndefined();
  });

  it("may be below its floor, as after the floor was raised: what takes nothing away goes on", () => {
    expect(judged({ available: 10n, floor: 50n }, credit(1n))).toBeUndefined();
    expect(judged({ available: 10n, floor: 50n }, posting())).toBeUndefined();
    expect(judged({ available: 10n, floor: 50n }, debit(1n))).toBe("insufficient_funds");
  });
});

describe("limits", () => {
  it("are spent to the last cent, and name the window that is exceeded", () => {
    expect(judgePosting(limited(day, { ...month, left: 200n }), debit(100n), now)).toBeUndefined();
    expect(judgePosting(limited(day, { ...month, left: 200n }), debit(101n), now)).toBe("day_limit_exceeded");
    expect(judgePosting(limited({ ...day, left: 200n }, month), debit(101n), now)).toBe("month_limit_exceeded");
    expect(judgePosting(limited(month), debit(101n), now)).toBe("month_limit_exceeded");
  });

  it("hold nothing up that spends nothing, even when they were lowered below what is spent", () => {
    expect(judgePosting(limited({ ...day, left: -1n }), credit(500n), now)).toBeUndefined();
    expect(judgePosting(limited({ ...day, left: -1n }), posting(), now)).toBeUndefined();
    expect(judgePosting(limited({ ...day, left: -1n }), debit(1n), now)).toBe("day_limit_exceeded");
  });

  it("begin anew with the day and the month of the owner's own", () => {
    expect(windowsAt(limited(day, month), now)).toEqual([day, month]);
    const tomorrow = { ...day, date: "2026-11-25", left: 500n };
    expect(windowsAt(limited(day, month), now + dayMs)).toEqual([tomorrow, month]);
    const next = [
      { ...day, date: "2026-12-01", left: 500n },
      { ...month, date: "2026-12", left: 5_000n },
    ];
    expect(windowsAt(limited(day, month), now + 7 * dayMs)).toEqual(next);
  });

  it("are none without a time zone", () => {
    expect(windowsAt(books({ windows: [day] }), now)).toEqual([]);
    expect(windowsAt(books({ timeZone: "Europe/Paris" }), now)).toEqual([]);
  });

  it("get back what was reserved in them, and nothing that was reserved in others", () => {
    const freed = posting({
      spent: 5n,
      restored: [
        { amount: 20n, reservedIn: { day: "2026-11-24", month: "2026-11" } },
        { amount: 7n, reservedIn: { day: "2026-11-23", month: "2026-11" } },
        { amount: 3n, reservedIn: {} },
      ],
    });
    expect(leftAfter(day, freed)).toBe(100n - 5n + 20n);
    expect(leftAfter(month, freed)).toBe(100n - 5n + 27n);
  });
});

describe("a ceiling", () => {
  it("is filled to the last cent, by what comes in less what goes out", () => {
    expect(judged({ room: 100n }, credit(100n))).toBeUndefined();
    expect(judged({ room: 100n }, credit(101n))).toBe("ceiling_exceeded");
    expect(judged({ room: undefined }, credit(10n ** 15n))).toBeUndefined();
    // A reservation moves what the wallet has from one number to the other.
    expect(judged({ room: 0n }, posting({ available: -10n, held: 10n }))).toBeUndefined();
    expect(judged({ room: 5n }, posting({ available: 10n, held: -4n }))).toBe("ceiling_exceeded");
    expect(judged({ room: 5n }, posting({ available: 10n, held: -5n }))).toBeUndefined();
  });

  it("may lie below what the wallet has, as after it was lowered: what lets it grow no further goes on", () => {
    expect(judged({ room: -100n }, debit(50n))).toBeUndefined();
    expect(judged({ room: -100n }, posting())).toBeUndefined();
    expect(judged({ room: -100n }, credit(1n))).toBe("ceiling_exceeded");
  });
});

it("the books after a posting have its sums in them, and are otherwise as before", () => {
  const before = { ...limited(day, month), held: 40n, room: 1_000n };
  const taken = posting({ available: -30n, held: 20n, spent: 30n });
  expect(applyPosting(before, taken, now)).toEqual({
    ...before,
    available: 970n,
    held: 60n,
    room: 1_010n,
    windows: [
      { ...day, left: 70n },
      { ...month, left: 70n },
    ],
  });
  expect(applyPosting({ ...before, room: undefined }, taken, now).room).toBeUndefined();
});

it("of several reasons the weightiest is told: what is wrong with the wallet before what it lacks", () => {
  const order: readonly Refusal[] = [
    ...(["wallet_unknown", "currency_mismatch", "wallet_closed", "wallet_frozen"] as const),
    ...(["insufficient_funds", "day_limit_exceeded", "month_limit_exceeded", "ceiling_exceeded"] as const),
  ];
  order.forEach((reason, at) => expect(weightiest(order.slice(at).reverse())).toBe(reason));
  expect(weightiest([])).toBeUndefined();
});
