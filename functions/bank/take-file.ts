import { readBankFile } from "../../adapters/bank/read-bank-file.ts";
import type { BankEntryBooked, EntryMeaning, PayoutRejected } from "../../contracts/messages/bank-facts.ts";
import type { BankFile, FileEntry } from "../../core/bank/bank-file.ts";
import { referencesIn } from "../../core/bank/creditor-reference.ts";
import { payoutOfEndToEndId } from "../../core/bank/payout.ts";
import { instant } from "../../core/clock.ts";
import { sha256, toBase64Url, utf8 } from "../../core/encoding.ts";
import type { HolderId } from "../../core/ids.ts";
import { EUR } from "../../core/money/currency.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { BankDeps } from "./bank-deps.ts";

type Taking = Pick<BankDeps, "account" | "books" | "queue" | "clock" | "log">;

/**
 * Has the ledger post what a file of the bank's tells, and then keeps the file and its bookings; in this order, so that nothing is
 * written that was not sent. Again, it changes nothing. What is not understood is kept, too, with the reason. Whoever calls has
 * made sure that the file is the bank's. Throws when the queue or the table cannot be reached: then it is to be delivered again.
 */
export const takeFile = async (xml: string, deps: Taking): Promise<Result<BankFile, string>> => {
  const receivedAt = instant(deps.clock());
  const file = { id: toBase64Url(await sha256(utf8(xml))), text: xml, receivedAt };
  const read = readBankFile(xml, await deps.account());
  if (!read.ok) {
    await deps.books.keepFile({ ...file, refused: read.fault });
    deps.log.warn("bank_file_refused", { file: file.id, reason: read.fault });
    return fail(read.fault);
  }
  const { entries, closings, rejected, messageId } = read.value;
  const meant = await Promise.all(entries.map(async (entry) => ({ entry, meaning: await meaningOf(entry, deps) })));
  await deps.queue.send([...meant.map(orderOf), ...rejected.flatMap(rejectionOf)].map((body) => ({ body })));
  await deps.books.keepEntries(
    meant.map(({ entry, meaning }) => ({ ...entry, unmatched: isUnmatched(meaning), receivedAt })),
  );
  for (const closing of closings) await deps.books.keepClosing({ ...closing, receivedAt });
  await deps.books.keepFile(file);
  deps.log.info("bank_file_taken", { file: messageId, entries: entries.length, rejected: rejected.length });
  return ok(read.value);
};

/**
 * What a booking is for: a payout of ours, by the id that the bank was given with it; or money for whoever's reference was
 * written along. Two references name nobody.
 */
const meaningOf = async (
  { direction, endToEndId, returned, remittance }: FileEntry,
  { books }: Pick<BankDeps, "books">,
): Promise<EntryMeaning> => {
  const payout = payoutOfEndToEndId(endToEndId);
  if (direction === "debit") {
    return payout === undefined || returned !== undefined ? { kind: "unexplained" } : { kind: "paid_out", payout };
  }
  if (payout !== undefined && returned !== undefined) return { kind: "sent_back", payout, reason: returned.reason };
  const references = new Set(remittance.flatMap(referencesIn));
  const holders = new Set<HolderId>();
  for (const reference of references) {
    const holder = await books.holderOf(reference);
    if (holder !== undefined) holders.add(holder);
  }
  const [holder, ...others] = holders;
  return holder === undefined || others.length > 0 ? { kind: "received" } : { kind: "received", holder };
};

const isUnmatched = (meaning: EntryMeaning): boolean =>
  meaning.kind === "unexplained" || (meaning.kind === "received" && meaning.holder === undefined);

type Meant = { readonly entry: FileEntry; readonly meaning: EntryMeaning };

const orderOf = ({ entry, meaning }: Meant): BankEntryBooked => ({
  type: "bank_entry.booked.v1",
  ...{ reference: entry.reference, amount: Number(entry.amount), currency: EUR, meaning },
});

/** What is none of our payouts is none of the ledger's business. */
const rejectionOf = ({ endToEndId, reason }: BankFile["rejected"][number]): readonly PayoutRejected[] => {
  const payout = payoutOfEndToEndId(endToEndId);
  return payout === undefined ? [] : [{ type: "payout.rejected.v1", payout, reason }];
};

/** An operator has found out whose it is: from suspense to the wallet. */
export const assignEntry = async (
  { reference, holder }: { readonly reference: string; readonly holder: string },
  { books, queue }: Pick<BankDeps, "books" | "queue">,
): Promise<void> => {
  const entry = await books.entry(reference);
  if (entry?.direction !== "credit") throw new Error(`Nothing came in under ${reference}.`);
  await queue.send([{ body: orderOf({ entry, meaning: { kind: "received", holder } }) }]);
  await books.matched(reference);
};
