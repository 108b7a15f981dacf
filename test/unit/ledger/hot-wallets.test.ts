import { expect, it } from "vitest";
import { createHotWallets } from "../../../adapters/dynamodb/hot-wallets.ts";
import { hourMs, secondMs } from "../../../core/clock.ts";
import type { WalletId } from "../../../core/ids.ts";

const shop = "wal_shop" as WalletId;

const instance = (random = 0.5) => {
  let now = Date.parse("2026-11-24T12:00:00.000Z");
  const hot = createHotWallets({ clock: () => now, random: () => random });
  return { ...hot, wait: (milliseconds: number) => void (now += milliseconds) };
};

it("asks for no shards for a chance meeting, nor for one writer who is quick", () => {
  const { done, wanted, wait } = instance();
  done(shop, 0, "conflict");
  for (let count = 0; count < 50; count += 1) {
    wait(20);
    done(shop, 0, "written");
  }
  expect(wanted(shop)).toBe(0);
});

it("asks for shards when writers meet again and again, and forgets it when they stop", () => {
  const { done, wanted, wait } = instance();
  for (let count = 0; count < 2; count += 1) done(shop, 0, "conflict");
  expect(wanted(shop)).toBe(4);
  for (let count = 0; count < 20; count += 1) done(shop, 0, "conflict");
  expect(wanted(shop)).toBe(32);
  wait(hourMs);
  done(shop, 0, "written");
  expect(wanted(shop)).toBe(0);
});

it("is not heated by a clock that goes back", () => {
  const { done, wanted, wait } = instance();
  done(shop, 0, "conflict");
  wait(-10 * secondMs);
  done(shop, 0, "written");
  expect(wanted(shop)).toBe(0);
});

it("keeps to the shards that went well, one for each write at a time, and leaves one where it met somebody", () => {
  const { done, learn, take } = instance();
  expect(take(shop)).toBe(0);
  learn(shop, 8);
  expect(take(shop)).toBe(5);
  done(shop, 5, "written");
  done(shop, 2, "not_written");
  expect([take(shop), take(shop), take(shop)]).toEqual([2, 5, 5]);
  done(shop, 2, "conflict");
  expect(take(shop)).toBe(5);
});
