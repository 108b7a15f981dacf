import {
  type ActivityEntry,
  type ActivityList,
  activityQuery,
  type ActivityQuery,
} from "../../contracts/http/wallet.ts";
import { epochMs, type Instant, instant } from "../../core/clock.ts";
import { claimIdOf, type IntentId, personalWalletIdOf, transferIdOf, type WalletId } from "../../core/ids.ts";
import { appChannel, type Intent, type Party } from "../../core/intent/intent.ts";
import type { Entry } from "../../core/ledger/ledger.ts";
import { EUR } from "../../core/money/currency.ts";
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

/** The last instant before one. */
export const lastBefore = (to: string | undefined): Instant | undefined =>
  to === undefined ? undefined : instant(epochMs(to) - 1);

export const isSince = ({ postedAt }: Entry, from: string | undefined): boolean =>
  from === undefined || epochMs(postedAt) >= epochMs(from);

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

export const intentOf = async (entry: Entry, deps: ApiDeps): Promise<Intent | undefined> =>
  entry.ref.startsWith("pi_") ? deps.intents.get(entry.ref as IntentId) : undefined;

const entryView = async (entry: Entry, intent: Intent | undefined): Promise<ActivityEntry> => ({
  transfer: entry.transfer,
  direction: entry.direction,
  amount: Number(entry.amount),
  currency: entry.currency,
  code: entry.code,
  posted_at: entry.postedAt,
  other: await otherSide(entry, intent),
  ...(intent ? reasonIn(intent) : {}),
});

/** What was asked for in the app has no post. */
const reasonIn = ({ id, note, source: { channel, text, language } }: Intent) => ({
  intent: id,
  note,
  ...(channel === appChannel ? {} : { post: { text, ...(language ? { language } : {}) } }),
});

/** The other side of a credit is the payer, unless it is what a payee has not claimed; of a debit, the payee of its line. */
export const otherSide = async (entry: Entry, intent: Intent | undefined): Promise<ActivityEntry["other"]> => {
  if (intent === undefined) return { name: "Piaf" };
  const isReceived = entry.direction === "credit" && entry.code !== "claim_return";
  const party = isReceived ? intent.payer : await payeeOf(entry, intent);
  return {
    name: party?.name ?? "",
    ...(party ? { handle: party.handle, channel: party.channel } : {}),
    ...(party?.picture ? { picture: party.picture } : {}),
  };
};

/** A transfer's id derives from its line, and so does that of what came back. */
const payeeOf = async ({ transfer }: Entry, { id, payer, lines }: Intent): Promise<Party | undefined> => {
  if (lines.length <= 1 || payer.holder === undefined) return lines[0]?.payee;
  const { holder } = payer;
  const ids = await Promise.all(
    lines.map(async (_line, line) => {
      const paid = await transferIdOf({ payer: holder, intent: id, line });
      return [paid, await claimIdOf(paid)];
    }),
  );
  return lines[ids.findIndex((own) => own.includes(transfer))]?.payee;
};
