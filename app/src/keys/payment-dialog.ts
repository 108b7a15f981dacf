import type { KeyView } from "../../../contracts/http/wallet.ts";
import type { PasskeyEvidence } from "../../../core/consent/evidence.ts";
import type { PaymentShown } from "../../../core/consent/payment-shown.ts";
import { type Bytes, fromBase64Url, toBase64Url } from "../../../core/encoding.ts";
import { fail, ok, type Result } from "../../../core/result.ts";

/** What the browser's types do not know yet (Secure Payment Confirmation). */
type Confirming = { readonly securePaymentConfirmationAvailability?: () => Promise<string> };

/** This browser shows a payment in a dialog of its own, and signs what it showed. */
export const paymentDialogAvailable = async (): Promise<boolean> => {
  if (typeof PaymentRequest === "undefined") return false;
  const { securePaymentConfirmationAvailability: ask } = PaymentRequest as unknown as Confirming;
  if (ask === undefined) return false;
  return (await ask.call(PaymentRequest).catch(() => "")) === "available";
};

/**
 * A browser says the same for a person's "no" and for a key that it does not know in its dialog: who was not served by it
 * is asked in the ordinary way the next time, until the page is loaded again.
 */
let passedOver = false;

/**
 * Has the payment confirmed in the browser's dialog. `not_available`: nothing was shown, and the ordinary way is open.
 * Call it straight from a tap.
 */
export const confirmInDialog = async (
  payment: PaymentShown,
  { challenge, keys }: { readonly challenge: Bytes; readonly keys: readonly KeyView[] },
): Promise<Result<PasskeyEvidence, "dismissed" | "not_available">> => {
  if (passedOver || keys.length === 0 || !(await paymentDialogAvailable())) return fail("not_available");
  const request = requestFor(payment, { challenge, keys });
  if (request === undefined || !(await request.canMakePayment().catch(() => false))) return fail("not_available");
  try {
    const response = await request.show();
    void response.complete("success").catch(() => undefined);
    return evidenceOf(response.details as PublicKeyCredential, keys);
  } catch (error) {
    const isNo = error instanceof Error && (error.name === "NotAllowedError" || error.name === "AbortError");
    passedOver = isNo;
    return fail(isNo ? "dismissed" : "not_available");
  }
};

const requestFor = (
  { payeeName, total }: PaymentShown,
  { challenge, keys }: { readonly challenge: Bytes; readonly keys: readonly KeyView[] },
): PaymentRequest | undefined => {
  const data = {
    challenge,
    payeeName,
    rpId: location.hostname,
    credentialIds: keys.flatMap(({ credential_id: id }) => (id === undefined ? [] : [fromBase64Url(id)])),
    instrument: {
      displayName: "Piaf",
      icon: new URL("icon-192.png", document.baseURI).href,
      iconMustBeShown: false,
    },
    timeout: 60_000,
  };
  try {
    const method = { supportedMethods: "secure-payment-confirmation", data };
    return new PaymentRequest([method], { total: { label: payeeName, amount: { ...total } } });
  } catch {
    // A frame without the permission, or a browser that knows the name alone.
    return undefined;
  }
};

const evidenceOf = (
  { id, response }: PublicKeyCredential,
  keys: readonly KeyView[],
): Result<PasskeyEvidence, "not_available"> => {
  const key = keys.find((candidate) => candidate.credential_id === id);
  if (key === undefined) return fail("not_available");
  const { clientDataJSON, authenticatorData, signature } = response as AuthenticatorAssertionResponse;
  const encode = (bytes: ArrayBuffer): string => toBase64Url(new Uint8Array(bytes));
  return ok({
    kind: "passkey",
    key_id: key.id,
    client_data: encode(clientDataJSON),
    authenticator_data: encode(authenticatorData),
    signature: encode(signature),
  });
};
