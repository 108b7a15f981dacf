import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBankFile } from "../../../adapters/bank/read-bank-file.ts";
import {
  type AccountStatement,
  type ReportedEntry,
  writeNotification,
  writeStatement,
} from "../../../core/bank/account-report.ts";
import type { Iban } from "../../../core/bank/iban.ts";
import { EUR } from "../../../core/money/currency.ts";
import { schemaFaults } from "../../support/iso-schema.ts";

const iban = "DE89370400440532013000" as Iban;
const bookedAt = "2026-11-24T12:00:00.000Z";

const statementOf = (entries: readonly ReportedEntry[]): AccountStatement => ({
  ...{ id: "S1", createdAt: bookedAt, account: { iban }, currency: EUR, entries },
  ...{ since: "2026-11-24T00:00:00.000Z", until: "2026-11-25T00:00:00.000Z" },
  ...{ opening: { amount: 5n, day: "2026-11-24" }, closing: { amount: -7n, day: "2026-11-24" } },
});
const read = (xml: string) => readBankFile(xml, { iban });
const one: ReportedEntry = {
  ...{ reference: "B1", amount: 1_250n, direction: "credit", bookedAt, endToEndId: "NOTPROVIDED" },
  ...{ other: { name: "Bob" }, remittance: { free: "RF18 5390 0754 7034" } },
};

/** A booking of several at once, as banks make them of a batch. */
const batch = (parts: string, { sum = "30.00", count = 2 } = {}): string =>
  writeNotification(statementOf([one])).replace(
    /<Ntry>.*<\/Ntry>/,
    `<Ntry><Amt Ccy="EUR">${sum}</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-24</Dt></BookgDt>` +
      `<AcctSvcrRef>SUM1</AcctSvcrRef><BkTxCd><Prtry><Cd>X</Cd></Prtry></BkTxCd><NtryDtls><Btch><NbOfTxs>${count}</NbOfTxs></Btch>${parts}</NtryDtls></Ntry>`,
  );
const part = (id: string, amount: string): string =>
  `<TxDtls><Refs><EndToEndId>${id}</EndToEndId></Refs><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd></TxDtls>`;

describe("a file of the bank's", () => {
  it("is read as it was written, as a statement and as a notification", () => {
    const back: ReportedEntry = {
      ...{ reference: "B2", amount: 1n, direction: "credit", bookedAt, endToEndId: "PO1", returnReason: "AC04" },
      ...{ remittance: { reference: "RF18539007547034" }, type: { family: "ICDT", sub: "RRTN" } },
    };
    const entries = [
      {
        ...{ reference: "B1", amount: 1_250n, direction: "credit", bookedOn: "2026-11-24", other: "Bob" },
        remittance: ["RF18 5390 0754 7034"],
      },
      {
        ...{ reference: "B2", amount: 1n, direction: "credit", bookedOn: "2026-11-24", endToEndId: "PO1" },
        ...{ returned: { reason: "AC04" }, remittance: ["RF18539007547034"], other: undefined },
      },
    ];
    const common = { messageId: "S1", entries, rejected: [] };
    expect(read(writeStatement(statementOf([one, back])))).toEqual({
      ok: true,
      value: { ...common, closings: [{ day: "2026-11-24", amount: -7n }] },
    });
    expect(read(writeNotification(statementOf([one, back])))).toEqual({ ok: true, value: { ...common, closings: [] } });
  });

  it("is read whatever the amounts are, to the cent", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), (amount) => {
        const file = read(writeNotification(statementOf([{ ...one, amount }])));
        expect(file.ok && file.value.entries[0]?.amount).toBe(amount);
      }),
      { numRuns: 30, seed: 1 },
    );
  });

  it("tells of each part of a sum", async () => {
    const file = read(batch(part("PO1", "10.00") + part("PO2", "20.00")));
    expect(file.ok && file.value.entries).toMatchObject([
      { reference: "SUM1/PO1", amount: 1_000n, direction: "debit", endToEndId: "PO1" },
      { reference: "SUM1/PO2", amount: 2_000n },
    ]);
  });

  it("is read without details, with a day for a moment, and with a prefix before each name", () => {
    const bare = writeNotification(statementOf([one]))
      .replace(/<NtryDtls>.*<\/NtryDtls>/, "")
      .replace(/<BookgDt>.*?<\/BookgDt>/, "<BookgDt><Dt>2026-11-24</Dt></BookgDt>");
    const prefixed = bare.replaceAll(/<(\/?)(?=[A-Z])/g, "<$1n:").replace("xmlns=", "xmlns:n=");
    const entry = { reference: "B1", amount: 1_250n, direction: "credit", bookedOn: "2026-11-24", remittance: [] };
    for (const xml of [bare, prefixed]) expect(read(xml)).toMatchObject({ ok: true, value: { entries: [entry] } });
  });

  it("leaves out what is not booked yet", () => {
    const pending = writeStatement(statementOf([one])).replace("<Cd>BOOK</Cd>", "<Cd>PDNG</Cd>");
    expect(read(pending)).toMatchObject({ value: { entries: [] } });
  });

  it.each([
    ["that is none", "no xml", "no message of ISO 20022"],
    ["that is cut off", writeStatement(statementOf([one])).slice(0, -40), "no message of ISO 20022"],
    [
      "of another kind",
      writeStatement(statementOf([])).replace("camt.053.001.08", "camt.052.001.08"),
      "camt.052.001.08",
    ],
    [
      "of another account",
      writeStatement({ ...statementOf([]), account: { iban: "NL91ABNA0417164300" } }),
      "another account",
    ],
    ["with a document type", `<!DOCTYPE a [<!ENTITY b "c">]>${writeStatement(statementOf([]))}`, "document type"],
    ["in another currency", writeStatement(statementOf([one])).replaceAll('Ccy="EUR"', 'Ccy="USD"'), "not understood"],
    ["with parts of a cent", writeStatement(statementOf([one])).replaceAll("12.50", "12.505"), "parts of a cent"],
    [
      "without the bank's references",
      writeStatement(statementOf([one])).replaceAll(/<AcctSvcrRef>.*?<\/AcctSvcrRef>/g, ""),
      "AcctSvcrRef",
    ],
    ["with a sum of parts that are not told", batch(part("PO1", "30.00")), "tells of 1"],
    ["with parts that do not add up", batch(part("PO1", "10.00") + part("PO2", "20.01")), "do not add up"],
    ["with parts of one name", batch(part("PO1", "10.00") + part("PO1", "20.00")), "no references of their own"],
  ])("%s is refused in one sentence", (_what, xml, sentence) => {
    const file = read(xml);
    expect(file.ok).toBe(false);
    expect(!file.ok && file.fault).toContain(sentence);
  });

  it("never throws, whatever is left of it or put into it", () => {
    const whole = writeStatement(statementOf([one]));
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(40), fc.string(), (at, length, put) => {
        read(whole.slice(0, at) + put + whole.slice(at + length));
      }),
      { numRuns: 300 },
    );
  });
});

describe("a status report", () => {
  const report = (transactions: string, status = "PART"): string =>
    '<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>' +
    `<GrpHdr><MsgId>R1</MsgId><CreDtTm>${bookedAt}</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>M1</OrgnlMsgId>` +
    `<OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId><GrpSts>${status}</GrpSts></OrgnlGrpInfAndSts>` +
    `<OrgnlPmtInfAndSts><OrgnlPmtInfId>M1</OrgnlPmtInfId>${transactions}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
  const told = (id: string, status: string, reason = ""): string =>
    `<TxInfAndSts><OrgnlEndToEndId>${id}</OrgnlEndToEndId><TxSts>${status}</TxSts>${reason}</TxInfAndSts>`;

  it("names what the bank will not do, and why", () => {
    const reason = "<StsRsnInf><Rsn><Cd>AC01</Cd></Rsn></StsRsnInf>";
    expect(read(report(told("PO1", "ACSC") + told("PO2", "RJCT", reason) + told("PO3", "RJCT")))).toMatchObject({
      value: { messageId: "R1", entries: [], rejected: [{ endToEndId: "PO2", reason: "AC01" }, { endToEndId: "PO3" }] },
    });
  });

  it("of a whole file that the bank has refused is for somebody to look at", () => {
    expect(read(report("", "RJCT"))).toMatchObject({ ok: false, fault: "The bank has refused all of the file M1." });
  });
});

it("a booking of several keeps to the schema, as the tests write it", async () => {
  expect(await schemaFaults(batch(part("PO1", "10.00") + part("PO2", "20.00")))).toEqual([]);
});
