import { describe, expect, it } from "vitest";
import type { DeviceEvidence } from "../../../core/consent/evidence.ts";
import { isSameConsent } from "../../../core/consent/same-consent.ts";
import type { ChangeTerms } from "../../../core/consent/terms.ts";

const terms: ChangeTerms = {
  ...{ v: 1, purpose: "limit", stage: "test", holder: "hol_1", currency: "EUR", nonce: "n" },
  ...{ limits: { day: 500 }, effective: "2026-12-01T00:00:00.000Z", expires: "2026-11-24T00:00:00.000Z" },
} as ChangeTerms;
const evidence: DeviceEvidence = {
  ...{ kind: "device", key_id: "key_1", signature: "s" },
  pin_proof: { mac: "m", expires: 1 },
};

describe("two consents", () => {
  it("are one in whatever order their members stand, and whether a missing one is undefined", () => {
    const { purpose, ...others } = terms;
    const turned = { ...others, ...{ absent: undefined }, purpose } as ChangeTerms;
    expect(isSameConsent({ terms, evidence }, { terms: turned, evidence: { ...evidence } })).toBe(true);
  });

  it.each<[string, object, object]>([
    ["a number within the terms", { limits: { day: 501 } }, {}],
    ["one more limit", { limits: { day: 500, month: 1 } }, {}],
    ["one limit less", { limits: {} }, {}],
    ["a list for an object", { limits: [] }, {}],
    ["nothing for an object", { limits: null }, {}],
    ["text for a number", { limits: { day: "500" } }, {}],
    ["the signature", {}, { signature: "t" }],
    ["a number within the evidence", {}, { pin_proof: { mac: "m", expires: 2 } }],
  ])("differ by %s", (_what, otherTerms, otherEvidence) => {
    const other = { terms: { ...terms, ...otherTerms } as ChangeTerms, evidence: { ...evidence, ...otherEvidence } };
    expect(isSameConsent({ terms, evidence }, other)).toBe(false);
    expect(isSameConsent(other, { terms, evidence })).toBe(false);
  });
});
