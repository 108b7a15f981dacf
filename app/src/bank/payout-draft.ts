import type { PayeeCheckView, PayoutView } from "../../../contracts/http/payouts.ts";
import type { ChangeView } from "../../../contracts/http/limits.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { isInSepa, type Iban, readIban } from "../../../core/bank/iban.ts";
import type { PayoutTerms } from "../../../core/consent/terms.ts";
import { type PayoutId, requestOfPayout } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import type { ApiResult } from "../api/http.ts";
import type { payoutTexts } from "../texts/messages/bank.ts";
import { readAmount } from "../texts/read-amount.ts";

/** What somebody typed. */
export type TypedPayout = { readonly iban: string; readonly name: string; readonly amount: string };

type PayoutDraft = { readonly iban: Iban; readonly name: string; readonly amount: number };

/** A draft with what its account's bank says of the name. */
export type CheckedPayout = { readonly draft: PayoutDraft; readonly shown: PayeeCheckView };

/** Of each field that is not right the text that says why. */
export type DraftFaults = Readonly<Partial<Record<keyof TypedPayout, keyof typeof payoutTexts>>>;

/** The draft, or what is wrong with each field. `available`: minor units. */
export const readDraft = (
  typed: TypedPayout,
  available: number,
): { readonly draft: PayoutDraft } | { readonly faults: DraftFaults } => {
  const iban = readIban(typed.iban);
  const name = typed.name.trim();
  const amount = readAmount(typed.amount, EUR);
  const faults: DraftFaults = {
    ...(iban.ok ? (isInSepa(iban.value) ? {} : { iban: "not_reached" as const }) : { iban: iban.fault }),
    ...(name === "" ? { name: "noName" as const } : {}),
    ...(amount.ok ? (amount.value > available ? { amount: "tooMuch" as const } : {}) : { amount: "noAmount" as const }),
  };
  const isRight = iban.ok && amount.ok && Object.keys(faults).length === 0;
  return isRight ? { draft: { iban: iban.value, name, amount: amount.value } } : { faults };
};

/** What is signed: built from what is displayed. */
export const payoutTerms = (
  { draft: { iban, name, amount }, shown }: CheckedPayout,
  me: Pick<MeView, "id" | "stage">,
): Omit<PayoutTerms, "nonce"> => ({
  ...{ v: 1, purpose: "payout", stage: me.stage, holder: me.id, currency: EUR, amount, iban, name },
  ...{ check: shown.check, expires: shown.terms.expires },
});

/** A payout as the change that it is until the ledger has judged the signature. */
export const changeOf = (answer: ApiResult<PayoutView>): ApiResult<ChangeView> => {
  if (!answer.ok) return answer;
  const { id, state, reason } = answer.value;
  return {
    ok: true,
    value: {
      id: requestOfPayout(id as PayoutId),
      state: state === "asked" || state === "refused" ? state : "done",
      ...(state === "refused" && reason !== undefined ? { reason } : {}),
    },
  };
};

/** Whether somebody should look again in a moment. */
export const isUnderWay = ({ state }: PayoutView): boolean => state === "asked" || state === "held" || state === "sent";
