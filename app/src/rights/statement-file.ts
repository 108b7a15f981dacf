import type { Instant } from "../../../core/clock.ts";
import { camtStatement } from "../../../core/statement/camt-statement.ts";
import { journalCsv } from "../../../core/statement/journal-csv.ts";
import type { Statement } from "../../../core/statement/statement.ts";
import { statementPdfTexts } from "../texts/messages/privacy.ts";
import type { Reader } from "../texts/format.ts";
import type { FileToSave } from "./save-file.ts";
import { pictureOfText } from "./picture-of-text.ts";

export const statementFormats = ["pdf", "camt", "csv"] as const;
export type StatementFormat = (typeof statementFormats)[number];

/** The statement as a file. What writes PDF is large, and comes with the first that is asked for. */
export const statementFile = async (
  statement: Statement,
  { format, reader, at }: { readonly format: StatementFormat; readonly reader: Reader; readonly at: Instant },
): Promise<FileToSave> => {
  const name = `piaf-${statement.month}`;
  switch (format) {
    case "csv":
      return { name: `${name}.csv`, type: "text/csv", content: journalCsv(statement.entries) };
    case "camt":
      return { name: `${name}.camt053.xml`, type: "application/xml", content: camtStatement(statement, at) };
    case "pdf": {
      const { statementPdf } = await import("./statement-pdf.ts");
      const content = await statementPdf(statement, { words: wordsIn(reader), pictureOf: pictureOfText });
      return { name: `${name}.pdf`, type: "application/pdf", content };
    }
  }
};

const wordsIn = ({ t, money, locale }: Reader) => ({
  title: (month: string) => t(statementPdfTexts.title, { month: monthName(month, locale) }),
  period: (from: string, to: string, zone: string) => t(statementPdfTexts.period, { from, to, zone }),
  wallet: t(statementPdfTexts.wallet),
  opening: t(statementPdfTexts.opening),
  closing: t(statementPdfTexts.closing),
  nothing: t(statementPdfTexts.nothing),
  page: (page: number, pages: number) => t(statementPdfTexts.page, { page, pages }),
  money,
  moment: (at: Instant, timeZone: string) =>
    new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "short", timeZone }).format(new Date(at)),
});

/** "November 2026" */
export const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { month: "long", year: "numeric", timeZone: "UTC" }).format(
    new Date(`${month}-15T12:00:00.000Z`),
  );
