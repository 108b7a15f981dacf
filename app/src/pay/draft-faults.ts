import { EUR } from "../../../core/money/currency.ts";
import type { Reader } from "../texts/format.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { setUpTexts } from "../texts/messages/keys.ts";
import { draftTexts, missingTexts } from "../texts/messages/pay.ts";
import { largestAmount } from "../texts/read-amount.ts";
import type { SendFault } from "./send-draft.ts";

/** Why a draft does not become a proposal, as a sentence that says what to do. */
export const faultText = (fault: SendFault, { t, money }: Pick<Reader, "t" | "money">): string => {
  if (fault.about === "payees") return t(missingTexts[fault.code === "missing" ? "payees" : fault.code]);
  if (fault.about === "amount") {
    switch (fault.code) {
      case "missing":
        return t(missingTexts.amount);
      case "unclear":
        return t(missingTexts.unclear, { example: money(1250, EUR) });
      case "too_small":
        return t(missingTexts.too_small, { amount: money(1, EUR) });
      case "too_large":
        return t(missingTexts.too_large, { amount: money(largestAmount, EUR) });
    }
  }
  switch (fault.code) {
    case "no_answer":
      return t(draftTexts.noAnswer);
    case "payee_is_payer":
      return t(missingTexts.payee_is_payer);
    case "payee_not_joined":
      return t(missingTexts.not_joined);
    case "amount_too_large":
      return t(draftTexts.tooMuch);
    case "key_missing":
      return t(setUpTexts.notSetUp);
    default:
      return t(commonTexts.somethingWrong);
  }
};
