import type { IntentView } from "../../../contracts/http/intents.ts";
import type { ActivityEntry, MeView } from "../../../contracts/http/wallet.ts";
import { instant, minuteMs } from "../../../core/clock.ts";
import type { ReturnTerms } from "../../../core/consent/terms.ts";

/** So long the signature counts. */
const signWithinMs = 5 * minuteMs;

/** What was sent back of a payment, oldest first. */
export const returnsIn = ({ lines }: Pick<IntentView, "lines">): NonNullable<IntentView["lines"][number]["returns"]> =>
  lines.flatMap(({ returns = [] }) => returns).toSorted((one, other) => one.at.localeCompare(other.at));

/** What may still be sent back of an entry, in minor units. Of several lines to one payee the ledger alone knows. */
export const leftOf = (entry: Pick<ActivityEntry, "amount">, intent: Pick<IntentView, "lines">): number => {
  if (intent.lines.length !== 1) return entry.amount;
  return entry.amount - returnsIn(intent).reduce((sum, { amount }) => sum + amount, 0);
};

const received: ReadonlySet<string> = new Set(["payment", "claim"]);

/** Whether the person was paid by this, and has not sent back all of it. */
export const mayBeReturned = (entry: ActivityEntry, intent: IntentView | undefined): boolean =>
  entry.direction === "credit" && received.has(entry.code) && intent !== undefined && leftOf(entry, intent) > 0;

/** What is signed to send back: built from what is displayed. */
export const returnTermsOf = (
  shown: { readonly entry: ActivityEntry; readonly intent: IntentView; readonly me: Pick<MeView, "id" | "stage"> },
  { amount, nowMs }: { readonly amount: number; readonly nowMs: number },
): Omit<ReturnTerms, "nonce"> => {
  const { entry, intent, me } = shown;
  const { channel, user_id, handle, name } = intent.payer;
  return {
    v: 1,
    purpose: "return",
    stage: me.stage,
    holder: me.id,
    transfer: entry.transfer,
    to: { channel, user_id, handle, name },
    amount,
    currency: entry.currency,
    expires: instant(nowMs + signWithinMs),
  };
};
