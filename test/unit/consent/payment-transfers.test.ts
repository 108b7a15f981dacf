import { describe, expect, it } from "vitest";
import { commitmentTo } from "../../../core/consent/commitment.ts";
import { keyStatementOf } from "../../../core/consent/key-statement.ts";
import { closingsOf, transfersOf } from "../../../core/consent/payment-transfers.ts";
import { totalOf } from "../../../core/consent/terms.ts";
import { type IntentId, personalWalletIdOf, transferIdOf } from "../../../core/ids.ts";
import { alice, bob, carol, evidence, line, phoneKey, terms } from "./payments.ts";

const proved = { terms, evidence, key: keyStatementOf(phoneKey) };
const idOf = (index: number) => transferIdOf({ payer: alice.id, intent: "pi_1" as IntentId, line: index });

describe("the transfers of a payment", () => {
  it("are one a line, from the payer's wallet to that of the payee who was found, on the consent", async () => {
    const common = {
      version: 3,
      ref: "pi_1",
      debit: await personalWalletIdOf(alice.id, "EUR"),
      currency: "EUR",
      code: "payment",
      consent: await commitmentTo(proved),
    };
    expect(await transfersOf({ ...proved, payees: [bob, carol] })).toEqual({
      transfers: [
        { ...common, id: await idOf(0), credit: await personalWalletIdOf(bob.id, "EUR"), amount: 1_299n },
        { ...common, id: await idOf(1), credit: await personalWalletIdOf(carol.id, "EUR"), amount: 250n },
      ],
    });
  });

  it("have ids that no other line shares, and that a new version keeps", async () => {
    const lines = Array.from({ length: 49 }, () => line(bob, 1));
    const [first, second] = await Promise.all([
      closingsOf({ ...terms, lines }),
      closingsOf({ ...terms, lines, version: 4, currency: "USD", nonce: "another" }),
    ]);
    expect(new Set(first.map(({ id }) => id)).size).toBe(49);
    expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
    expect(second).toEqual(first.map((closing) => ({ ...closing, version: 4 })));
  });

  it("are refused as a bug where a line has no payee, or where there is no line", async () => {
    await expect(transfersOf({ ...proved, payees: [bob] })).rejects.toThrow("A line has no payee.");
    const empty = { ...proved, terms: { ...terms, lines: [] } };
    await expect(transfersOf({ ...empty, payees: [] })).rejects.toThrow("A payment has at least one line.");
  });
});

it("a payment takes its lines and its fee from the payer", () => {
  expect(totalOf(terms)).toBe(1_549);
  expect(totalOf({ ...terms, fee: 51 })).toBe(1_600);
});
