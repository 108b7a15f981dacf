import { describe, expect, it } from "vitest";
import { createNoVerifier, createSandboxVerifier } from "../../../adapters/bank/payee-verifiers.ts";
import { epcQrText } from "../../../core/bank/epc-qr.ts";
import type { Iban } from "../../../core/bank/iban.ts";
import { compareNames } from "../../../core/bank/payee-verifier.ts";
import { endToEndIdOf, payoutOfEndToEndId } from "../../../core/bank/payout.ts";
import { payoutIdOf, requestOfPayout, requestIdOf, type HolderId } from "../../../core/ids.ts";

describe("a payee's name", () => {
  it.each([
    ["Alice Martin", "Alice Martin", "match"],
    ["MARTIN, Alice", "Alice Martin", "match"],
    ["Zoë Müller-Öz", "zoe muller oz", "match"],
    ["Alice Martn", "Alice Martin", "close_match"],
    ["A. Martin", "Alice Martin", "close_match"],
    ["Alice", "Alice Martin", "close_match"],
    ["Alice Claire Martin", "Alice Martin", "close_match"],
    ["Bob Martin", "Alice Martin", "no_match"],
    ["Al Ma", "Alice Martin", "no_match"],
    ["A", "Alice Martin", "no_match"],
    ["Bo", "Al", "no_match"],
    ["", "Alice Martin", "no_match"],
    ["王小明", "Alice Martin", "no_match"],
  ])("%s, where the bank has %s: %s", (asked, real, verdict) => {
    expect(compareNames(asked, real)).toBe(verdict);
  });

  it("is verified by the sandbox's table, and not possible where no bank is asked", async () => {
    const verify = (iban: string, name: string) => createSandboxVerifier().verify({ iban: iban as Iban, name });
    expect(await verify("FR1420041010050500013M02606", "Alice Martin")).toEqual({ check: "match" });
    expect(await verify("FR1420041010050500013M02606", "Alice Martn")).toEqual({
      check: "close_match",
      name: "Alice Martin",
    });
    expect(await verify("FR1420041010050500013M02606", "Mallory")).toEqual({ check: "no_match" });
    expect(await verify("BE68539007547034", "Alice Martin")).toEqual({ check: "not_possible" });
    expect(await createNoVerifier().verify({ iban: "BE68539007547034" as Iban, name: "Bob" })).toEqual({
      check: "not_possible",
    });
  });
});

it("a payout's id is its request's, and comes back from a bank as it went there", async () => {
  const request = await requestIdOf({ holder: "hol_alice" as HolderId, key: "1" });
  const payout = payoutIdOf(request);
  expect(requestOfPayout(payout)).toBe(request);
  expect(endToEndIdOf(payout)).toMatch(/^PO[0-9A-Z]{26}$/);
  expect(payoutOfEndToEndId(endToEndIdOf(payout))).toBe(payout);
  for (const other of [undefined, "", "NOTPROVIDED", "PO1", payout, `${endToEndIdOf(payout)}0`]) {
    expect(payoutOfEndToEndId(other)).toBeUndefined();
  }
});

it("the text of a QR code for banking apps has its lines in their places", () => {
  const to = { iban: "FR7630001007941234567890185", name: "Piaf", reference: "RF18539007547034" };
  expect(epcQrText(to)).toBe("BCD\n002\n1\nSCT\n\nPiaf\nFR7630001007941234567890185\n\n\nRF18539007547034");
  expect(epcQrText({ ...to, bic: "BDFEFRPPCCT" }).split("\n")[4]).toBe("BDFEFRPPCCT");
});
