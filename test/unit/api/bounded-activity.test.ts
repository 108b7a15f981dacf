import { describe, expect, it } from "vitest";
import type { ActivityList, ActivitySummary } from "../../../contracts/http/wallet.ts";
import { epochMs, instant, minuteMs } from "../../../core/clock.ts";
import type { HolderId, TransferId, WalletId } from "../../../core/ids.ts";
import type { Entry, StatementRequest } from "../../../core/ledger/ledger.ts";
import { EUR } from "../../../core/money/currency.ts";
import { listActivity } from "../../../functions/api/activity.ts";
import { summariseActivity } from "../../../functions/api/activity-summary.ts";
import type { ApiDeps } from "../../../functions/api/api-deps.ts";
import { noon } from "../../support/intents.ts";

/** A journal of so many entries, a minute apart, the newest at noon: one cent each, from thirty wallets in turn. */
const journalOf = (length: number) => {
  const entries = Array.from({ length }, (_, index): Entry => ({
    transfer: `tr_${index}` as TransferId,
    direction: "credit",
    other: `wal_${index % 30}` as WalletId,
    amount: 1n,
    currency: EUR,
    code: "top_up",
    ref: "seed",
    postedAt: instant(noon - index * minuteMs),
  }));
  const requests: StatementRequest[] = [];
  const statement = async (_wallet: WalletId, request: StatementRequest) => {
    requests.push(request);
    const from = Number(request.cursor ?? 0);
    const known = entries.filter(({ postedAt }) => epochMs(postedAt) <= epochMs(request.until ?? instant(noon)));
    const items = known.slice(from, from + request.limit);
    const next = from + request.limit;
    return { items, cursor: next < known.length ? String(next) : undefined };
  };
  const deps = { ledger: { statement } } as unknown as ApiDeps;
  return { requests, deps };
};

const request = (query: Record<string, string>) => ({
  ...{ params: {}, headers: {}, body: undefined, route: "GET", query },
  caller: { issuer: "i", subject: "alice", holder: "hol_alice" as HolderId },
});

describe("a search of the activity", () => {
  it("ends after eight pages, and says where it goes on", async () => {
    const { requests, deps } = journalOf(1_000);
    const { body } = await listActivity(request({ direction: "debit", limit: "20" }), deps);
    expect(body).toEqual({ data: [], next_cursor: "160" });
    expect(requests).toHaveLength(8);
  });

  it("meets every entry once, from page to page, and ends without a cursor", async () => {
    const { deps } = journalOf(777);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const answer = await listActivity(request({ limit: "50", min: "1", ...(cursor ? { cursor } : {}) }), deps);
      const { data, next_cursor } = answer.body as ActivityList;
      expect(data.length).toBeLessThanOrEqual(50);
      seen.push(...data.map(({ transfer }) => transfer));
      cursor = next_cursor;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 777 }, (_, index) => `tr_${index}`));
  });

  it("reads nothing before the time that it begins at", async () => {
    const { requests, deps } = journalOf(1_000);
    const from = instant(noon - 10 * minuteMs);
    const { body } = await listActivity(request({ from, to: instant(noon) }), deps);
    expect((body as ActivityList).data).toHaveLength(10);
    expect((body as ActivityList).next_cursor).toBeUndefined();
    expect(requests).toHaveLength(1);
  });
});

describe("a summary", () => {
  const summed = async (length: number) => {
    const query = { from: instant(noon - 10_000 * minuteMs), to: instant(noon + 1) };
    return (await summariseActivity(request(query), journalOf(length).deps)).body as ActivitySummary;
  };

  it("is of the latest thousand entries at most, and says so", async () => {
    const summary = await summed(1_500);
    expect(summary.complete).toBe(false);
    expect(summary.from).toBe(instant(noon - 999 * minuteMs));
    expect(summary.days.reduce((sum, { credit }) => sum + credit, 0)).toBe(1_000);
    expect(summary.people).toHaveLength(20);
  });

  it("is of all of them where there are no more", async () => {
    const summary = await summed(1_000);
    expect(summary.complete).toBe(true);
    expect(summary.from).toBe(instant(noon - 10_000 * minuteMs));
    expect(summary.days.map(({ day }) => day)).toEqual(["2026-11-24", "2026-11-23"]);
  });

  it("asks for both ends of the time", async () => {
    const { deps } = journalOf(1);
    expect(await summariseActivity(request({ from: instant(noon) }), deps)).toMatchObject({ status: 400 });
  });
});
