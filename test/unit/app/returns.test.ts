import { describe, expect, it } from "vitest";
import { leftOf, mayBeReturned, returnTermsOf } from "../../../app/src/returns/return-of.ts";
import { returnTerms } from "../../../contracts/consent.ts";
import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import { sampleIntent } from "./sample-intent.ts";

const entry: ActivityEntry = {
  transfer: "tr_1",
  direction: "credit",
  amount: 1_299,
  currency: "EUR",
  code: "payment",
  posted_at: "2026-11-24T12:00:00.000Z",
  other: { name: "Alice" },
};
const [line] = sampleIntent().lines;
const sentBack = (...amounts: readonly number[]) =>
  sampleIntent({
    lines: [
      { ...line!, returns: amounts.map((amount) => ({ transfer: "tr_b", amount, at: "2026-11-24T13:00:00.000Z" })) },
    ],
  });

describe("what may be sent back", () => {
  it("is what was received and is left of it", () => {
    expect(leftOf(entry, sentBack(299, 500))).toBe(500);
    expect(mayBeReturned(entry, sentBack(299))).toBe(true);
    expect(mayBeReturned({ ...entry, code: "claim" }, sentBack())).toBe(true);
    expect(mayBeReturned(entry, sentBack(1_299))).toBe(false);
    expect(mayBeReturned({ ...entry, direction: "debit" }, sentBack())).toBe(false);
    expect(mayBeReturned({ ...entry, code: "return" }, sentBack())).toBe(false);
  });

  it("is signed as it is shown: of which payment, how much, and to whom", () => {
    const intent = sentBack();
    const shown = { entry, intent, me: { id: "hol_bob", stage: "test" } };
    const terms = returnTermsOf(shown, { amount: 299, nowMs: Date.parse("2026-11-24T12:00:00.000Z") });
    const { channel, user_id, handle, name } = intent.payer;
    expect(returnTerms.parse({ ...terms, nonce: "AAAAAAAAAAAAAAAAAAAAAA" })).toMatchObject({
      ...{ holder: "hol_bob", transfer: "tr_1", amount: 299, to: { channel, user_id, handle, name } },
      expires: "2026-11-24T12:05:00.000Z",
    });
  });
});
