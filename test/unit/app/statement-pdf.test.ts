import { inflateSync } from "node:zlib";
import { PDFDocument } from "@cantoo/pdf-lib";
import { describe, expect, it } from "vitest";
import { statementPdf, type StatementWords } from "../../../app/src/rights/statement-pdf.ts";
import type { Statement } from "../../../core/statement/statement.ts";
import { entry, statementOf } from "../../support/statements.ts";

const words: StatementWords = {
  title: (month) => `Statement ${month}`,
  period: (from, to, zone) => `${from} to ${to} (${zone})`,
  ...{ wallet: "Wallet", opening: "Opening", closing: "Closing", nothing: "Nothing moved." },
  page: (page, pages) => `Page ${page} of ${pages}`,
  money: (amount, currency) => `${(amount / 100).toFixed(2)}\u00a0${currency}`,
  moment: (at) => at.slice(0, 16),
};
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A statement's pages, with the texts that stand on them, and what had to be drawn. */
const printed = async (statement: Statement) => {
  const drawn: string[] = [];
  const pictureOf = async (text: string, size: number) => {
    drawn.push(text);
    return { png, width: text.length * size, height: size };
  };
  const bytes = await statementPdf(statement, { words, pictureOf });
  const pages = (await PDFDocument.load(bytes)).getPageCount();
  const raw = Buffer.from(bytes).toString("latin1");
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].flatMap(([, content = ""]) => {
    try {
      return [inflateSync(Buffer.from(content, "latin1")).toString("latin1")];
    } catch {
      return [];
    }
  });
  const texts = streams.flatMap((stream) =>
    [...stream.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, hex = ""]) => Buffer.from(hex, "hex").toString("latin1")),
  );
  return { pages, texts, drawn };
};

describe("as PDF", () => {
  it("says what moved, between its two balances", async () => {
    const { pages, texts, drawn } = await printed(statementOf([entry(), entry({ direction: "credit", amount: 500 })]));
    expect([pages, drawn]).toEqual([1, []]);
    expect(texts).toEqual(
      expect.arrayContaining(["Alice", "Bob (@bob)", "pizza", "50.00 EUR", "-12.99 EUR", "42.01 EUR", "Page 1 of 1"]),
    );
  });

  it("has names in any script drawn, each once, and does not break on them", async () => {
    const names = ["王小明", "محمد", "Zoë", "🎉 Party", "Łukasz"];
    const entries = names.flatMap((name) => [entry({ other: { name } }), entry({ other: { name } })]);
    const { texts, drawn } = await printed(statementOf(entries, { name: "Ελένη" }));
    expect(texts).toContain("Zo\u00eb");
    expect(drawn.toSorted()).toEqual(["Ελένη", "王小明", "محمد", "🎉 Party", "Łukasz"].toSorted());
  });

  it("goes on over pages, and cuts what is too long for its line", async () => {
    const long = entry({ note: "very ".repeat(100) });
    const { pages, texts } = await printed(statementOf(Array.from({ length: 1_000 }, () => long)));
    expect(pages).toBeGreaterThan(30);
    expect(texts.filter((text) => text.startsWith("very"))).toHaveLength(1_000);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(120);
  });
});
