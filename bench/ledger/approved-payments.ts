import { dayMs, instant, minuteMs, secondMs } from "../../core/clock.ts";
import type { SignedPayment } from "../../core/consent/judge-payment.ts";
import { pinProofMac } from "../../core/consent/pin-proof.ts";
import { challengeOf, type PaymentTerms } from "../../core/consent/terms.ts";
import { intentIdOf } from "../../core/ids.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import { termsOfIntent } from "../../core/intent/terms-of-intent.ts";
import { EUR } from "../../core/money/currency.ts";
import { freshNonce } from "../../test/support/software-authenticator.ts";
import { pinSecret, stage } from "./ledger-instance.ts";
import type { Person } from "./people.ts";

export type EvidenceKind = "passkey" | "device";

type Payment = { readonly payer: Person; readonly payee: Person; readonly kind: EvidenceKind };

export const signTerms = async (terms: PaymentTerms, { payer, kind }: Omit<Payment, "payee">, nowMs: number) => {
  const challenge = await challengeOf(terms);
  if (kind === "passkey") return payer.passkey.assert(challenge, { counter: 1 });
  const expires = Math.floor((nowMs + 5 * minuteMs) / secondMs);
  const claim = { holder: payer.id, challenge, expires };
  return payer.device.assert(challenge, { mac: await pinProofMac(pinSecret, claim), expires });
};

const party = ({ userId, handle, name }: Person) => ({ channel: "x" as const, userId, handle, name });

/** Payments of a few cents as their payers have approved them: the intents are stored with the consent that they carry. */
export const createApprovals = ({
  intents,
  clock,
}: {
  readonly intents: Pick<IntentStore, "create">;
  readonly clock: () => number;
}) => {
  let posts = 1_900_000_000_000_000_000n;
  return async (payment: Payment): Promise<SignedPayment> => {
    const { payer, payee } = payment;
    const now = clock();
    const rootId = (posts += 1n).toString();
    const proposal: Intent = {
      id: await intentIdOf({ channel: "x", rootPostId: rootId, payerUserId: payer.userId }),
      version: 1,
      state: "approved",
      payer: { ...party(payer), holder: payer.id },
      lines: [{ payee: party(payee), amount: 12n }],
      currency: EUR,
      fee: 0n,
      note: "for the cinema",
      source: {
        ...{ channel: "x", rootId, postId: rootId, text: `@piaf pay €0.12 to @${payee.handle} for the cinema` },
        ...{ language: "en", writtenAt: instant(now), edited: false },
      },
      createdAt: instant(now),
      updatedAt: instant(now),
      expiresAt: instant(now + dayMs),
    };
    const terms = { ...termsOfIntent(proposal, { payer: payer.id, stage }), nonce: freshNonce() };
    const consent = { terms, evidence: await signTerms(terms, payment, now) };
    await intents.create({ ...proposal, consent });
    return consent;
  };
};
