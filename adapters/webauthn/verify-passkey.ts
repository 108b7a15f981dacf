import { verifyAuthenticationResponse } from "@simplewebauthn/server";
import type { EvidenceFault, PasskeyEvidence } from "../../core/consent/evidence.ts";
import type { PaymentShown } from "../../core/consent/payment-shown.ts";
import { type Bytes, decodeBase64Url, fromBase64Url, toBase64Url } from "../../core/encoding.ts";
import type { PaymentKey } from "../../core/holder/holder.ts";
import { fail, ok, type Result } from "../../core/result.ts";
import type { RelyingParties } from "./relying-parties.ts";

/** Web Authentication Level 3, §6.1: the flags follow the 32 bytes of the relying party's hash; bit 2 is "user verified". */
const flagsAt = 32;
const userVerified = 0x04;

type PasskeyCredential = Pick<PaymentKey, "credentialId" | "relyingParty" | "publicKey">;

/** The browser showed the payment in a dialog of its own, and signed what it showed. */
const paymentType = "payment.get";

/**
 * Web Authentication Level 3, §7.2, with user verification required; and Secure Payment Confirmation, §8.1, where the
 * browser showed the payment: then what it showed must be what the terms name, in the app or the stage. Signature counters
 * are not checked (synced passkeys have none): a line of a payment settles once, whoever replays its signature.
 */
export const verifyPasskey = async (
  parties: RelyingParties,
  claim: {
    readonly challenge: Bytes;
    readonly evidence: PasskeyEvidence;
    readonly key: PasskeyCredential;
    readonly payment?: PaymentShown | undefined;
  },
): Promise<Result<undefined, EvidenceFault>> => {
  const { challenge, evidence, key, payment } = claim;
  const { credentialId, relyingParty } = key;
  if (credentialId === undefined || relyingParty === undefined) return fail("key_kind_mismatch");
  const expectedOrigin = parties.hosts.includes(relyingParty) ? parties.originsOf(relyingParty) : [];
  const client = clientDataOf(evidence);
  const fault = clientFault(client, { challenge: toBase64Url(challenge), origins: expectedOrigin });
  if (fault !== undefined) return fail(fault);
  if (!isVerified(evidence)) return fail("user_not_verified");
  const isShown = client?.type === paymentType;
  if (isShown && !showsPayment(client, { payment, relyingParty, topOrigins: parties.origins }))
    return fail("payment_mismatch");
  try {
    const { verified } = await verifyAuthenticationResponse({
      response: {
        id: credentialId,
        rawId: credentialId,
        type: "public-key",
        clientExtensionResults: {},
        response: {
          clientDataJSON: evidence.client_data,
          authenticatorData: evidence.authenticator_data,
          signature: evidence.signature,
        },
      },
      expectedChallenge: toBase64Url(challenge),
      expectedOrigin,
      // A phone inside the stage is a frame of another origin of the app.
      expectedTopOrigin: [...parties.origins],
      expectedRPID: relyingParty,
      expectedType: isShown ? paymentType : "webauthn.get",
      requireUserVerification: true,
      credential: { id: credentialId, publicKey: fromBase64Url(key.publicKey), counter: 0 },
    });
    return verified ? ok(undefined) : fail("signature_invalid");
  } catch {
    // The library throws for everything that is merely wrong: another relying party, malformed bytes, an unknown algorithm.
    return fail("signature_invalid");
  }
};

/** As far as it is read here; whatever else a client's JSON holds. */
type ClientData = {
  readonly type?: string;
  readonly challenge?: string;
  readonly origin?: string;
  readonly payment?: {
    readonly rpId?: string;
    readonly topOrigin?: string;
    readonly payeeName?: unknown;
    readonly payeeOrigin?: string;
    readonly total?: { readonly currency?: string; readonly value?: string };
  } | null;
};

/** Names the faults that an operator wants to tell apart; the library judges them all again. */
const clientFault = (
  client: ClientData | undefined,
  expected: { readonly challenge: string; readonly origins: readonly string[] },
): EvidenceFault | undefined => {
  if (client?.challenge !== expected.challenge) return "challenge_mismatch";
  return expected.origins.includes(client.origin ?? "") ? undefined : "origin_not_allowed";
};

const isVerified = ({ authenticator_data: data }: PasskeyEvidence): boolean =>
  ((decodeBase64Url(data)?.[flagsAt] ?? 0) & userVerified) !== 0;

/** Secure Payment Confirmation, CollectedClientAdditionalPaymentData. Piaf names its payees; an origin is never one. */
const showsPayment = (
  { payment: shown }: ClientData,
  expected: {
    readonly payment: PaymentShown | undefined;
    readonly relyingParty: string;
    readonly topOrigins: readonly string[];
  },
): boolean => {
  const { payment, relyingParty, topOrigins } = expected;
  if (payment === undefined || typeof shown !== "object" || shown === null) return false;
  const isHere = shown.rpId === relyingParty && topOrigins.includes(shown.topOrigin ?? "");
  const isPayee = textOf(shown.payeeName) === payment.payeeName && shown.payeeOrigin === undefined;
  const { currency, value } = shown.total ?? {};
  return isHere && isPayee && currency === payment.total.currency && value === payment.total.value;
};

/** As signed: in Unicode NFC. */
const textOf = (text: unknown): string | undefined => (typeof text === "string" ? text.normalize("NFC") : undefined);

const clientDataOf = (evidence: PasskeyEvidence): ClientData | undefined => {
  try {
    const client: unknown = JSON.parse(new TextDecoder().decode(fromBase64Url(evidence.client_data)));
    return client === null ? undefined : (client as ClientData);
  } catch {
    return undefined;
  }
};
