import type { ActivityEntry } from "../../contracts/http/wallet.ts";
import { epochMs, type Instant, instant } from "../../core/clock.ts";
import { claimIdOf, type IntentId, transferIdOf } from "../../core/ids.ts";
import { appChannel, type Intent, type Party } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import type { Entry } from "../../core/ledger/ledger.ts";

type Intents = { readonly intents: Pick<IntentStore, "get"> };

/** What an entry of the ledger is for, where that is a payment: the ledger knows ids only. */
export const intentOf = async (entry: Entry, { intents }: Intents): Promise<Intent | undefined> =>
  entry.ref.startsWith("pi_") ? intents.get(entry.ref as IntentId) : undefined;

/** An entry with who and why, as the wallet's owner sees it. */
export const entryView = async (entry: Entry, intent: Intent | undefined): Promise<ActivityEntry> => ({
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

/** The last instant before one. */
export const lastBefore = (to: string | undefined): Instant | undefined =>
  to === undefined ? undefined : instant(epochMs(to) - 1);

export const isSince = ({ postedAt }: Entry, from: string | undefined): boolean =>
  from === undefined || epochMs(postedAt) >= epochMs(from);
