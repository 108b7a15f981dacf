import { describe, expect, it } from "vitest";
import { readAmount } from "../../../app/src/texts/read-amount.ts";
import { currencyOf } from "../../../core/money/currency.ts";
import { fail, ok } from "../../../core/result.ts";

describe("an amount that somebody typed", () => {
  it.each([
    ["12,5", 1250],
    ["12.50", 1250],
    ["12", 1200],
    ["12,", 1200],
    [",5", 50],
    ["0,01", 1],
    ["12€50", 1250],
    ["12,99 €", 1299],
    ["€12.99", 1299],
    ["12.99 EUR", 1299],
    ["3 euros", 300],
    ["1 234,50", 123_450],
    ["1\u202f234,50 €", 123_450],
    ["1.234,50", 123_450],
    ["1,234.50", 123_450],
    ["1,234,567", "too_large"],
    ["1,234,56", "unclear"],
    ["1’234.5", 123_450],
    ["999999.99", 99_999_999],
    ["999,999.99", 99_999_999],
    ["1000000", "too_large"],
    ["99999999999999999999", "too_large"],
    ["0", "too_small"],
    ["0,00", "too_small"],
    ["", "missing"],
    [" € ", "missing"],
    ["1,234", "unclear"],
    ["1.234", "unclear"],
    ["1.2.3", "unclear"],
    ["-5", "unclear"],
    ["5e3", "unclear"],
    ["12 or 13", "unclear"],
    ["٥", "unclear"],
    [".", "unclear"],
    ["12€5", "unclear"],
  ])("%s", (typed, expected) => {
    expect(readAmount(typed)).toEqual(typeof expected === "number" ? ok(expected) : fail(expected));
  });

  it("has as many minor digits as its currency", () => {
    expect(readAmount("1234", currencyOf("JPY"))).toEqual(ok(1234));
    expect(readAmount("1,5", currencyOf("JPY"))).toEqual(fail("unclear"));
    expect(readAmount("1.234", currencyOf("KWD"))).toEqual(ok(1234));
  });
});
