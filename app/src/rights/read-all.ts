import type { ExportPage, StatementPage } from "../../../contracts/http/rights.ts";
import { currencyOf } from "../../../core/money/currency.ts";
import { ok } from "../../../core/result.ts";
import type { Statement, StatementEntry } from "../../../core/statement/statement.ts";
import type { ApiResult } from "../api/http.ts";

type ReadPage<Page> = (cursor: string | undefined) => Promise<ApiResult<Page>>;

/** The pages of a list, one after the other; what goes wrong with one of them is the answer. */
const everyPage = async <Page extends { readonly next_cursor?: string | undefined }>(
  read: ReadPage<Page>,
): Promise<ApiResult<readonly Page[]>> => {
  const pages: Page[] = [];
  do {
    const page = await read(pages.at(-1)?.next_cursor);
    if (!page.ok) return page;
    pages.push(page.value);
  } while (pages.at(-1)?.next_cursor !== undefined);
  return ok(pages);
};

/** All that Piaf holds of the person: by kind, in the order in which it was told. */
export type Exported = Readonly<Record<string, readonly unknown[]>>;

export const readExport = async (read: ReadPage<ExportPage>): Promise<ApiResult<Exported>> => {
  const pages = await everyPage(read);
  if (!pages.ok) return pages;
  const kinds = new Map<string, unknown[]>();
  for (const { kind, data } of pages.value.flatMap((page) => page.data)) {
    const before = kinds.get(kind);
    if (before === undefined) kinds.set(kind, [data]);
    else before.push(data);
  }
  return ok(Object.fromEntries(kinds));
};

/** The entries of an export, the newest first, as they came. */
export const entriesIn = (exported: Exported): readonly StatementEntry[] =>
  (exported["entry"] ?? []) as readonly StatementEntry[];

/** A statement whole, its entries in the order of time. */
export const readStatement = async (read: ReadPage<StatementPage>): Promise<ApiResult<Statement>> => {
  const pages = await everyPage(read);
  if (!pages.ok) return pages;
  const [first] = pages.value;
  const currency = first && currencyOf(first.currency);
  if (first === undefined || currency === undefined) throw new TypeError("A statement has a page, and a currency.");
  return ok({ ...first, currency, entries: pages.value.flatMap(({ data }) => data).toReversed() });
};
