import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { totalShown } from "../payments/words.ts";
import { paymentTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Fact } from "./facts.tsx";
import { Money } from "./money.tsx";

/** Fee and total, as the last facts of a payment; counted from what is shown. */
export const Cost = ({ intent }: { readonly intent: Pick<IntentView, "lines" | "fee" | "currency"> }): VNode => {
  const { t } = useReader();
  const { fee, currency } = intent;
  return (
    <>
      <Fact name={t(paymentTexts.fee)}>
        {fee === 0 ? t(paymentTexts.noFee) : <Money amount={fee} currency={currency} />}
      </Fact>
      <Fact name={t(paymentTexts.total)} strong>
        <Money amount={totalShown(intent)} currency={currency} />
      </Fact>
    </>
  );
};
