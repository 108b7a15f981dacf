import { describe, expect, it } from "vitest";
import { type Currency, EUR, currencyOf, minorDigits } from "../../../core/money/currency.ts";
import { formatMoney, toDecimal } from "../../../core/money/money.ts";

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/gu, " ");

describe("money", () => {
  it("takes the minor digits from ISO 4217, not from Intl", () => {
    expect(minorDigits(EUR)).toBe(2);
    expect(minorDigits("JPY" as Currency)).toBe(0);
    expect(minorDigits("KWD" as Currency)).toBe(3);
    expect(minorDigits("HUF" as Currency)).toBe(2);
    expect(currencyOf("XXX")).toBeUndefined();
    expect(() => minorDigits("XXX" as Currency)).toThrow(new RangeError("XXX is not an ISO 4217 currency."));
  });

  it("writes decimals exactly, above 2^53 too", () => {
    expect(toDecimal({ amount: 1299n, currency: EUR })).toBe("12.99");
    expect(toDecimal({ amount: 5n, currency: EUR })).toBe("0.05");
    expect(toDecimal({ amount: -5n, currency: EUR })).toBe("-0.05");
    expect(toDecimal({ amount: 0n, currency: EUR })).toBe("0.00");
    expect(toDecimal({ amount: -1299n, currency: "JPY" as Currency })).toBe("-1299");
    expect(toDecimal({ amount: 1n, currency: "KWD" as Currency })).toBe("0.001");
    expect(toDecimal({ amount: 12n, currency: "JPY" as Currency })).toBe("12");
    expect(toDecimal({ amount: 10n ** 18n + 1n, currency: EUR })).toBe("10000000000000000.01");
  });

  it("speaks the reader's locale with ISO's digits", () => {
    expect(plain(formatMoney({ amount: 1299n, currency: EUR }, "fr"))).toBe("12,99 €");
    expect(formatMoney({ amount: 1299n, currency: EUR }, "en")).toBe("€12.99");
    expect(plain(formatMoney({ amount: 150n, currency: "HUF" as Currency }, "en"))).toBe("HUF 1.50");
  });
});
