import { describe, expect, it } from "vitest";
import { configureWallet } from "../../../core/ledger/configure-wallet.ts";
import type { WalletSettings } from "../../../core/ledger/ledger.ts";
import type { WalletBooks } from "../../../core/ledger/wallet-books.ts";
import { fail, ok } from "../../../core/result.ts";
import { books, now } from "./values.ts";

const configured = (before: WalletBooks, settings: WalletSettings, sharded?: bigint) =>
  configureWallet(before, settings, { now, sharded });

/** Books in which everything is set. */
const full = books({
  ...{ state: "frozen_debits", held: 200n, floor: -50n, room: 5_000n, timeZone: "Europe/Paris" },
  windows: [
    { name: "day", date: "2026-11-24", left: 60n, limit: 100n },
    { name: "month", date: "2026-10", left: 10n, limit: 1_000n },
  ],
});

describe("settings", () => {
  it("leave as it is what they do not name", () => {
    expect(configured(full, {})).toEqual(ok(full));
  });

  it("change what they name", () => {
    expect(configured(full, { state: "open" })).toEqual(ok({ ...full, state: "open" }));
    expect(configured(full, { floor: -70n })).toEqual(ok({ ...full, floor: -70n }));
    expect(configured(full, { floor: 0n })).toEqual(ok({ ...full, floor: 0n }));
    expect(configured(full, { ceiling: null })).toEqual(ok({ ...full, room: undefined }));
    expect(configured(full, { limits: null })).toEqual(ok({ ...full, timeZone: undefined, windows: [] }));
  });

  it("give a ceiling the room that what the wallet has and has reserved leaves below it", () => {
    expect(configured(full, { ceiling: 10_000n })).toEqual(ok({ ...full, room: 10_000n - 1_000n - 200n }));
    expect(configured(full, { ceiling: 700n })).toEqual(ok({ ...full, room: -500n }));
  });

  it("give no ceiling to a wallet over shards, and take one away", () => {
    expect(configured(full, { ceiling: 10_000n }, 0n)).toEqual(fail("wallet_sharded"));
    expect(configured(full, { ceiling: null }, 5n)).toEqual(ok({ ...full, room: undefined }));
    expect(configured(full, { state: "frozen" }, 5n)).toEqual(ok({ ...full, state: "frozen" }));
  });
});

describe("limits that take the place of others", () => {
  it("count what was spent in the same day or month", () => {
    const limits = { timeZone: "Europe/Paris", day: 500n, month: 2_000n };
    expect(configured(full, { limits })).toEqual(
      ok({
        ...full,
        windows: [
          { name: "day", date: "2026-11-24", left: 460n, limit: 500n },
          // The month of before is over.
          { name: "month", date: "2026-11", left: 2_000n, limit: 2_000n },
        ],
      }),
    );
    expect(configured(full, { limits: { ...limits, day: 30n } })).toMatchObject({
      value: { windows: [{ left: -10n }, { left: 2_000n }] },
    });
  });

  it("begin in full where there was none, in the time of their own zone", () => {
    const limits = { timeZone: "Pacific/Auckland", day: 500n, month: 2_000n };
    expect(configured(books(), { limits })).toEqual(
      ok({
        ...{ ...books(), timeZone: "Pacific/Auckland" },
        windows: [
          { name: "day", date: "2026-11-25", left: 500n, limit: 500n },
          { name: "month", date: "2026-11", left: 2_000n, limit: 2_000n },
        ],
      }),
    );
  });

  it("are those that are named", () => {
    const only = (limits: object) => configured(full, { limits: { timeZone: "Europe/Paris", ...limits } });
    expect(only({ month: 9n })).toMatchObject({ value: { windows: [{ name: "month", left: 9n, limit: 9n }] } });
    expect(only({ day: 90n })).toMatchObject({ value: { windows: [{ name: "day", left: 50n, limit: 90n }] } });
    expect(only({})).toMatchObject({ value: { timeZone: "Europe/Paris", windows: [] } });
  });
});

describe("closing a wallet", () => {
  const empty = books({ available: 0n });

  it("takes one that is empty", () => {
    expect(configured(empty, { state: "closed" })).toEqual(ok({ ...empty, state: "closed" }));
    expect(configured({ ...empty, available: -5n }, { state: "closed" }, 5n)).toMatchObject({ ok: true });
  });

  it.each<[string, Partial<WalletBooks>, bigint | undefined]>([
    ["has money", { available: 1n }, undefined],
    ["owes money", { available: -1n }, undefined],
    ["has reserved money", { held: 1n }, undefined],
    ["has money in its shards", {}, 1n],
  ])("takes none that %s", (_what, changes, sharded) => {
    expect(configured({ ...empty, ...changes }, { state: "closed" }, sharded)).toEqual(fail("wallet_not_empty"));
    expect(configured({ ...empty, ...changes }, { state: "frozen" }, sharded)).toMatchObject({ ok: true });
  });

  it("is for ever", () => {
    const closed = { ...empty, state: "closed" as const };
    expect(configured(closed, { state: "closed", floor: -9n })).toEqual(ok(closed));
    expect(configured(closed, { state: "open" })).toEqual(fail("wallet_closed"));
    expect(configured(closed, { floor: -9n })).toEqual(fail("wallet_closed"));
  });
});
