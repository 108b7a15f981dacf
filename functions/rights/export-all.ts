import { type ExportPage, exportQuery } from "../../contracts/http/rights.ts";
import { instant } from "../../core/clock.ts";
import { type HolderId, personalWalletIdOf, type RequestId } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";
import type { Page } from "../../core/page.ts";
import { type DossierPart, dossierParts, type DossierRecord } from "../../core/rights/dossier.ts";
import { entryView, intentOf } from "../_shared/entry-view.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { RightsDeps } from "./rights-deps.ts";

/** Below what one answer may hold, a few kB a record. */
const pageLength = 100;

type Read = (holder: HolderId, cursor: string | undefined, deps: RightsDeps) => Promise<Page<DossierRecord>>;

const stored =
  (part: DossierPart): Read =>
  async (holder, cursor, deps) => {
    const { items, ...page } = await deps.dossier.read(part, holder, cursor);
    return { ...page, items: await Promise.all(items.filter(isKept).map((record) => withEvidence(record, deps))) };
  };

/** Answers that are kept for a day, in case they are asked for again, say nothing that is not here. */
const isKept = ({ kind }: DossierRecord): boolean => kind !== "idempotency";

/** With what was signed stands the proof of it. */
const withEvidence = async (record: DossierRecord, { evidence }: RightsDeps): Promise<DossierRecord> => {
  if (record.kind !== "request") return record;
  const kept = await evidence.ofRequest(record.data["id"] as RequestId);
  return kept === undefined ? record : { ...record, data: { ...record.data, kept } };
};

const wallet: Read = async (holder, _cursor, { walletBooks, ledger, timeZone, stage }) => {
  const id = await personalWalletIdOf(holder, EUR);
  const [books, balance] = await Promise.all([walletBooks(id), ledger.balance(id)]);
  const held = books && {
    ...{ id, currency: books.currency, state: books.state, time_zone: books.timeZone ?? timeZone },
    ...{ available: Number(balance?.available), pending: Number(balance?.pending) },
  };
  return { items: [{ kind: "wallet", data: { stage, holder, ...held } }], cursor: undefined };
};

const intents: Read = async (holder, cursor, deps) => {
  const page = await deps.intents.listByPayer(holder, { limit: pageLength, cursor });
  const items = page.items.map(async ({ lines, fee, ...intent }) => {
    const kept = await deps.evidence.get(intent.id, intent.version);
    const numbers = { fee: Number(fee), lines: lines.map((line) => ({ ...line, amount: Number(line.amount) })) };
    return { kind: "intent", data: { ...intent, ...numbers, ...(kept && { kept }) } };
  });
  return { items: await Promise.all(items), cursor: page.cursor };
};

const cases: Read = async (holder, _cursor, deps) => ({
  items: (await deps.cases.ofHolder(holder)).map((one) => ({ kind: "case", data: one })),
  cursor: undefined,
});

const entries: Read = async (holder, cursor, deps) => {
  const page = await deps.ledger.statement(await personalWalletIdOf(holder, EUR), { limit: pageLength, cursor });
  const items = page.items.map(async (entry) => ({
    kind: "entry",
    data: await entryView(entry, await intentOf(entry, deps)),
  }));
  return { items: await Promise.all(items), cursor: page.cursor };
};

/** Everything, in the order of the pages. */
const sources: readonly (readonly [name: string, read: Read])[] = [
  ["wallet", wallet],
  ...dossierParts.map((part) => [part, stored(part)] as const),
  ["intents", intents],
  ["cases", cases],
  ["entries", entries],
];

/** `GET /v1/me/export`: all that Piaf holds of the caller, page by page, so that no history is too long for it. */
export const exportAll = async (request: SignedInRequest, deps: RightsDeps): Promise<HttpAnswer> => {
  const query = readAs(exportQuery, request.query);
  if (!query.ok) return query.fault;
  const [name, inner] = placeOf(query.value.cursor);
  let at = sources.findIndex(([own]) => own === name);
  if (at < 0) return problem("bad_request", "Use the next_cursor of the page before, as it is.", "cursor");
  let cursor = inner;
  const data: DossierRecord[] = [];
  while (at < sources.length && data.length < pageLength) {
    const page = await sources[at]?.[1](request.caller.holder, cursor, deps);
    data.push(...(page?.items ?? []));
    cursor = page?.cursor;
    if (cursor === undefined) at += 1;
  }
  const next = sources[at]?.[0];
  const body: ExportPage = {
    read_at: instant(deps.clock()),
    data,
    ...(next === undefined ? {} : { next_cursor: `${next}:${cursor ?? ""}` }),
  };
  if (query.value.cursor === undefined) deps.log.info("export_begun", { holder: request.caller.holder });
  return { status: 200, body };
};

/** A cursor names a source, and a place within it. */
const placeOf = (cursor: string | undefined): readonly [string | undefined, string | undefined] => {
  if (cursor === undefined) return [sources[0]?.[0], undefined];
  const [name, inner] = cursor.split(":");
  return [name, inner === "" ? undefined : inner];
};
