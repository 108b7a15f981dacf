import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { camtStatement } from "../../../core/statement/camt-statement.ts";
import { journalCsv } from "../../../core/statement/journal-csv.ts";
import { statementMonth } from "../../../core/statement/statement-month.ts";
import { schemaFaults } from "../../support/iso-schema.ts";
import { entry, statementOf } from "../../support/statements.ts";

describe("the month of a statement", () => {
  it("begins and ends at midnight where one lives, summer time or not", () => {
    expect(statementMonth("2026-11", "Europe/Paris")).toMatchObject({
      ...{ from: "2026-10-31T23:00:00.000Z", to: "2026-11-30T23:00:00.000Z" },
    });
    expect(statementMonth("2026-10", "Europe/Paris")).toMatchObject({
      ...{ from: "2026-09-30T22:00:00.000Z", to: "2026-10-31T23:00:00.000Z" },
    });
    expect(statementMonth("2026-12", "Pacific/Kiritimati")).toMatchObject({
      ...{ from: "2026-11-30T10:00:00.000Z", to: "2026-12-31T10:00:00.000Z" },
    });
    expect(() => statementMonth("2026-12", "Atlantis/Capital")).toThrow(RangeError);
  });

  it("leaves no moment between two months, and none in both", () => {
    const zone = fc.constantFrom("Europe/Paris", "America/St_Johns", "Pacific/Chatham", "Africa/Cairo", "Asia/Tehran");
    fc.assert(
      fc.property(
        zone,
        fc.integer({ min: 2014, max: 2040 }),
        fc.integer({ min: 1, max: 11 }),
        (timeZone, year, month) => {
          const named = (number: number) => `${year}-${String(number).padStart(2, "0")}`;
          expect(statementMonth(named(month), timeZone).to).toBe(statementMonth(named(month + 1), timeZone).from);
        },
      ),
    );
  });
});

describe("as CSV", () => {
  it("is one line an entry, debits below zero", () => {
    const [, line] = journalCsv([entry()]).split("\r\n");
    expect(line).toBe("2026-11-24T12:00:00.000Z,-12.99,EUR,Bob,bob,x,pizza,,payment,tr_01hzzzzzzzzzzzzzzzzzzzzzzz");
  });

  it("keeps what others wrote in its cell, and from being calculated", () => {
    const [, line] = journalCsv([entry({ note: '=HYPERLINK("http://x","y")', other: { name: "a,b\r\nc" } })]).split(
      /\r\n(?=2026|$)/,
    );
    expect(line).toContain(`"'=HYPERLINK(""http://x"",""y"")"`);
    expect(line).toContain('"a,b\r\nc"');
  });
});

describe("as camt.053", () => {
  it("keeps to the schema, whatever people are called and write", async () => {
    const text = fc.string({ unit: "binary", maxLength: 200 });
    const drawn = fc.sample(fc.tuple(text, text, fc.boolean(), fc.integer({ min: 1, max: 10 ** 12 })), {
      numRuns: 50,
      seed: 11,
    });
    const entries = drawn.map(([name, note, isIn, amount]) =>
      entry({
        other: { name },
        note,
        amount,
        direction: isIn ? "credit" : "debit",
        code: isIn ? "claim_return" : "payment",
      }),
    );
    expect(await schemaFaults(camtStatement(statementOf(entries), "2026-12-01T00:00:00.000Z"))).toEqual([]);
    expect(await schemaFaults(camtStatement(statementOf([]), "2026-12-01T00:00:00.000Z"))).toEqual([]);
  });

  it("says the balances of its first and last day, where one lives", () => {
    const xml = camtStatement(statementOf([entry({ amount: 6_000 })]), "2026-12-01T00:00:00.000Z");
    expect(xml).toContain(
      '<Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">50.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-01</Dt>',
    );
    expect(xml).toContain(
      '<Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">10.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-11-30</Dt>',
    );
  });
});
