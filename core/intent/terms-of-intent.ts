import { canonicalJson } from "../consent/canonical-json.ts";
import type { PaymentTerms } from "../consent/terms.ts";
import type { HolderId } from "../ids.ts";
import type { Intent } from "./intent.ts";

/** The terms that the payer is asked to sign. The nonce is the app's own: nobody else can foresee the challenge. */
export const termsOfIntent = (
  intent: Intent,
  signer: { readonly payer: HolderId; readonly stage: string },
): Omit<PaymentTerms, "nonce"> => ({
  v: 1,
  purpose: "pay",
  stage: signer.stage,
  intent: intent.id,
  version: intent.version,
  payer: signer.payer,
  lines: intent.lines.map(({ payee, amount, claimUntil }) => ({
    channel: payee.channel,
    user_id: payee.userId,
    handle: payee.handle,
    name: payee.name,
    amount: Number(amount),
    ...(claimUntil === undefined ? {} : { claim_until: claimUntil }),
  })),
  currency: intent.currency,
  fee: Number(intent.fee),
  expires: intent.expiresAt,
});

/** Whether the signed terms are those of the intent as it stands, to the letter. */
export const agree = (signed: PaymentTerms, expected: Omit<PaymentTerms, "nonce">): boolean =>
  canonicalJson(signed) === canonicalJson({ ...expected, nonce: signed.nonce });
