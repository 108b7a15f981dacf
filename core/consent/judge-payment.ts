import { type Clock, epochMs } from "../clock.ts";
import type { Holder, HolderDirectory, PaymentKey } from "../holder/holder.ts";
import { withinLimit } from "../holder/reduced-limit.ts";
import type { HolderId } from "../ids.ts";
import type { ConsentRefusal } from "../intent/intent-state.ts";
import { currencyOf } from "../money/currency.ts";
import { isClaimable } from "../intent/claims.ts";
import { fail, ok, type Result } from "../result.ts";
import type { Evidence, EvidenceFault, EvidenceVerifier } from "./evidence.ts";
import { paymentShown } from "./payment-shown.ts";
import { challengeOf, type PaymentTerms, type Terms, type TermsLine, totalOf } from "./terms.ts";

export type SignedPayment = { readonly terms: PaymentTerms; readonly evidence: Evidence };

/** The payment is the payer's will: who he is, his key, and whom each line pays, all from `holders`. */
export type AdmittedPayment = {
  readonly payer: Holder;
  readonly key: PaymentKey;
  /** In the order of the lines; nobody where the money is to wait for him. */
  readonly payees: readonly (Holder | undefined)[];
};

export type ConsentFault = { readonly reason: ConsentRefusal; readonly detail?: EvidenceFault | undefined };

export type ConsentJudge = {
  readonly stage: string;
  readonly clock: Clock;
  readonly holders: HolderDirectory;
  readonly verifier: EvidenceVerifier;
};

/**
 * Whether the payer has consented to exactly these terms, now and here. Nothing that the message says about people is
 * believed: the payer's keys and the payees come from `holders`, and what the payer read must be what stands there.
 */
export const judgePayment = async (
  payment: SignedPayment,
  judge: ConsentJudge,
): Promise<Result<AdmittedPayment, ConsentFault>> => {
  const { terms } = payment;
  const signer = await signerOf({ ...payment, holder: terms.payer as HolderId }, judge);
  if (!signer.ok) return signer;
  const { holder: payer, key } = signer.value;
  const currency = currencyOf(terms.currency);
  // No fee is charged yet: nobody may be made to sign one.
  if (terms.stage !== judge.stage || currency === undefined || terms.fee !== 0)
    return fail({ reason: "terms_mismatch" });
  if (epochMs(terms.expires) <= judge.clock()) return fail({ reason: "terms_expired" });
  const total = { amount: BigInt(totalOf(terms)), currency };
  if (!withinLimit(key, total, judge.clock)) return fail({ reason: "key_limit_exceeded" });
  const payees: (Holder | undefined)[] = [];
  for (const payee of await Promise.all(terms.lines.map((line) => payeeOf(line, judge.holders)))) {
    if (!payee.ok) return payee;
    payees.push(payee.value);
  }
  return ok({ payer, key, payees });
};

/** Who has signed: the holder, whose key it is that the evidence names, and that has signed these very terms. */
export const signerOf = async (
  { terms, evidence, holder: id }: { readonly terms: Terms; readonly evidence: Evidence; readonly holder: HolderId },
  { holders, verifier }: Pick<ConsentJudge, "holders" | "verifier">,
): Promise<Result<{ readonly holder: Holder; readonly key: PaymentKey }, ConsentFault>> => {
  const holder = await holders.byId(id);
  if (holder === undefined) return fail({ reason: "payer_unknown" });
  const key = holder.keys.find((one) => one.id === evidence.key_id);
  if (key === undefined) return fail({ reason: "evidence_invalid", detail: "key_unknown" });
  const challenge = await challengeOf(terms);
  const verified = await verifier.verify({
    challenge,
    evidence,
    key,
    holder: holder.id,
    payment: paymentShown(terms),
  });
  return verified.ok ? ok({ holder, key }) : fail({ reason: refusalOf(verified.fault), detail: verified.fault });
};

/** A PIN proof that came too late is no forgery: the payer may try again, as with terms that came too late. */
const refusalOf = (fault: EvidenceFault): ConsentRefusal =>
  fault === "pin_proof_expired" ? "terms_expired" : "evidence_invalid";

/** The holder of the account that the line names, if the account still goes by what the payer read; nobody for a line that waits. */
const payeeOf = async (
  line: TermsLine,
  holders: HolderDirectory,
): Promise<Result<Holder | undefined, ConsentFault>> => {
  if (line.claim_until !== undefined) {
    return isClaimable(line) ? ok(undefined) : fail({ reason: "terms_mismatch" });
  }
  const payee = await holders.byLink({ channel: line.channel, userId: line.user_id });
  if (payee === undefined) return fail({ reason: "payee_unknown" });
  const link = payee.links.find(({ channel, userId }) => channel === line.channel && userId === line.user_id);
  const isAsRead = link !== undefined && isSameText(link.handle, line.handle) && isSameText(payee.name, line.name);
  return isAsRead ? ok(payee) : fail({ reason: "payee_changed" });
};

/** As signed: terms are compared in Unicode NFC. */
const isSameText = (left: string, right: string): boolean => left.normalize("NFC") === right.normalize("NFC");
