import { expect, it } from "vitest";
import { hourMs, instant } from "../../../core/clock.ts";
import { reducedUntil, withinLimit } from "../../../core/holder/reduced-limit.ts";
import type { PaymentKey } from "../../../core/holder/holder.ts";
import { type Currency, EUR } from "../../../core/money/currency.ts";
import { createDeviceKey } from "../../support/software-authenticator.ts";

const noonMs = Date.parse("2026-11-24T12:00:00.000Z");
const noon = () => noonMs;
const euros = (amount: bigint) => ({ amount, currency: EUR });
const key: PaymentKey = (await createDeviceKey()).key;
const reduced: PaymentKey = { ...key, reducedUntil: reducedUntil(noon) };

it("a key without a reduction pays any amount", () => {
  expect(withinLimit(key, euros(1_000_000n), noon)).toBe(true);
});

it("a reduced key pays 50 € and not a cent more, for 72 hours", () => {
  expect(reduced.reducedUntil).toBe(instant(noonMs + 72 * hourMs));
  expect(withinLimit(reduced, euros(5_000n), noon)).toBe(true);
  expect(withinLimit(reduced, euros(5_001n), noon)).toBe(false);
  expect(withinLimit(reduced, euros(5_001n), () => noonMs + 72 * hourMs - 1)).toBe(false);
  expect(withinLimit(reduced, euros(5_001n), () => noonMs + 72 * hourMs)).toBe(true);
});

it("a reduced key pays nothing in a currency that has no limit of its own", () => {
  expect(withinLimit(reduced, { amount: 1n, currency: "JPY" as Currency }, noon)).toBe(false);
});
