import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { ActionBar, DoneButton } from "../components/action-bar.tsx";
import { Button } from "../components/button.tsx";
import { Cost } from "../components/cost.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { Money } from "../components/money.tsx";
import { Heading, Outcome } from "../components/page.tsx";
import { Spinner } from "../components/waiting.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { payeesOf, reasonText, totalShown } from "../payments/words.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { paymentTexts, underwayTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { isBusy } from "../wallet/state.ts";

/** Approved, and not yet told what became of it. */
export const Underway = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t } = useReader();
  return (
    <div class="outcome" role="status">
      <Spinner />
      <Heading>{t(underwayTexts.checking)}</Heading>
      <Subject intent={intent} />
      <p class="quiet">{t(underwayTexts.checkingHint)}</p>
    </div>
  );
};

export const Settled = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t, moment } = useReader();
  return (
    <>
      <Outcome icon="check" tone="good" title={t(paymentTexts.paid)}>
        <Subject intent={intent} />
      </Outcome>
      <Facts>
        {intent.lines.map(({ payee, amount }) => (
          <Fact key={payee.user_id} name={`${t(paymentTexts.payTo)} ${payee.name} (@${payee.handle})`}>
            <Money amount={amount} currency={intent.currency} />
          </Fact>
        ))}
        <Cost intent={intent} />
        <Fact name={t(paymentTexts.when)}>
          <time dateTime={intent.updated_at}>{moment(intent.updated_at)}</time>
        </Fact>
        <Fact name={t(paymentTexts.reference)}>
          <code>{intent.id}</code>
        </Fact>
      </Facts>
      <SourcePost intent={intent} />
      <ActionBar>
        <DoneButton />
      </ActionBar>
    </>
  );
};

/** Nothing moved; says why, and offers a new version where that can help. */
export const Failed = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const action = useStore(wallet.store).actions[intent.id];
  const busy = isBusy(action);
  return (
    <>
      <Outcome icon="cross" tone="bad" title={t(paymentTexts.failed)}>
        <Subject intent={intent} />
        <p class="lead">{reasonText(intent.reason, t)}</p>
      </Outcome>
      <SourcePost intent={intent} />
      <ActionBar status={action?.kind === "refused" ? t(commonTexts.somethingWrong) : undefined}>
        {intent.retryable && (
          <Button kind="primary" busy={busy} onClick={() => void wallet.retry(intent.id)}>
            {t(commonTexts.tryAgain)}
          </Button>
        )}
        <DoneButton kind="secondary" />
      </ActionBar>
    </>
  );
};

const Subject = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t } = useReader();
  return (
    <p class="subject-line">
      <Money class="amount" amount={totalShown(intent)} currency={intent.currency} />
      <span>{t(paymentTexts.paidTo, { payee: payeesOf(intent, t) ?? "" })}</span>
    </p>
  );
};
