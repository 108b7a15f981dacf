import type { ProblemCode } from "../../../contracts/http/problem.ts";
import type { Evidence } from "../../../core/consent/evidence.ts";
import { paymentShown } from "../../../core/consent/payment-shown.ts";
import { challengeOf, type Terms } from "../../../core/consent/terms.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { ApiFault } from "../api/http.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import { signWithDeviceKey } from "./device-key.ts";
import { dialogKeys } from "./enrolment.ts";
import { type PasskeyFault, signWithPasskey } from "./passkey.ts";
import type { UsableKey } from "./usable-key.ts";

/** Why there is no signature. Nothing was sent. */
export type SigningFault = PasskeyFault | "payment_changed" | "no_connection" | "signed_out" | ProblemCode;

/** Judges and proves the PIN, where the key needs one. */
export type PinCheck = Pick<PiafApi, "checkPin">;

export type SigningKey =
  Extract<UsableKey, { kind: "passkey" }> | (Extract<UsableKey, { kind: "device" }> & { readonly pin: string });

/** 16 random bytes: no two terms are the same. */
export const newNonce = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(16)));

/** The owner's evidence over the terms. Call it straight from a tap. */
export const signTerms = async (
  terms: Terms,
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
