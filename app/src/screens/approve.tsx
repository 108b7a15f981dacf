import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { Banner } from "../components/banner.tsx";
import { Expiry } from "../components/expiry.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { FrozenBanner } from "../components/frozen.tsx";
import { Money } from "../components/money.tsx";
import { Heading } from "../components/page.tsx";
import { PayeeHead, PayeeList } from "../components/payee.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { ShortBalance } from "../components/short-balance.tsx";
import { Warnings } from "../components/warnings.tsx";
import { WhoSees } from "../components/who-sees.tsx";
import { amountShown, totalShown } from "../payments/words.ts";
import { useStore } from "../store.ts";
import { claimTexts } from "../texts/messages/claim.ts";
import { refusedTexts } from "../texts/messages/outcomes.ts";
import { approvalTexts, paymentTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Decision } from "./decision.tsx";

/** All that the signature will cover, in the order in which it is to be read, then the decision. */
export const Approve = (props: {
  readonly intent: IntentView;
  /** It is another version than the one that was on the screen. */
  readonly changed: boolean;
}): VNode => {
  const { intent, changed } = props;
  const { t } = useReader();
  return (
    <>
      <Heading class="task-title">{t(approvalTexts.title)}</Heading>
      <div role="status">{changed && <Banner tone="warn">{t(refusedTexts.version_outdated)}</Banner>}</div>
      <Payment intent={intent} />
      <Costs intent={intent} />
      <Frozen />
      <ShortBalance intent={intent} />
      <SourcePost intent={intent} />
      <Warnings intent={intent} about="post" />
      <WhoSees intent={intent} />
      <Warnings intent={intent} about="payment" />
      <Facts>
        <Fact name={t(approvalTexts.expiry)}>
          <Expiry at={intent.expires_at} />
        </Fact>
      </Facts>
      <p class="quiet">{t(approvalTexts.reopen)}</p>
      <Decision intent={intent} />
    </>
  );
};

/** What is approved now would be refused. */
const Frozen = (): VNode => <FrozenBanner wallet={useStore(useApp().wallet.store).me?.wallet} />;

/** Whom, then how much. */
const Payment = ({ intent }: { readonly intent: IntentView }): VNode => {
  const [first, ...others] = intent.lines;
  return (
    <>
      {first !== undefined && others.length === 0 ? (
        <PayeeHead line={first} />
      ) : (
        <PayeeList lines={intent.lines} currency={intent.currency} />
      )}
      <p class="amount amount-alone">
        <Money amount={amountShown(intent)} currency={intent.currency} />
      </p>
    </>
  );
};

const Costs = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t, money, moment } = useReader();
  const { fee, currency } = intent;
  // Of one version all are the same.
  const until = intent.lines.find(({ claim_until }) => claim_until !== undefined)?.claim_until;
  return (
    <Facts>
      <Fact name={t(paymentTexts.fee)}>
        {fee === 0 ? t(paymentTexts.noFee) : t(approvalTexts.feeByYou, { amount: money(fee, currency) })}
      </Fact>
      <Fact name={t(paymentTexts.total)} strong>
        <Money amount={totalShown(intent)} currency={currency} />
      </Fact>
      <Fact name={t(approvalTexts.arrival)}>
        {until === undefined ? t(approvalTexts.atOnce) : t(claimTexts.waits, { moment: moment(until) })}
      </Fact>
    </Facts>
  );
};
