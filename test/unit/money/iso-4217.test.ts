import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type Currency, currencyCodes, currencyOf, minorDigits } from "../../../core/money/currency.ts";

/** All codes of ISO 4217's list one as SIX published it on 1 January 2026. */
const listed = readFileSync("test/fixtures/iso-4217.csv", "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((row) => {
    const [code = "", digits = "", isFund = ""] = row.split(",");
    return { code, digits, isFund: isFund !== "" };
  });

/** Units that contracts are reckoned in, though the list has digits for them and does not call them funds. */
const unitsOfAccount = ["UYW", "XAD"];

const isMoney = ({ code, digits, isFund }: (typeof listed)[number]): boolean =>
  !isFund && digits !== "N.A." && !unitsOfAccount.includes(code);

it("has every currency of ISO 4217 with its minor digits, and no other", () => {
  const expected = listed.filter(isMoney).map(({ code, digits }) => [code, Number(digits)]);
  expect(expected).toHaveLength(155);
  expect(currencyCodes.map((code) => [code, minorDigits(code as Currency)]).sort()).toEqual(expected);
});

it("makes a currency of a listed code alone", () => {
  for (const one of listed) expect(currencyOf(one.code)).toBe(isMoney(one) ? one.code : undefined);
  for (const code of ["", "eur", "EURO", "DEM", "constructor"]) expect(currencyOf(code)).toBeUndefined();
});
