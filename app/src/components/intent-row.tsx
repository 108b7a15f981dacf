import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { payeesOf, reasonText, totalShown } from "../payments/words.ts";
import { hrefOf } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { approvalTexts, paymentTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Avatar } from "./avatar.tsx";
import { Detail, Row } from "./list.tsx";

/** One intent in a list: whom, how much, why. */
export const IntentRow = ({ intent }: { readonly intent: IntentView }): VNode => {
  const reader = useReader();
  const { t } = reader;
  const payees = payeesOf(intent, t);
  const cost = totalShown(intent);
  const title =
    payees === undefined
      ? t(paymentTexts.questionTitle)
      : t(commonTexts.paymentTo, { amount: reader.money(cost, intent.currency), payee: payees });
  const explained = intent.state === "needs_input" || intent.state === "failed";
  return (
    <Row
      sign={<Avatar name={payees ?? "?"} />}
      title={title}
      detail={
        <>
          <Detail>{explained ? reasonText(intent.reason, t) : intent.note || intent.source.text}</Detail>
          {intent.state === "pending_approval" && (
            <Detail>{t(approvalTexts.expires, { moment: reader.moment(intent.expires_at) })}</Detail>
          )}
        </>
      }
      href={hrefOf({ screen: "intent", id: intent.id })}
    />
  );
};
