import { PDFDocument, type PDFFont, type PDFImage, type PDFPage, rgb, StandardFonts } from "@cantoo/pdf-lib";
import type { Instant } from "../../../core/clock.ts";
import { signedAmount, type Statement, type StatementEntry } from "../../../core/statement/statement.ts";
import type { PictureOf } from "./picture-of-text.ts";

/** What the reader's language says, and how it writes money and times. */
export type StatementWords = {
  readonly title: (month: string) => string;
  readonly period: (from: string, to: string, zone: string) => string;
  readonly wallet: string;
  readonly opening: string;
  readonly closing: string;
  readonly nothing: string;
  readonly page: (page: number, pages: number) => string;
  readonly money: (amountMinor: number, currency: string) => string;
  readonly moment: (at: Instant, timeZone: string) => string;
};

type Options = { readonly words: StatementWords; readonly pictureOf: PictureOf };

/** A4 in points, and where what stands on it. */
const paper = { width: 595, height: 842, margin: 50, foot: 70 };
const columns = { who: 150, right: paper.width - paper.margin };
const rowHeight = 30;
const ink = rgb(0.09, 0.09, 0.11);
const quiet = rgb(0.4, 0.4, 0.44);

/** The statement as a PDF, for people; `entries` may be as many as they are. Any script: what the fonts lack is drawn by `pictureOf`. */
export const statementPdf = async (statement: Statement, options: Options): Promise<Uint8Array<ArrayBuffer>> => {
  const document = await PDFDocument.create();
  const { words } = options;
  document.setTitle(words.title(statement.month), { showInWindowTitleBar: true });
  const sheet = await openSheet(document, options);
  await writeHead(sheet, statement, words);
  if (statement.entries.length === 0) await sheet.line([{ text: words.nothing, x: paper.margin, tone: quiet }]);
  for (const entry of statement.entries) await writeEntry(sheet, { entry, statement, words });
  await writeBalance(sheet, words.closing, words.money(statement.closing, statement.currency));
  await numberPages(sheet, document.getPages(), words);
  return new Uint8Array(await document.save());
};

type Piece = {
  readonly text: string;
  readonly x: number;
  /** `x` is where it ends. */
  readonly toLeft?: boolean;
  readonly size?: number;
  readonly tone?: typeof ink;
  readonly bold?: boolean;
  /** Points above the line. */
  readonly up?: number;
  readonly widest?: number;
};

type Sheet = Awaited<ReturnType<typeof openSheet>>;

const openSheet = async (document: PDFDocument, { pictureOf }: Options) => {
  const [plain, bold] = [
    await document.embedFont(StandardFonts.Helvetica),
    await document.embedFont(StandardFonts.HelveticaBold),
  ];
  const known = new Set(plain.getCharacterSet());
  const pictures = new Map<string, Promise<PDFImage & { readonly points: { width: number; height: number } }>>();
  /** Each text is drawn once, however often it stands there. */
  const picture = (text: string, size: number) => {
    const before = pictures.get(`${size} ${text}`);
    if (before !== undefined) return before;
    const drawn = pictureOf(text, size).then(async ({ png, width, height }) =>
      Object.assign(await document.embedPng(png), { points: { width, height } }),
    );
    pictures.set(`${size} ${text}`, drawn);
    return drawn;
  };
  let page = document.addPage([paper.width, paper.height]);
  let y = paper.height - paper.margin;
  const write = async (at: { readonly page: PDFPage; readonly y: number }, piece: Piece): Promise<void> => {
    const { x, size = 10, tone = ink, up = 0, toLeft = false } = piece;
    const font = piece.bold === true ? bold : plain;
    const text = writable(piece.text);
    if ([...text].every((letter) => known.has(letter.codePointAt(0) ?? 0))) {
      const fitted = fit(text, { font, size, widest: piece.widest });
      const begin = toLeft ? x - font.widthOfTextAtSize(fitted, size) : x;
      at.page.drawText(fitted, { x: begin, y: at.y + up, size, font, color: tone });
      return;
    }
    const image = await picture(text, size);
    const shrink = Math.min(1, (piece.widest ?? Infinity) / image.points.width);
    const [width, height] = [image.points.width * shrink, image.points.height * shrink];
    at.page.drawImage(image, { x: toLeft ? x - width : x, y: at.y + up - height * 0.3, width, height });
  };
  return {
    write,
    /** The next line, on the next page where this one is full. */
    line: async (pieces: readonly Piece[], height = rowHeight): Promise<void> => {
      y -= height;
      if (y < paper.foot) {
        page = document.addPage([paper.width, paper.height]);
        y = paper.height - paper.margin - height;
      }
      for (const piece of pieces) await write({ page, y }, piece);
    },
  };
};

/** One line of it; a page has no others. Narrow spaces of the language's numbers are spaces to the fonts. */
const writable = (text: string): string =>
  text
    .replaceAll(/[\u00a0\u202f\u2009]/g, " ")
    .replaceAll(/[\u2066-\u2069\u200e\u200f]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();

const fit = (
  text: string,
  {
    font,
    size,
    widest = Infinity,
  }: { readonly font: PDFFont; readonly size: number; readonly widest?: number | undefined },
): string => {
  if (font.widthOfTextAtSize(text, size) <= widest) return text;
  let [fits, tooLong] = [0, text.length];
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2);
    if (font.widthOfTextAtSize(`${text.slice(0, middle)}…`, size) <= widest) fits = middle;
    else tooLong = middle;
  }
  return `${text.slice(0, fits)}…`;
};

const writeHead = async (sheet: Sheet, statement: Statement, words: StatementWords): Promise<void> => {
  const { month, name, wallet, from, to, time_zone: zone, opening, currency } = statement;
  const x = paper.margin;
  await sheet.line([{ text: words.title(month), x, size: 20, bold: true }]);
  await sheet.line([{ text: name, x, size: 12 }]);
  await sheet.line([{ text: `${words.wallet} ${wallet}`, x, tone: quiet }], 16);
  await sheet.line(
    [{ text: words.period(words.moment(from, zone), words.moment(to, zone), zone), x, tone: quiet }],
    16,
  );
  await writeBalance(sheet, words.opening, words.money(opening, currency));
};

const writeBalance = (sheet: Sheet, name: string, amount: string): Promise<void> =>
  sheet.line(
    [
      { text: name, x: paper.margin, bold: true },
      { text: amount, x: columns.right, toLeft: true, bold: true },
    ],
    rowHeight + 6,
  );

const writeEntry = (
  sheet: Sheet,
  {
    entry,
    statement,
    words,
  }: { readonly entry: StatementEntry; readonly statement: Statement; readonly words: StatementWords },
): Promise<void> => {
  const { other, note, post, posted_at: at, transfer } = entry;
  const widest = columns.right - columns.who - 90;
  const who = other.handle === undefined || other.handle === "" ? other.name : `${other.name} (@${other.handle})`;
  const why = note || post?.text || transfer;
  return sheet.line([
    { text: words.moment(at, statement.time_zone), x: paper.margin, tone: quiet, up: 12 },
    { text: who, x: columns.who, up: 12, widest },
    { text: why, x: columns.who, size: 8, tone: quiet, widest },
    { text: words.money(Number(signedAmount(entry)), entry.currency), x: columns.right, toLeft: true, up: 12 },
  ]);
};

const numberPages = async (sheet: Sheet, pages: readonly PDFPage[], words: StatementWords): Promise<void> => {
  for (const [index, page] of pages.entries()) {
    const text = words.page(index + 1, pages.length);
    await sheet.write({ page, y: paper.margin - 16 }, { text, x: columns.right, toLeft: true, size: 8, tone: quiet });
  }
};
