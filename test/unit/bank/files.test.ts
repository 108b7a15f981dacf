import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AccountStatement, writeNotification, writeStatement } from "../../../core/bank/account-report.ts";
import { type CreditTransferFile, writeCreditTransfers } from "../../../core/bank/credit-transfer-file.ts";
import type { Iban } from "../../../core/bank/iban.ts";
import { sepaText } from "../../../core/bank/sepa-text.ts";
import { EUR } from "../../../core/money/currency.ts";
import { schemaFaults } from "../../support/iso-schema.ts";

const iban = "FR1420041010050500013M02606" as Iban;
const createdAt = "2026-11-24T12:00:00.000Z";

const orderOf = (names: readonly string[]): CreditTransferFile => {
  const [first, ...others] = names.map((name, index) => ({
    ...{ endToEndId: `PO${index}`, amount: BigInt(index) + 1n, iban, name, remittance: `Payout ${name}` },
  }));
  if (first === undefined) throw new Error("An order has a transfer.");
  const from = { iban: "DE89370400440532013000" as Iban, name: "Piaf", bic: "COBADEFFXXX" };
  return { messageId: "PIAF1", createdAt, executeOn: "2026-11-25", from, transfers: [first, ...others] };
};

const statement: AccountStatement = {
  id: "S1",
  createdAt,
  account: { iban, owner: "Piaf <& friends>" },
  currency: EUR,
  since: "2026-11-24T00:00:00.000Z",
  until: "2026-11-25T00:00:00.000Z",
  opening: { amount: 0n, day: "2026-11-24" },
  closing: { amount: -150n, day: "2026-11-24" },
  entries: [
    { reference: "B1", amount: 1_000n, direction: "credit", bookedAt: createdAt, remittance: { free: "für <Alice>" } },
    {
      ...{ reference: "B2", amount: 50n, direction: "credit", bookedAt: createdAt },
      remittance: { reference: "RF18539007547034" },
      other: { name: "Bob", iban: "NL91ABNA0417164300" },
    },
    { reference: "B3", amount: 1_200n, direction: "debit", bookedAt: createdAt, endToEndId: "PO1", other: { iban } },
    {
      ...{ reference: "B4", amount: 1_200n, direction: "credit", isReversal: true, bookedAt: createdAt },
      ...{ endToEndId: "PO1", returnReason: "AC04", type: { family: "ICDT", sub: "RRTN" } },
    },
  ],
};

describe("the files for a bank", () => {
  it("are orders that keep to the schema of pain.001, with their sums", async () => {
    const xml = writeCreditTransfers(orderOf(["Alice", "Zoë Öz & Søn <ß>", "王小明"]));
    expect(await schemaFaults(xml)).toEqual([]);
    expect(xml).toContain("<NbOfTxs>3</NbOfTxs><CtrlSum>0.06</CtrlSum>");
    expect(xml).toContain("<Nm>Zoe Oz Son ss</Nm>");
    expect(xml).toContain("<Nm>-</Nm>");
    expect(xml).toContain('<InstdAmt Ccy="EUR">0.01</InstdAmt>');
  });

  it("keep to the schema whatever people are called", async () => {
    const names = fc.array(fc.string({ unit: "binary", minLength: 1, maxLength: 200 }), {
      minLength: 20,
      maxLength: 20,
    });
    const [drawn] = fc.sample(names, { numRuns: 1, seed: 7 });
    expect(await schemaFaults(writeCreditTransfers(orderOf(drawn ?? [])))).toEqual([]);
  });

  it("are statements and notifications that keep to the schemas of camt.053 and camt.054", async () => {
    expect(await schemaFaults(writeStatement(statement))).toEqual([]);
    expect(await schemaFaults(writeNotification(statement))).toEqual([]);
    const own = { ...statement, account: { id: "wal_1" }, entries: [] };
    expect(await schemaFaults(writeStatement(own))).toEqual([]);
    expect(writeStatement(statement)).toContain('<Amt Ccy="EUR">1.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>');
  });

  it("would not pass with an element out of place", async () => {
    const faults = await schemaFaults(writeStatement(statement).replace("<Sts><Cd>BOOK</Cd></Sts>", ""));
    expect(faults[0]).toContain("Sts");
  });
});

describe("the letters that banks take", () => {
  it.each([
    ["Zoë Müller", "Zoe Muller"],
    ["Straße & Co.", "Strasse Co."],
    ["  many   spaces ", "many spaces"],
    ["L’Été", "L'Ete"],
    ["🎉", ""],
  ])("%s becomes %s", (written, wanted) => {
    expect(sepaText(written, 70)).toBe(wanted);
  });

  it("is cut where a bank would", () => {
    expect(sepaText("x".repeat(100), 70)).toHaveLength(70);
  });
});
