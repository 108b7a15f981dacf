import type { ActivityEntry } from "../../contracts/http/wallet.ts";
import { epochMs, type Instant, instant } from "../../core/clock.ts";
import { claimIdOf, type IntentId, type TransferId, transferIdOf } from "../../core/ids.ts";
import { appChannel, type Intent, type Party, type ReturnedPart } from "../../core/intent/intent.ts";
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
  ...(intent && entry.code === "return" ? { of: await originalOf(entry, intent) } : {}),
  ...(intent ? reasonIn(intent) : {}),
});

/** What was asked for in the app has no post. */
const reasonIn = ({ id, note, source: { channel, text, language } }: Intent) => ({
  intent: id,
  note,
  ...(channel === appChannel ? {} : { post: { text, ...(language ? { language } : {}) } }),
});

/** Of what was sent back: the transfer on the same side that it is of. */
const originalOf = async ({ transfer, direction }: Entry, intent: Intent): Promise<string | undefined> => {
  const part = returnWith(transfer, intent);
  const { holder } = intent.payer;
  if (part === undefined || holder === undefined) return undefined;
  const paid = await transferIdOf({ payer: holder, intent: intent.id, line: part.line });
  const wasClaimed = part.debited !== part.credited;
  return direction === "debit" && wasClaimed ? claimIdOf(paid) : paid;
};

const returnWith = (transfer: TransferId, { returns = {} }: Intent): ReturnedPart | undefined =>
  Object.values(returns).find(({ debited, credited }) => debited === transfer || credited === transfer);

/** Whoever is not the payer is a payee: of what came back, the other side is whom it was paid to, and of what was sent back, who had paid. */
export const otherSide = async (entry: Entry, intent: Intent | undefined): Promise<ActivityEntry["other"]> => {
  if (intent === undefined) return { name: "Piaf" };
  const party = isPayers(entry) ? await payeeOf(entry, intent) : intent.payer;
  return {
    name: party?.name ?? "",
    ...(party ? { ...(party.handle === "" ? {} : { handle: party.handle }), channel: party.channel } : {}),
    ...(party?.picture ? { picture: party.picture } : {}),
  };
};

const comesBack: ReadonlySet<Entry["code"]> = new Set(["claim_return", "return"]);

const isPayers = ({ direction, code }: Entry): boolean => (direction === "credit") === comesBack.has(code);

/** A transfer's id derives from its line, and so does that of what was not claimed. */
const payeeOf = async ({ transfer }: Entry, intent: Intent): Promise<Party | undefined> => {
  const { id, payer, lines } = intent;
  if (lines.length <= 1 || payer.holder === undefined) return lines[0]?.payee;
  const returned = returnWith(transfer, intent);
  if (returned !== undefined) return lines[returned.line]?.payee;
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
