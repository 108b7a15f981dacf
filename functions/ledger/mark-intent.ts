import { instant } from "../../core/clock.ts";
import { canonicalJson } from "../../core/consent/canonical-json.ts";
import type { SignedPayment } from "../../core/consent/judge-payment.ts";
import type { IntentId } from "../../core/ids.ts";
import type { IntentMark } from "../../core/intent/intent-store.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/**
 * Whether the intent that the terms name carries this very consent. Terms are free to name any intent, somebody else's
 * too: only the one that was approved by them may hear what became of them.
 */
export const carriesConsent = async (
  { terms, evidence }: SignedPayment,
  { intents, log }: Pick<LedgerDeps, "intents" | "log">,
): Promise<boolean> => {
  const intent = await intents.get(terms.intent as IntentId);
  const own = intent?.consent && canonicalJson([intent.consent.terms, intent.consent.evidence]);
  const carries = own === canonicalJson([terms, evidence]);
  if (!carries) log.warn("consent_not_of_intent", { intent: terms.intent, version: terms.version });
  return carries;
};

/** An intent that has moved on meanwhile stays as it is: the journal has the last word, and it has been written. */
export const markIntent = async (
  { terms }: SignedPayment,
  end: Pick<IntentMark, "to" | "reason">,
  { intents, clock }: Pick<LedgerDeps, "intents" | "clock">,
): Promise<void> => {
  await intents.mark({ id: terms.intent as IntentId, version: terms.version, ...end, at: instant(clock()) });
};
