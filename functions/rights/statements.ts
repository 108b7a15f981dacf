import {
  statementCursor,
  type StatementFrame,
  type StatementPage,
  statementQuery,
} from "../../contracts/http/rights.ts";
import { epochMs, instant, minuteMs } from "../../core/clock.ts";
import { fromBase64Url, toBase64Url, utf8 } from "../../core/encoding.ts";
import { type HolderId, personalWalletIdOf, type WalletId } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import { statementMonth } from "../../core/statement/statement-month.ts";
import { entryView, intentOf, isSince, lastBefore } from "../_shared/entry-view.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import type { RightsDeps } from "./rights-deps.ts";

const pageLength = 100;

/** So long after its time an entry may still come: what is told as whole ends before. */
const latenessMs = minuteMs;

/** `GET /v1/me/statements/{month}`: what moved in a month of the wallet's time zone, with the balances before and after. */
export const showStatement = async (request: SignedInRequest, deps: RightsDeps): Promise<HttpAnswer> => {
  const query = readAs(statementQuery, request.query);
  if (!query.ok) return query.fault;
  const { holder } = request.caller;
  const begun =
    query.value.cursor === undefined
      ? await beginStatement(holder, request.params["month"] ?? "", deps)
      : goOn(query.value.cursor, await personalWalletIdOf(holder, EUR));
  if (!begun.ok) return begun.fault;
  const { frame, cursor } = begun.value;
  const read = await deps.ledger.statement(frame.wallet as WalletId, {
    ...{ limit: pageLength, cursor, until: lastBefore(frame.to) },
  });
  const inTime = read.items.filter((entry) => isSince(entry, frame.from));
  const next = inTime.length < read.items.length ? undefined : read.cursor;
  const body: StatementPage = {
    ...frame,
    name: (await deps.holders.byId(holder))?.name ?? "",
    data: await Promise.all(inTime.map(async (entry) => entryView(entry, await intentOf(entry, deps)))),
    ...(next === undefined ? {} : { next_cursor: toBase64Url(utf8(JSON.stringify({ frame, cursor: next }))) }),
  };
  return { status: 200, body };
};

/** What every page says alike, and where the next one begins. Whoever forges his own cursor deceives himself alone. */
type Begun = Result<{ readonly frame: StatementFrame; readonly cursor?: string | undefined }, HttpAnswer>;

const beginStatement = async (holder: HolderId, month: string, deps: RightsDeps): Promise<Begun> => {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    return fail(problem("bad_request", "Name the month as in 2026-11.", "month"));
  }
  const wallet = await personalWalletIdOf(holder, EUR);
  const books = await deps.walletBooks(wallet);
  if (books === undefined) return fail(problem("key_missing", "Enrol a payment key first: it opens the wallet."));
  const timeZone = books.timeZone ?? deps.timeZone;
  const { from, to: end } = statementMonth(month, timeZone);
  if (epochMs(from) > deps.clock()) return fail(problem("not_found", "That month is still to come."));
  const to = instant(Math.max(epochMs(from), Math.min(epochMs(end), deps.clock() - latenessMs)));
  const [opening, closing] = await Promise.all([from, to].map((at) => heldBefore(wallet, at, deps)));
  if (opening === undefined || closing === undefined) {
    return fail(problem("conflict", "So much moves in the wallet that its balance cannot be told: try again."));
  }
  const { currency } = books;
  return ok({ frame: { month, time_zone: timeZone, from, to, wallet, currency, opening, closing } });
};

/** What the wallet held just before a moment: what it holds now, less what has moved since. */
const heldBefore = async (wallet: WalletId, at: string, { books }: RightsDeps): Promise<number | undefined> => {
  const found = await books.positionSince(wallet, at);
  return found && Number(found.position.total - found.since.sum);
};

/** The wallet is the caller's, whatever the cursor says. */
const goOn = (cursor: string, wallet: WalletId): Begun => {
  const begun = statementCursor.safeParse(jsonIn(cursor));
  return begun.success && begun.data.frame.wallet === wallet
    ? ok(begun.data)
    : fail(problem("bad_request", "Use the next_cursor of the page before, as it is.", "cursor"));
};

const jsonIn = (cursor: string): unknown => {
  try {
    return JSON.parse(new TextDecoder().decode(fromBase64Url(cursor)));
  } catch {
    return undefined;
  }
};
