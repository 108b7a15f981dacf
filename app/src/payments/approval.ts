import type { Approval, IntentView } from "../../../contracts/http/intents.ts";
import type { ProblemCode } from "../../../contracts/http/problem.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import type { Evidence } from "../../../core/consent/evidence.ts";
import { paymentShown } from "../../../core/consent/payment-shown.ts";
import { challengeOf, type PaymentTerms } from "../../../core/consent/terms.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { ApiFault } from "../api/http.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import { signWithDeviceKey } from "../keys/device-key.ts";
import { dialogKeys } from "../keys/enrolment.ts";
import { type PasskeyFault, signWithPasskey } from "../keys/passkey.ts";
import type { UsableKey } from "../keys/usable-key.ts";
import { displayedTerms, sameTerms } from "./terms.ts";

/** Why there is no signature. Nothing was sent, nothing was paid. */
export type SigningFault = PasskeyFault | "payment_changed" | "no_connection" | "signed_out" | ProblemCode;

/** Judges and proves the PIN, where the key needs one. */
type PinCheck = Pick<PiafApi, "checkPin">;

export type SigningKey =
  Extract<UsableKey, { kind: "passkey" }> | (Extract<UsableKey, { kind: "device" }> & { readonly pin: string });

/** Signs what the screen shows of the intent. */
export const signPayment = async (
  payment: { readonly intent: IntentView; readonly me: MeView },
  key: SigningKey,
  api: PinCheck,
): Promise<Result<Approval, SigningFault>> => {
  const { intent, me } = payment;
  const displayed = displayedTerms(intent, me);
  if (intent.terms === undefined || !sameTerms(displayed, intent.terms)) return fail("payment_changed");
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const terms: PaymentTerms = { ...displayed, nonce };
  const evidence = await evidenceOver(terms, key, api);
  return evidence.ok ? ok({ terms: { ...terms, lines: [...terms.lines] }, evidence: evidence.value }) : evidence;
};

const evidenceOver = async (
  terms: PaymentTerms,
  key: SigningKey,
  api: PinCheck,
): Promise<Result<Evidence, SigningFault>> => {
  const challenge = await challengeOf(terms);
  if (key.kind === "passkey")
    return signWithPasskey(challenge, key.keys, { keys: dialogKeys(), payment: paymentShown(terms) });
  const checked = await api.checkPin({ pin: key.pin, challenge: toBase64Url(challenge) });
  if (!checked.ok) return fail(signingFaultOf(checked.fault));
  return ok(await signWithDeviceKey(key.key, { challenge, pinProof: checked.value.pin_proof }));
};

const signingFaultOf = (fault: ApiFault): SigningFault => {
  if (fault.kind === "refused") return fault.code;
  return fault.kind === "signed_out" ? "signed_out" : "no_connection";
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
