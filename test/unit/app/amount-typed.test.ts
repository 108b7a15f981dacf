import { describe, expect, it } from "vitest";
import { amountTyped } from "../../../app/src/texts/amount-typed.ts";
import type { Currency } from "../../../core/money/currency.ts";

describe("an amount that is typed", () => {
  it.each([
    ["12,99", 1299],
    ["12.99", 1299],
    ["12", 1200],
    ["12,", 1200],
    [",5", 50],
    ["0.01", 1],
    ["999 999,99", 99_999_999],
    ["1 234", 123_400],
  ])("%s is %d minor units of euros", (text, amount) => expect(amountTyped(text, "EUR" as Currency)).toBe(amount));

  it.each(["", ",", "0", "0,00", "12,999", "1.234,56", "12€", "-5", "1e3", "12345678901"])(
    "%s is none: nothing is guessed",
    (text) => expect(amountTyped(text, "EUR" as Currency)).toBeUndefined(),
  );

  it("has the digits of its currency", () => {
    expect(amountTyped("1500", "JPY" as Currency)).toBe(1500);
    expect(amountTyped("1500,5", "JPY" as Currency)).toBeUndefined();
    expect(amountTyped("1.5", "KWD" as Currency)).toBe(1500);
  });
});
