import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoPinStore } from "../../../adapters/dynamodb/dynamo-pin-store.ts";
import type { PinStore } from "../../../core/holder/pin-store.ts";
import type { HolderId } from "../../../core/ids.ts";
import { fail, ok } from "../../../core/result.ts";
import { startTables, type Tables } from "../../support/tables.ts";

let tables: Tables;
let pins: PinStore;
let count = 0;

beforeAll(async () => {
  tables = await startTables();
  pins = createDynamoPinStore({
    client: tables.client,
    table: tables.tableName("Pins"),
    clock: () => Date.parse("2026-11-24T12:00:00.000Z"),
    pace: { sleep: async () => undefined, random: () => 0 },
  });
});
afterAll(() => tables.stop());

const someone = (): HolderId => `hol_${(count += 1)}` as HolderId;
const pin = { hash: "aGFzaA", salt: "c2FsdA" };
const other = { hash: "b3RoZXI", salt: "c2FsdA" };

describe("the wallet PIN", () => {
  it("is missing until it is set, and the first one stays", async () => {
    const holder = someone();
    expect(await pins.takeTry(holder)).toEqual(fail("pin_missing"));
    expect(await pins.setFirst(holder, pin)).toBe("set");
    expect(await pins.setFirst(holder, other)).toBe("set_before");
    expect(await pins.takeTry(holder)).toEqual(ok(pin));
  });

  it("locks after five tries in a row", async () => {
    const holder = someone();
    await pins.setFirst(holder, pin);
    for (const _try of [1, 2, 3, 4, 5]) expect(await pins.takeTry(holder)).toEqual(ok(pin));
    expect(await pins.takeTry(holder)).toEqual(fail("pin_locked"));
    expect(await pins.takeTry(holder)).toEqual(fail("pin_locked"));
  });

  it("gives five tries to any number of guesses that come at once", async () => {
    const holder = someone();
    await pins.setFirst(holder, pin);
    const guesses = await Promise.all(Array.from({ length: 60 }, () => pins.takeTry(holder)));
    expect(guesses.filter(({ ok: taken }) => taken)).toHaveLength(5);
    expect(await pins.takeTry(holder)).toEqual(fail("pin_locked"));
  });

  it("has all tries again after the right one", async () => {
    const holder = someone();
    await pins.setFirst(holder, pin);
    for (const _try of [1, 2, 3, 4]) await pins.takeTry(holder);
    await pins.giveTriesBack(holder, pin);
    for (const _try of [1, 2, 3, 4, 5]) expect(await pins.takeTry(holder)).toEqual(ok(pin));
    expect(await pins.takeTry(holder)).toEqual(fail("pin_locked"));
  });

  it("gives no tries back for a PIN that has been replaced meanwhile", async () => {
    const holder = someone();
    await pins.setFirst(holder, pin);
    await pins.reset({ holder, pin: other, nonce: "n1" });
    for (const _try of [1, 2, 3, 4, 5]) await pins.takeTry(holder);
    await pins.giveTriesBack(holder, pin);
    expect(await pins.takeTry(holder)).toEqual(fail("pin_locked"));
  });

  it("is unlocked by a fresh sign-in, which counts once", async () => {
    const holder = someone();
    await pins.setFirst(holder, pin);
    for (const _try of [1, 2, 3, 4, 5]) await pins.takeTry(holder);
    expect(await pins.reset({ holder, pin: other, nonce: "n1" })).toBe("set");
    expect(await pins.takeTry(holder)).toEqual(ok(other));
    expect(await pins.reset({ holder, pin, nonce: "n1" })).toBe("nonce_used");
    expect(await pins.takeTry(holder)).toEqual(ok(other));
  });

  it("is set by a fresh sign-in where none was, and one person's sign-in uses up nobody else's", async () => {
    const [alice, bob] = [someone(), someone()];
    expect(await pins.reset({ holder: alice, pin, nonce: "same" })).toBe("set");
    expect(await pins.reset({ holder: bob, pin, nonce: "same" })).toBe("set");
    expect(await pins.takeTry(alice)).toEqual(ok(pin));
  });
});
