import { epochMs } from "../clock.ts";
import type { HolderId } from "../ids.ts";
import { levelLimits } from "../limits/controls.ts";
import { exceeding, limitsOf, type LimitRules } from "../limits/limits.ts";
import { currencyOf, EUR } from "../money/currency.ts";
import { fail, ok, type Result } from "../result.ts";
import { isReduced } from "../holder/reduced-limit.ts";
import type { PaymentKey } from "../holder/holder.ts";
import { isInSepa, readIban } from "../bank/iban.ts";
import type { Evidence } from "./evidence.ts";
import { type ConsentFault, type ConsentJudge, signerOf } from "./judge-payment.ts";
import type { ChangeTerms, OwnerTerms } from "./terms.ts";

/** A change of one's own wallet, as its owner signed it. */
export type SignedChange<Terms extends ChangeTerms = ChangeTerms> = {
  readonly terms: Terms;
  readonly evidence: Evidence;
};

/** Why a change of one's own wallet is not made. */
export type ChangeRefusal =
  | "holder_unknown"
  | "evidence_invalid"
  | "terms_mismatch"
  | "terms_expired"
  /** A key that a sign-in alone has added makes no change that lets more through. */
  | "key_limit_exceeded"
  | "limit_above_level"
  | "effective_too_early"
  | "wallet_closed"
  /** The wallet is paid by so many at once that it cannot have a limit of what it holds. */
  | "balance_limit_not_possible"
  /** No account number, or not in its electronic form, or of a country that no transfer in euros reaches. */
  | "iban_invalid"
  | ClosingRefusal;

/** Why an account is not closed. */
export type ClosingRefusal =
  /** There is money in it: it is paid out first. */
  | "wallet_not_empty"
  /** Something is reserved, such as a payout that the bank has not booked. */
  | "holds_open"
  /** Money that it has paid waits for somebody, and may come back. */
  | "claims_open"
  /** Money was taken back that had been spent. */
  | "debt_open";

export type ChangeJudge = ConsentJudge & { readonly rules: LimitRules };

/** The dates and limits of the terms, judged without the signature: what `api` can say at once, and `ledger` says again. */
export const termsFault = (
  terms: OwnerTerms,
  by: { readonly stage: string; readonly now: number; readonly rules: LimitRules },
): "terms_mismatch" | "terms_expired" | "effective_too_early" | "iban_invalid" | undefined => {
  if (terms.stage !== by.stage || currencyOf(terms.currency) !== EUR) return "terms_mismatch";
  if (epochMs(terms.expires) <= by.now) return "terms_expired";
  // From the last moment at which the signature counts, so that nobody's clock and no queue shortens the delay.
  const early = terms.purpose === "limit" && epochMs(terms.effective) < epochMs(terms.expires) + by.rules.raiseDelayMs;
  if (early) return "effective_too_early";
  return terms.purpose === "payout" && !isPayable(terms.iban) ? "iban_invalid" : undefined;
};

const isPayable = (written: string): boolean => {
  const iban = readIban(written);
  return iban.ok && iban.value === written && isInSepa(iban.value);
};

/** Whether the owner has consented to this change, now and here; the key that he signed with. */
export const judgeChange = async (
  change: SignedChange,
  judge: ChangeJudge,
): Promise<Result<PaymentKey, ChangeRefusal>> => {
  const { terms } = change;
  const signer = await signerOf({ ...change, holder: terms.holder as HolderId }, judge);
  if (!signer.ok) return fail(ownerRefusalOf(signer.fault));
  const { holder, key } = signer.value;
  const fault = termsFault(terms, { stage: judge.stage, now: judge.clock(), rules: judge.rules });
  if (fault !== undefined) return fail(fault);
  if (isReduced(key, judge.clock)) return fail("key_limit_exceeded");
  if (terms.purpose === "limit" && exceeding(limitsOf(terms.limits), levelLimits(holder, judge.rules)).length > 0) {
    return fail("limit_above_level");
  }
  return ok(key);
};

/** What the look at the signer may end with. */
const refusals = {
  payer_unknown: "holder_unknown",
  evidence_invalid: "evidence_invalid",
  terms_expired: "terms_expired",
} as const satisfies Record<string, ChangeRefusal>;

/** Why the owner's signature is not taken, as of a payment's payer. */
export const ownerRefusalOf = ({ reason }: ConsentFault): (typeof refusals)[keyof typeof refusals] =>
  refusals[reason as keyof typeof refusals] ?? "evidence_invalid";
