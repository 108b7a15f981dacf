import { describe, expect, it } from "vitest";
import type { Contact } from "../../../core/contact/contact.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { stateAt } from "../../../core/intent/decide-intent.ts";
import { type PayerKnowledge, warningsOf } from "../../../core/intent/warn-payer.ts";
import { noon, proposal } from "../../support/intents.ts";

const contact = (more: Partial<Contact> = {}): Contact => ({
  channel: "x",
  userId: "102",
  handle: "bob",
  name: "Bob",
  saved: false,
  trusted: false,
  times: 1,
  largest: 1299n,
  lastAt: "2026-11-20T12:00:00.000Z",
  ...more,
});
const carol = contact({ userId: "103", handle: "carol", name: "Carol" });
const links = [{ channel: "x", userId: "101" }];

const warned = (intent: Intent, knowledge: Partial<PayerKnowledge> = {}) =>
  warningsOf(intent, stateAt(intent, noon), { contacts: [], links, ...knowledge });
const codes = (intent: Intent, knowledge?: Partial<PayerKnowledge>) =>
  warned(intent, knowledge).map(({ code }) => code);

const lineTo = (handle: string, userId: string, amount = 1299n) => ({
  payee: { channel: "x", userId, handle, name: handle },
  amount,
});

describe("a first payment", () => {
  it("is warned of, by its line, until something was paid to the account", () => {
    const intent = proposal({ lines: [lineTo("carol", "103"), lineTo("bob", "102")] });
    expect(warned(intent, { contacts: [carol] })).toEqual([{ code: "first_payment", line: 1 }]);
    expect(codes(proposal(), { contacts: [contact()] })).toEqual([]);
    expect(codes(proposal(), { contacts: [contact({ times: 0, saved: true })] })).toEqual(["first_payment"]);
  });

  it("is spared by trust, which spares nothing else", () => {
    const trusted = contact({ times: 0, saved: true, trusted: true });
    expect(codes(proposal(), { contacts: [trusted] })).toEqual([]);
    const large = proposal({ lines: [lineTo("bob", "102", 100_000n)], source: { ...proposal().source, edited: true } });
    expect(codes(large, { contacts: [trusted, contact({ ...carol, times: 3 })] })).toEqual([
      "edited",
      "unusual_amount",
    ]);
  });

  it("says nothing of people where nobody has looked", () => {
    expect(codes(proposal(), { contacts: undefined, links: undefined })).toEqual([]);
  });
});

describe("a look-alike", () => {
  it("names the contact that it looks like, on whichever network", () => {
    const intent = proposal({ lines: [lineTo("b0b", "666")] });
    const expected = { code: "look_alike", line: 0, like: "bob" };
    expect(warned(intent, { contacts: [contact()] })).toContainEqual(expected);
    const elsewhere = proposal({
      lines: [{ ...lineTo("bob", "666"), payee: { ...lineTo("bob", "666").payee, channel: "y" } }],
    });
    expect(warned(elsewhere, { contacts: [contact()] })).toContainEqual(expected);
  });

  it("is nobody whom the payer has paid before", () => {
    const paid = contact({ userId: "666", handle: "b0b" });
    expect(codes(proposal({ lines: [lineTo("b0b", "666")] }), { contacts: [paid, contact()] })).toEqual([]);
  });
});

describe("an unusual amount", () => {
  const usual = contact({ times: 3, largest: 1_000n });
  const paying = (amount: bigint) => proposal({ lines: [lineTo("bob", "102", amount)] });

  it("is more than three times the largest one to anybody", () => {
    expect(codes(paying(3_000n), { contacts: [usual] })).toEqual([]);
    expect(codes(paying(3_001n), { contacts: [usual] })).toEqual(["unusual_amount"]);
    expect(codes(paying(3_001n), { contacts: [usual, contact({ ...carol, largest: 1_001n })] })).toEqual([]);
  });

  it("is neither small nor one of the first", () => {
    expect(codes(paying(2_000n), { contacts: [contact({ times: 3, largest: 100n })] })).toEqual([]);
    expect(codes(paying(90_000n), { contacts: [contact({ times: 2, largest: 100n })] })).toEqual([]);
  });
});

describe("what has happened to the post", () => {
  it("is told: edited, deleted, from an account that is linked no more", () => {
    const known = { contacts: [contact()] };
    const edited = proposal({ source: { ...proposal().source, edited: true } });
    expect(codes(edited, known)).toEqual(["edited"]);
    expect(codes(proposal({ state: "cancelled", reason: "post_deleted" }), known)).toEqual(["post_deleted"]);
    expect(codes(proposal(), { ...known, links: [] })).toEqual(["not_linked"]);
  });

  it("is nothing to think about once the payer has decided, but that a reported account is still linked", () => {
    expect(codes(proposal({ state: "settled" }))).toEqual([]);
    expect(codes(proposal({ expiresAt: "2026-11-24T11:00:00.000Z" }))).toEqual([]);
    expect(codes(proposal({ state: "reported" }))).toEqual(["still_linked"]);
    expect(codes(proposal({ state: "reported" }), { links: [] })).toEqual([]);
  });
});
