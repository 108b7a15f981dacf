import type { Approval, IntentView } from "../../../contracts/http/intents.ts";
import type { ProblemCode } from "../../../contracts/http/problem.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import type { PaymentTerms } from "../../../core/consent/terms.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import { newNonce, type PinCheck, type SigningFault, type SigningKey, signTerms } from "../keys/sign-terms.ts";
import { displayedTerms, sameTerms } from "./terms.ts";

/** Signs what the screen shows of the intent. */
export const signPayment = async (
  payment: { readonly intent: IntentView; readonly me: MeView },
  key: SigningKey,
  api: PinCheck,
): Promise<Result<Approval, SigningFault>> => {
  const { intent, me } = payment;
  const displayed = displayedTerms(intent, me);
  if (intent.terms === undefined || !sameTerms(displayed, intent.terms)) return fail("payment_changed");
  const terms: PaymentTerms = { ...displayed, nonce: newNonce() };
  const evidence = await signTerms(terms, key, api);
  return evidence.ok ? ok({ terms: { ...terms, lines: [...terms.lines] }, evidence: evidence.value }) : evidence;
};

export type Delivery =
  /** The approval has arrived, or the intent has moved on: what the server shows is the truth. */
  | { readonly kind: "arrived" }
  /** A definite no. */
  | { readonly kind: "refused"; readonly code: ProblemCode }
  | { readonly kind: "signed_out" };

/**
 * Delivers a signed approval until there is a definite answer. A network that does not tell what became of it is asked
 * again with the very same approval: the intent is the record, so that it counts once however often it arrives.
 */
export const deliverApproval = async (
  approval: Approval,
  parts: {
    readonly api: Pick<PiafApi, "approve">;
    readonly pause: (attempt: number) => Promise<void>;
    readonly onUnknown: () => void;
  },
): Promise<Delivery> => {
  for (let attempt = 1; ; attempt += 1) {
    const answer = await parts.api.approve(approval.terms.intent, approval);
    if (answer.ok) return { kind: "arrived" };
    if (answer.fault.kind === "signed_out") return { kind: "signed_out" };
    if (answer.fault.kind === "refused") {
      return answer.fault.code === "intent_approved"
        ? { kind: "arrived" }
        : { kind: "refused", code: answer.fault.code };
    }
    parts.onUnknown();
    await parts.pause(attempt);
  }
};
