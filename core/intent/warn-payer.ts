import type { Contact } from "../contact/contact.ts";
import { looksAlike } from "../contact/look-alike.ts";
import { appChannel, type Intent, type IntentLine, type Party } from "./intent.ts";
import type { IntentState } from "./intent-state.ts";

export type Warning = {
  readonly code:
    "first_payment" | "unusual_amount" | "look_alike" | "edited" | "post_deleted" | "not_linked" | "still_linked";
  /** The index of the line that it is about. */
  readonly line?: number;
  /** The handle of the contact that it looks like. */
  readonly like?: string;
};

/** What the payer has to do with those whom he is to pay. */
export type PayerKnowledge = {
  /** Undefined, too, where nobody has looked: then nothing is said of them. */
  readonly contacts: readonly Contact[] | undefined;
  /** The payer's accounts now; undefined where nobody has looked. */
  readonly links: readonly Pick<Party, "channel" | "userId">[] | undefined;
};

/** An amount is unusual above so many times the largest … */
const unusualTimes = 3n;

/** … once that many payments were approved, so that there is a usual one, and above this: less is nobody's ruin. */
const usualAfter = 3;
const unusualAboveMinor = 2_000n;

/** What the payer should think about before he approves, and what he has still to do. `state`: as it is now. */
export const warningsOf = (intent: Intent, state: IntentState, knowledge: PayerKnowledge): readonly Warning[] => {
  const { source, payer, reason } = intent;
  const written = source.channel !== appChannel;
  const isLinked = knowledge.links?.some(({ channel, userId }) => channel === payer.channel && userId === payer.userId);
  if (state === "reported") return written && isLinked === true ? [{ code: "still_linked" }] : [];
  if (state === "cancelled" && reason === "post_deleted") return [{ code: "post_deleted" }];
  if (state !== "pending_approval") return [];
  return [
    ...(source.edited ? [{ code: "edited" } as const] : []),
    ...(source.deleted ? [{ code: "post_deleted" } as const] : []),
    ...(written && isLinked === false ? [{ code: "not_linked" } as const] : []),
    ...intent.lines.flatMap((line, index) => (knowledge.contacts ? ofLine(line, index, knowledge.contacts) : [])),
  ];
};

const ofLine = (line: IntentLine, index: number, contacts: readonly Contact[]): readonly Warning[] => {
  const known = contacts.find((contact) => isSame(contact, line.payee));
  const paid = known !== undefined && known.times > 0;
  const like = paid || known?.saved ? undefined : contacts.find((contact) => passesFor(line.payee, contact));
  return [
    ...(paid || known?.trusted ? [] : [{ code: "first_payment", line: index } as const]),
    ...(like === undefined ? [] : [{ code: "look_alike", line: index, like: like.handle } as const]),
    ...(isUnusual(line.amount, contacts) ? [{ code: "unusual_amount", line: index } as const] : []),
  ];
};

const isSame = (one: Pick<Party, "channel" | "userId">, other: Pick<Party, "channel" | "userId">): boolean =>
  one.channel === other.channel && one.userId === other.userId;

/** On another network the same handle is another account. */
const passesFor = (payee: Party, contact: Contact): boolean =>
  looksAlike(payee.handle, contact.handle) ||
  (payee.channel !== contact.channel && payee.handle.toLowerCase() === contact.handle.toLowerCase());

const isUnusual = (amount: bigint, contacts: readonly Contact[]): boolean => {
  const times = contacts.reduce((sum, contact) => sum + contact.times, 0);
  const largest = contacts.reduce((most, { largest = 0n }) => (largest > most ? largest : most), 0n);
  return times >= usualAfter && amount > unusualAboveMinor && amount > largest * unusualTimes;
};
