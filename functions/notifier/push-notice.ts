import type { ClaimReminder, IntentNotice, Notice } from "../../contracts/messages/notice.ts";
import type { IntentId } from "../../core/ids.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { Preferences } from "../../core/preferences/preferences.ts";
import type { PushKind, PushMessage, PushSubscription } from "../../core/push/push.ts";
import { maximumAttempts } from "./answer-notice.ts";
import type { Listener } from "./listeners.ts";
import type { PhoneDeps } from "./phone-deps.ts";

/** A notice as it was delivered. */
export type Delivered = { readonly notice: Notice; readonly attempt: number };

/**
 * Pushes a pointer to the phones of whom it concerns, if he wants to hear of such and it still is as the notice says:
 * one that comes late or again tells of nothing that is over. Throws to be delivered again where a push service did not
 * answer; a phone shows the same message twice in one place.
 */
export const pushNotice = async (
  { notice, attempt }: Delivered,
  listeners: readonly Listener[],
  deps: PhoneDeps,
): Promise<void> => {
  const addressees = (await Promise.all(listeners.map((listener) => addresseeOf(notice, listener, deps)))).flat();
  if (addressees.length === 0) return;
  const isOfIntent = notice.type === "intent.changed.v1" || notice.type === "claim.reminder.v1";
  const intent = isOfIntent ? await asNoticed(notice, deps) : undefined;
  if (isOfIntent && !intent) return;
  // Of what was sent back in part the intent knows more than one amount: the phone asks.
  const about = { id: "intent" in notice ? (notice.intent as IntentId) : undefined, intent };
  const sent = await Promise.all(addressees.map((addressee) => pushTo(addressee, about, deps)));
  if (!sent.flat().includes("unavailable")) return;
  if (attempt < maximumAttempts) throw new Error("A push service does not answer.");
  deps.log.warn("push_dropped", { reason: "unavailable" });
};

type Addressee = {
  readonly listener: Listener;
  readonly kind: PushKind;
  readonly subscriptions: readonly PushSubscription[];
};

/** Most people have no subscription, and then nothing else is read. */
const addresseeOf = async (notice: Notice, listener: Listener, deps: PhoneDeps): Promise<readonly Addressee[]> => {
  const kind = pushKindOf(notice, listener);
  const subscriptions = kind ? await deps.subscriptions.ofHolder(listener.holder) : [];
  return kind && subscriptions.length > 0 ? [{ listener, kind, subscriptions }] : [];
};

const payerKinds: Readonly<Record<string, PushKind>> = {
  pending_approval: "to_approve",
  needs_input: "question",
  settled: "settled",
  failed: "failed",
  reported: "reported",
  claimed: "claimed",
  returned: "returned",
};

/** Undefined for what nobody needs to hear of before he opens the app. */
const pushKindOf = (notice: Notice, { as }: Listener): PushKind | undefined => {
  if (notice.type === "key.enrolled.v1") return "new_key";
  if (notice.type === "claim.reminder.v1") return "unclaimed";
  if (notice.type === "case.changed.v1") return "case_changed";
  if (notice.type === "payment.returned.v1") return as === "payer" ? "sent_back" : undefined;
  if (notice.type !== "intent.changed.v1") return undefined;
  return as === "payee" ? "received" : payerKinds[notice.state];
};

const asNoticed = async (notice: IntentNotice | ClaimReminder, deps: PhoneDeps): Promise<Intent | undefined> => {
  const intent = await deps.intents.get(notice.intent as IntentId);
  const state = notice.type === "claim.reminder.v1" ? "held_for_claim" : notice.state;
  return intent?.state === state && intent.version === notice.version ? intent : undefined;
};

type About = { readonly id: IntentId | undefined; readonly intent: Intent | undefined };

const pushTo = async ({ listener, kind, subscriptions }: Addressee, { id, intent }: About, deps: PhoneDeps) => {
  const preferences = await deps.preferences.get(listener.holder);
  if (!isWanted(kind, preferences)) return [];
  const details = intent && preferences.pushDetails === true ? detailsFor(listener, intent) : undefined;
  return Promise.all(
    subscriptions.map(async (subscription) => {
      const language = preferences.language ?? subscription.language;
      const outcome = await deps.pusher.send(subscription, { kind, intent: id, language, details });
      deps.log.info("push_sent", { kind, outcome, intent: id });
      if (outcome === "gone") await deps.subscriptions.remove(subscription);
      return outcome;
    }),
  );
};

/** What may be somebody else's doing is not for choice. */
const isWanted = (kind: PushKind, { notifications }: Preferences): boolean => {
  switch (kind) {
    case "new_key":
    case "reported":
    case "case_changed":
      return true;
    case "to_approve":
    case "question":
      return notifications?.toApprove ?? true;
    case "settled":
    case "unclaimed":
    case "claimed":
    case "returned":
    case "sent_back":
    case "received":
      return notifications?.received ?? true;
    case "failed":
      return notifications?.failed ?? true;
  }
};

/** Of money that waits, or has come back, the payer is told that much. */
const isTold = ({ state, claims }: Intent, line: number): boolean => {
  if (state === "held_for_claim") return claims?.[line] === "held";
  return state !== "returned" || claims?.[line] === "returned";
};

/** To the payer the total and whom it goes to, where that is one; to a payee what is his and who paid. */
const detailsFor = (listener: Listener, intent: Intent): PushMessage["details"] => {
  const { payer, currency } = intent;
  const isHis = ({ payee }: Intent["lines"][number], index: number): boolean =>
    listener.as === "payee"
      ? listener.accounts.some(({ channel, userId }) => channel === payee.channel && userId === payee.userId)
      : isTold(intent, index);
  const lines = intent.lines.filter(isHis);
  const amount = Number(lines.reduce((sum, line) => sum + line.amount, 0n));
  const name = listener.as === "payee" ? payer.name : lines.length === 1 ? lines[0]?.payee.name : undefined;
  return amount > 0 ? { amount, currency, name } : undefined;
};
