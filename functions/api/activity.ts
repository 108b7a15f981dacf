import {
  type ActivityEntry,
  type ActivityList,
  activityQuery,
  type ActivityQuery,
} from "../../contracts/http/wallet.ts";
import { personalWalletIdOf, type WalletId } from "../../core/ids.ts";
import type { Entry } from "../../core/ledger/ledger.ts";
import { EUR } from "../../core/money/currency.ts";
import { entryView, intentOf, isSince, lastBefore } from "../_shared/entry-view.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";

/** A filter may leave most of a page out: so many pages are looked through before a short one is answered with its cursor. */
const pagesPerAnswer = 8;

/**
 * What moved in the caller's wallet, newest first, with who and why: the ledger knows ids only, the intent knows the rest.
 * At most `pagesPerAnswer` times `limit` entries are looked through; the cursor goes on after the last of them.
 */
export const listActivity = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const query = readAs(activityQuery, request.query);
  if (!query.ok) return query.fault;
  const wallet = await personalWalletIdOf(request.caller.holder, EUR);
  const { data, cursor } = await search(wallet, query.value, deps);
  const body: ActivityList = { data, ...(cursor ? { next_cursor: cursor } : {}) };
  return { status: 200, body };
};

const search = async (
  wallet: WalletId,
  query: ActivityQuery,
  deps: ApiDeps,
): Promise<{ readonly data: ActivityEntry[]; readonly cursor: string | undefined }> => {
  const data: ActivityEntry[] = [];
  let { cursor } = query;
  for (let page = 0; page < pagesPerAnswer; page += 1) {
    const limit = query.limit - data.length;
    const read = await deps.ledger.statement(wallet, { limit, cursor, until: lastBefore(query.to) });
    const inTime = read.items.filter((entry) => isSince(entry, query.from));
    const chosen = inTime.filter((entry) => fits(entry, query));
    const views = await Promise.all(chosen.map(async (entry) => entryView(entry, await intentOf(entry, deps))));
    data.push(...views.filter((view) => says(view, query.q)));
    cursor = inTime.length < read.items.length ? undefined : read.cursor;
    if (cursor === undefined || data.length === query.limit) break;
  }
  return { data, cursor };
};

const fits = ({ direction, amount }: Entry, query: ActivityQuery): boolean =>
  (query.direction ?? direction) === direction &&
  amount >= BigInt(query.min ?? 0) &&
  (query.max === undefined || amount <= BigInt(query.max));

const says = ({ other, note = "", post }: ActivityEntry, words: string | undefined): boolean => {
  if (words === undefined || words === "") return true;
  const said = [other.name, other.handle ? `@${other.handle}` : "", note, post?.text ?? ""].map(plain);
  return said.some((text) => text.includes(plain(words)));
};

/** Whatever the case and the accents. */
const plain = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
