import { bankWalletNames, payoutHold } from "../../core/bank/bank-transfers.ts";
import type { Iban } from "../../core/bank/iban.ts";
import { instant } from "../../core/clock.ts";
import { commitmentTo } from "../../core/consent/commitment.ts";
import type { KeyStatement } from "../../core/consent/key-statement.ts";
import type { SignedChange } from "../../core/consent/judge-change.ts";
import type { PayoutTerms } from "../../core/consent/terms.ts";
import { type HolderId, payoutHoldIdOf, type PayoutId, payoutIdOf, type RequestId } from "../../core/ids.ts";
import { admit } from "../../core/ledger/admission.ts";
import type { Refusal } from "../../core/ledger/ledger.ts";
import { systemWallet } from "../../core/ledger/new-wallets.ts";
import type { Currency } from "../../core/money/currency.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/** What became of a payout that was signed: `held`, why the ledger did not reserve the money, or nothing yet. */
export const payoutBefore = async (
  request: RequestId,
  { holds }: Pick<LedgerDeps, "holds">,
): Promise<"held" | Refusal | undefined> => {
  const [stored] = await holds.stored([await payoutHoldIdOf(payoutIdOf(request))]);
  if (stored === undefined) return undefined;
  return stored.status === "posted" ? "held" : stored.reason;
};

/**
 * Reserves what was signed for, once and for ever; nobody takes it from the wallet meanwhile, and it goes to the bank with the
 * next file. Whoever calls has verified the signature.
 */
export const holdPayout = async (
  { request, terms, ...shown }: SignedChange<PayoutTerms> & { readonly request: RequestId; readonly key: KeyStatement },
  deps: LedgerDeps,
): Promise<"held" | Refusal> => {
  await deps.openWallets([terms.holder as HolderId]);
  const [opened] = await deps.ledger.open([await systemWallet(bankWalletNames.bank, terms.currency as Currency)]);
  if (opened?.status === "refused") throw new Error("The bank's wallet is not what it should be.");
  const hold = await payoutHold(payoutIdOf(request), terms, await commitmentTo({ terms, ...shown }));
  const [outcome] = await deps.ledger.post(admit([{ transfers: [hold] }], "owner_signature"));
  if (outcome === undefined) throw new Error("The ledger left a payout without an outcome.");
  return outcome.status === "refused" ? outcome.reason : "held";
};

/** Writes the payout down for the bank's next file; again, it changes nothing. */
export const keepPayout = async (
  request: RequestId,
  terms: PayoutTerms,
  { payouts, clock }: Pick<LedgerDeps, "payouts" | "clock">,
): Promise<PayoutId> => {
  const id = payoutIdOf(request);
  const { holder, amount, currency, iban, name, check } = terms;
  await payouts.create({
    ...{ id, holder: holder as HolderId, amount: BigInt(amount), currency: currency as Currency },
    ...{ iban: iban as Iban, name, check, state: "held", heldAt: instant(clock()) },
  });
  return id;
};
