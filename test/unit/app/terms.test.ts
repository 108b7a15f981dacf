import { describe, expect, it } from "vitest";
import { displayedTerms, sameTerms, type UnsignedTerms } from "../../../app/src/payments/terms.ts";
import { paymentTerms } from "../../../contracts/consent.ts";
import { alice, sampleIntent } from "./sample-intent.ts";

const displayed = displayedTerms(sampleIntent(), alice);
const line = displayed.lines[0]!;

const tampered: Readonly<Record<string, UnsignedTerms>> = {
  stage: { ...displayed, stage: "production" },
  intent: { ...displayed, intent: "pi_another" },
  version: { ...displayed, version: 3 },
  payer: { ...displayed, payer: "hol_bob" },
  currency: { ...displayed, currency: "USD" },
  fee: { ...displayed, fee: 0 },
  expires: { ...displayed, expires: "2027-03-02T12:00:01.000Z" },
  "payee's channel": { ...displayed, lines: [{ ...line, channel: "mastodon" }] },
  "payee's id": { ...displayed, lines: [{ ...line, user_id: "103" }] },
  "payee's handle": { ...displayed, lines: [{ ...line, handle: "b0b" }] },
  "payee's name": { ...displayed, lines: [{ ...line, name: "Robert" }] },
  amount: { ...displayed, lines: [{ ...line, amount: 1298 }] },
  "a second line": { ...displayed, lines: [line, line] },
};

describe("the terms of what is displayed", () => {
  it("are what the contract lets be signed, save the nonce", () => {
    expect(paymentTerms.omit({ nonce: true }).parse(displayed)).toEqual(displayed);
  });

  it("hold what the screen shows", () => {
    expect(displayed).toMatchObject({
      intent: "pi_sample",
      version: 2,
      payer: "hol_alice",
      fee: 1,
      lines: [{ user_id: "102", handle: "bob", name: "Bob", amount: 1299 }],
    });
  });

  it("are the same however their properties are ordered", () => {
    const { v, ...others } = displayed;
    expect(sameTerms(displayed, { ...others, v })).toBe(true);
  });

  it.each(Object.entries(tampered))("differ from what a server wants signed with another %s", (_field, wanted) => {
    expect(sameTerms(displayed, wanted)).toBe(false);
  });
});
