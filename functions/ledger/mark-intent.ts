import { instant } from "../../core/clock.ts";
import type { SignedPayment } from "../../core/consent/judge-payment.ts";
import { isSameConsent } from "../../core/consent/same-consent.ts";
import type { IntentId } from "../../core/ids.ts";
import type { IntentState } from "../../core/intent/intent-state.ts";
import type { IntentMark } from "../../core/intent/intent-store.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

const isOver = (state: IntentState): boolean => state === "settled" || state === "claimed" || state === "returned";

/** How the intent that a payment names stands to it. */
export type Standing = "own" | "foreign" | "settled";

/**
 * Whether the intent that the terms name carries this very consent (`own`), and whether it is `settled` by it already.
 * Terms are free to name any intent, somebody else's too: only the one that was approved by them may hear what became of
 * them. Read before anything is done: the consent of a version never changes.
 */
export const standingOf = async (
  payment: SignedPayment,
  { intents, log }: Pick<LedgerDeps, "intents" | "log">,
): Promise<Standing> => {
  const { terms } = payment;
  const intent = await intents.get(terms.intent as IntentId);
  if (intent?.consent && isSameConsent(intent.consent, payment)) return isOver(intent.state) ? "settled" : "own";
  log.warn("consent_not_of_intent", { intent: terms.intent, version: terms.version });
  return "foreign";
};

/** An intent that has moved on meanwhile stays as it is: the journal has the last word, and it has been written. */
export const markIntent = async (
  { terms }: SignedPayment,
  end: Pick<IntentMark, "to" | "reason" | "held">,
  { intents, clock }: Pick<LedgerDeps, "intents" | "clock">,
): Promise<void> => {
  await intents.mark({ id: terms.intent as IntentId, version: terms.version, ...end, at: instant(clock()) });
};
