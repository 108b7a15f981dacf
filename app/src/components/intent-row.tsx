import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { payeesOf, reasonText, totalShown } from "../payments/words.ts";
import { hrefOf } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { approvalTexts, paymentTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";

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
    <li>
      <a class="row" href={hrefOf({ screen: "intent", id: intent.id })}>
        <Avatar name={payees ?? "?"} />
        <span class="row-main">
          <span class="row-title">{title}</span>
          <span class="row-detail">{explained ? reasonText(intent.reason, t) : intent.note || intent.source.text}</span>
          {intent.state === "pending_approval" && (
            <span class="row-detail">{t(approvalTexts.expires, { moment: reader.moment(intent.expires_at) })}</span>
          )}
        </span>
        <Icon name="forward" />
      </a>
    </li>
  );
};
