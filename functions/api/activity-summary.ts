import { type ActivitySummary, summaryQuery } from "../../contracts/http/wallet.ts";
import { personalWalletIdOf, type WalletId } from "../../core/ids.ts";
import type { Entry } from "../../core/ledger/ledger.ts";
import { EUR } from "../../core/money/currency.ts";
import { intentOf, isSince, lastBefore, otherSide } from "../_shared/entry-view.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, readAs } from "../_shared/problem.ts";
import type { ApiDeps } from "./api-deps.ts";

/** Bounds of the work for one answer: so many entries are summed up, and so many people named. */
const pageLength = 100;
const maximumPages = 10;
const maximumPeople = 20;

type Flow = { debit: bigint; credit: bigint; times: number };

/**
 * What was paid and received, per day (of UTC) and per person. At most the latest `pageLength × maximumPages` entries of
 * the time asked for are summed up, which `from` and `complete` tell; who moved least is left out of the people.
 */
export const summariseActivity = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const query = readAs(summaryQuery, request.query);
  if (!query.ok) return query.fault;
  const { from, to } = query.value;
  const wallet = await personalWalletIdOf(request.caller.holder, EUR);
  const { entries, complete } = await entriesBetween(wallet, query.value, deps);
  const body: ActivitySummary = {
    currency: EUR,
    from: complete ? from : (entries.at(-1)?.postedAt ?? from),
    to,
    complete,
    days: [...flowsBy(entries, ({ postedAt }) => postedAt.slice(0, "2026-11-24".length))].map(([day, { flow }]) => ({
      day,
      ...flowView(flow),
    })),
    people: await peopleOf(entries, deps),
  };
  return { status: 200, body };
};

const entriesBetween = async (
  wallet: WalletId,
  { from, to }: { readonly from: string; readonly to: string },
  deps: ApiDeps,
): Promise<{ readonly entries: readonly Entry[]; readonly complete: boolean }> => {
  const entries: Entry[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < maximumPages; page += 1) {
    const read = await deps.ledger.statement(wallet, { limit: pageLength, cursor, until: lastBefore(to) });
    const inTime = read.items.filter((entry) => isSince(entry, from));
    entries.push(...inTime);
    cursor = inTime.length < read.items.length ? undefined : read.cursor;
    if (cursor === undefined) return { entries, complete: true };
  }
  return { entries, complete: false };
};

/** In the order of the entries; `latest` is the first of a key. */
const flowsBy = (entries: readonly Entry[], keyOf: (entry: Entry) => string) => {
  const flows = new Map<string, { readonly flow: Flow; readonly latest: Entry }>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const { flow, latest } = flows.get(key) ?? { flow: { debit: 0n, credit: 0n, times: 0 }, latest: entry };
    flow[entry.direction] += entry.amount;
    flow.times += 1;
    flows.set(key, { flow, latest });
  }
  return flows;
};

/** By the other wallet: one intent a person tells who it is. */
const peopleOf = async (entries: readonly Entry[], deps: ApiDeps): Promise<ActivitySummary["people"]> => {
  const moved = ({ flow }: { readonly flow: Flow }): bigint => flow.debit + flow.credit;
  const most = [...flowsBy(entries, ({ other }) => other).values()]
    .toSorted((one, other) => Number(moved(other) - moved(one)))
    .slice(0, maximumPeople);
  return Promise.all(
    most.map(async ({ flow, latest }) => ({
      other: await otherSide(latest, await intentOf(latest, deps)),
      ...flowView(flow),
    })),
  );
};

const flowView = ({ debit, credit, times }: Flow) => ({ debit: Number(debit), credit: Number(credit), times });
