import { describe, expect, it } from "vitest";
import { byDay } from "../../../app/src/activity/by-day.ts";
import { askFor, createActivitySearch, isFiltering, noFilter } from "../../../app/src/activity/search.ts";
import { bucketsOf, timeOf } from "../../../app/src/activity/spending.ts";
import type { ActivityAsk } from "../../../app/src/api/piaf-api.ts";
import type { ActivityEntry, ActivityList } from "../../../contracts/http/wallet.ts";
import { fail, ok } from "../../../core/result.ts";

const entry = (transfer: string, at = "2026-11-24T12:00:00.000Z"): ActivityEntry => ({
  transfer,
  direction: "debit",
  amount: 500,
  currency: "EUR",
  code: "payment",
  posted_at: at,
  other: { name: "Bob" },
});

/** A server that answers in turn; the search waits for nobody's typing. */
const searchOf = (...answers: readonly (ActivityList | "lost")[]) => {
  const asked: ActivityAsk[] = [];
  const search = createActivitySearch({
    api: {
      searchActivity: (ask) => {
        const answer = answers[asked.push(ask) - 1] ?? { data: [] };
        return Promise.resolve(answer === "lost" ? fail({ kind: "unknown" }) : ok(answer));
      },
    },
    wait: () => Promise.resolve(),
  });
  return { search, asked };
};

describe("looking through the activity", () => {
  it("asks once the person has stopped typing, for the last that was typed", async () => {
    const { search, asked } = searchOf({ data: [entry("tr_1")] });
    await Promise.all(["c", "ci", "cin"].map((q) => search.change({ q })));
    expect(asked.map(({ q }) => q)).toEqual(["cin"]);
    expect(search.store.get()).toMatchObject({ filter: { q: "cin" }, found: [{ transfer: "tr_1" }], busy: false });
  });

  it("goes on by itself where an answer holds nothing yet, and further back on request", async () => {
    const { search, asked } = searchOf(
      { data: [], next_cursor: "a" },
      { data: [entry("tr_1")], next_cursor: "b" },
      { data: [entry("tr_2")] },
    );
    await search.change({ q: "", direction: "credit" });
    expect(search.store.get()).toMatchObject({ found: [{ transfer: "tr_1" }], cursor: "b" });
    await search.more();
    expect(search.store.get().found?.map(({ transfer }) => transfer)).toEqual(["tr_1", "tr_2"]);
    expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, "a", "b"]);
  });

  it("does not search for ever in one go", async () => {
    const { search, asked } = searchOf(...Array.from({ length: 9 }, () => ({ data: [], next_cursor: "on" })));
    await search.change({ q: "rare" });
    expect(asked).toHaveLength(4);
    expect(search.store.get()).toMatchObject({ found: [], cursor: "on", busy: false });
  });

  it("says that it failed, and may be asked again", async () => {
    const { search } = searchOf("lost", { data: [entry("tr_1")] });
    await search.change({ q: "x" });
    expect(search.store.get()).toMatchObject({ failed: true, busy: false });
    await search.more();
    expect(search.store.get()).toMatchObject({ failed: false, found: [{ transfer: "tr_1" }] });
  });

  it("asks for nothing without a filter, and for whole days of the person's own", async () => {
    const { search, asked } = searchOf();
    await search.change(noFilter);
    expect(asked).toEqual([]);
    expect(isFiltering({ q: "  " })).toBe(false);
    const { from, to, q } = askFor({ q: " tea ", from: "2026-11-30", to: "2026-11-30" });
    expect(q).toBe("tea");
    expect(from).toBe(new Date(2026, 10, 30).toISOString());
    expect(to).toBe(new Date(2026, 11, 1).toISOString());
  });
});

describe("the activity by day", () => {
  it("keeps the order of days and entries", () => {
    const entries = [entry("tr_3", "2026-11-24"), entry("tr_2", "2026-11-24"), entry("tr_1", "2026-11-20")];
    const days = byDay(entries, (at) => at).map(([day, some]) => [day, some.map(({ transfer }) => transfer)]);
    expect(days).toEqual([
      ["2026-11-24", ["tr_3", "tr_2"]],
      ["2026-11-20", ["tr_1"]],
    ]);
  });
});

describe("spending over time", () => {
  const now = Date.parse("2026-11-24T10:00:00.000Z");
  const day = (name: string, debit: number, credit = 0) => ({ day: name, debit, credit, times: 1 });

  it.each([
    ["month", "2026-10-26T00:00:00.000Z", 30],
    ["quarter", "2026-08-24T00:00:00.000Z", 14],
    ["year", "2025-11-01T00:00:00.000Z", 13],
  ] as const)("of a %s begins with a whole step and has no gaps", (period, from, steps) => {
    expect(timeOf(period, now)).toEqual({ from, to: "2026-11-25T00:00:00.000Z" });
    const buckets = bucketsOf({ days: [day("2026-11-24", 5), day(from.slice(0, 10), 7, 1)] }, period, now);
    expect(buckets).toHaveLength(steps);
    expect(buckets[0]).toEqual({ startMs: Date.parse(from), debit: 7, credit: 1 });
    expect(buckets.at(-1)?.debit).toBe(5);
  });

  it("adds up the days of a week, from Monday to Sunday", () => {
    const days = [day("2026-11-22", 1), day("2026-11-16", 2), day("2026-11-15", 4)];
    const buckets = bucketsOf({ days }, "quarter", now).filter(({ debit }) => debit > 0);
    expect(buckets.map(({ startMs, debit }) => [new Date(startMs).toISOString().slice(0, 10), debit])).toEqual([
      ["2026-11-09", 4],
      ["2026-11-16", 3],
    ]);
  });
});
