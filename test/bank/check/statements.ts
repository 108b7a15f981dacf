import type { TransferId, WalletId } from "../../../core/ids.ts";
import type { Recorded } from "../history.ts";
import type { Facts } from "./facts.ts";

type Listed = {
  readonly id: TransferId;
  readonly order: string;
  readonly begunAt: number;
  /** When somebody first heard of it, or saw it in a statement. */
  knownAt: number;
};

/** Statements are in order, show nothing that is not there, and leave out nothing that anybody knew of before (invariant 12). */
export const checkStatements = (facts: Facts): readonly string[] => {
  const journals = journalsOf(facts);
  const reads = [...facts.bank.history.calls("statement")].sort((one, other) => one.endedAt - other.endedAt);
  return reads.flatMap((read) => checkRead(read, journals.get(read.call.wallet) ?? []));
};

const orderOf = (postedAt: string, id: TransferId): string => `${postedAt} ${id}`;

/** The entries of each wallet, newest first. */
const journalsOf = ({ bank, posted }: Facts): ReadonlyMap<WalletId, readonly Listed[]> => {
  const journals = new Map<WalletId, Listed[]>(bank.cast.all.map(({ id }) => [id, []]));
  for (const { record, verdict } of posted) {
    const { id, debit, credit, kind } = record.transfer;
    if (kind?.type === "pending" || kind?.type === "void_pending") continue;
    const { begunAt, knownAt } = verdict;
    for (const wallet of [debit, credit]) {
      journals.get(wallet)?.push({ id, order: orderOf(record.postedAt, id), begunAt, knownAt });
    }
  }
  for (const entries of journals.values()) entries.sort((one, other) => (one.order < other.order ? 1 : -1));
  return journals;
};

const checkRead = (read: Recorded<"statement">, journal: readonly Listed[]): readonly string[] => {
  const { client, call, begunAt, endedAt, answer } = read;
  if (answer === undefined) return [];
  const found: string[] = [];
  const say = (what: string): void =>
    void found.push(`${client} read a statement of ${call.wallet} at ${endedAt}: ${what}.`);
  const orders = answer.map(({ postedAt, transfer }) => orderOf(postedAt, transfer));
  if (orders.some((order, index) => index > 0 && order >= (orders[index - 1] ?? ""))) say("it is out of order");
  const shown = new Set(answer.map(({ transfer }) => transfer));
  const oldest = answer.length < call.limit ? "" : (orders.at(-1) ?? "");
  let matched = 0;
  for (const entry of journal) {
    if (entry.order < oldest) break;
    if (shown.has(entry.id)) {
      matched += 1;
      if (entry.begunAt > endedAt) say(`${entry.id} is shown before anybody asked for it`);
      entry.knownAt = Math.min(entry.knownAt, endedAt);
    } else if (entry.knownAt < begunAt) say(`${entry.id} is left out, though it was known`);
  }
  if (matched < shown.size) say(`${shown.size - matched} entries are in no journal`);
  return found;
};
