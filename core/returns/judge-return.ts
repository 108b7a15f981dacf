import type { Clock } from "../clock.ts";
import type { Evidence } from "../consent/evidence.ts";
import type { KeptConsent } from "../consent/evidence-store.ts";
import { type ChangeJudge, type ChangeRefusal, ownerRefusalOf, termsFault } from "../consent/judge-change.ts";
import { signerOf } from "../consent/judge-payment.ts";
import type { ReturnTerms } from "../consent/terms.ts";
import type { HolderDirectory, PaymentKey } from "../holder/holder.ts";
import { withinLimit } from "../holder/reduced-limit.ts";
import { type HolderId, personalWalletIdOf } from "../ids.ts";
import type { Refusal, Transfer } from "../ledger/ledger.ts";
import { currencyOf } from "../money/currency.ts";
import { fail, ok, type Result } from "../result.ts";

/** A return, as who was paid has signed it. */
export type SignedReturn = { readonly terms: ReturnTerms; readonly evidence: Evidence };

/** Why nothing is returned. */
export type ReturnRefusal =
  | Extract<
      ChangeRefusal,
      "holder_unknown" | "evidence_invalid" | "terms_mismatch" | "terms_expired" | "key_limit_exceeded"
    >
  | Refusal
  /** Whom it would go back to is not whom the terms name, or goes by another name by now. */
  | "payee_changed";

/** Whether who was paid wants it returned, now and here; the key that he signed with. No limit of his hinders it. */
export const judgeReturn = async (
  { terms, evidence }: SignedReturn,
  judge: ChangeJudge,
): Promise<Result<PaymentKey, ReturnRefusal>> => {
  const signer = await signerOf({ terms, evidence, holder: terms.holder as HolderId }, judge);
  if (!signer.ok) return fail(ownerRefusalOf(signer.fault));
  const { key } = signer.value;
  const fault = termsFault(terms, { stage: judge.stage, now: judge.clock(), rules: judge.rules });
  if (fault !== undefined) return fail(fault === "terms_expired" ? fault : "terms_mismatch");
  return isWithin(terms, key, judge.clock) ? ok(key) : fail("key_limit_exceeded");
};

const isWithin = ({ amount, currency }: ReturnTerms, key: PaymentKey, clock: Clock): boolean => {
  const known = currencyOf(currency);
  return known !== undefined && withinLimit(key, { amount: BigInt(amount), currency: known }, clock);
};

/** Whether a transfer paid the signer: at once, or what he had claimed. */
export const paidSigner = async (terms: ReturnTerms, { code, credit, currency }: Transfer): Promise<boolean> =>
  (code === "payment" || code === "claim") &&
  currency === terms.currency &&
  credit === (await personalWalletIdOf(terms.holder as HolderId, currency));

/**
 * Whether the payer is the one that the terms name. The money goes back by the way that it came, whoever they name: this keeps
 * somebody from being shown another payer than the one who gets it.
 */
export const isNamedPayer = async (
  { to }: Pick<ReturnTerms, "to">,
  { terms: paid }: Pick<KeptConsent, "terms">,
  holders: HolderDirectory,
): Promise<boolean> => {
  const [payer, owner] = await Promise.all([
    holders.byId(paid.payer as HolderId),
    holders.byLink({ channel: to.channel, userId: to.user_id }),
  ]);
  // Who has unlinked the account since is known by the name that he still goes by.
  return owner === undefined ? payer?.name.normalize("NFC") === to.name.normalize("NFC") : owner.id === paid.payer;
};
