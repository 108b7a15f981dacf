import { type ActivityEntry, type ActivityList, pageQuery } from "../../contracts/http/wallet.ts";
import { type IntentId, personalWalletIdOf } from "../../core/ids.ts";
import type { Intent, Party } from "../../core/intent/intent.ts";
import type { Entry } from "../../core/ledger/ledger.ts";
import { EUR } from "../../core/money/currency.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";

/** What moved in the caller's wallet, newest first, with who and why: the ledger knows ids only, the intent knows the rest. */
export const listActivity = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const query = readAs(pageQuery, request.query);
  if (!query.ok) return query.fault;
  const wallet = await personalWalletIdOf(request.caller.holder, EUR);
  const page = await deps.ledger.statement(wallet, query.value);
  const data = await Promise.all(page.items.map(async (entry) => entryView(entry, await intentOf(entry, deps))));
  const body: ActivityList = { data, ...(page.cursor ? { next_cursor: page.cursor } : {}) };
  return { status: 200, body };
};

const intentOf = async (entry: Entry, deps: ApiDeps): Promise<Intent | undefined> =>
  entry.ref.startsWith("pi_") ? deps.intents.get(entry.ref as IntentId) : undefined;

const entryView = (entry: Entry, intent: Intent | undefined): ActivityEntry => ({
  transfer: entry.transfer,
  direction: entry.direction,
  amount: Number(entry.amount),
  currency: entry.currency,
  code: entry.code,
  posted_at: entry.postedAt,
  ...(intent ? ofIntent(entry, intent) : { other: { name: "Piaf" } }),
});

/** The other side of a debit is the line's payee; of a credit, the payer. */
const ofIntent = (entry: Entry, intent: Intent) => ({
  intent: intent.id,
  other: partyOf(entry.direction === "credit" ? intent.payer : intent.lines[0]?.payee),
  note: intent.note,
  post: { text: intent.source.text, ...(intent.source.language ? { language: intent.source.language } : {}) },
});

const partyOf = (party: Party | undefined): ActivityEntry["other"] => ({
  name: party?.name ?? "",
  ...(party ? { handle: party.handle, channel: party.channel } : {}),
  ...(party?.picture ? { picture: party.picture } : {}),
});
