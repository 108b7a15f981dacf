import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { secondMs } from "../../../core/clock.ts";
import { useApp } from "../app-context.ts";
import { ActionBar, DoneButton } from "../components/action-bar.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { Cost } from "../components/cost.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { History } from "../components/history.tsx";
import { Money } from "../components/money.tsx";
import { Heading, Outcome } from "../components/page.tsx";
import { HandOn, ReceiptLines } from "../components/receipt.tsx";
import { ReportLink } from "../components/report-link.tsx";
import { Returns } from "../components/returns.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { Spinner } from "../components/waiting.tsx";
import { amountShown, limitsHelp, nextStepText, payeesOf, reasonText, totalShown } from "../payments/words.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { limitsTexts } from "../texts/messages/limits.ts";
import { nextTexts, refusedTexts } from "../texts/messages/outcomes.ts";
import { paymentTexts, underwayTexts } from "../texts/messages/payment.ts";
import { messageFor } from "../texts/message.ts";
import { useReader } from "../texts/reader.ts";
import { isBusy } from "../wallet/state.ts";

/** Longer than a payment takes: then it is said that nothing is lost. */
const usualMs = 10 * secondMs;

/** Approved, and not yet told what became of it: never "failed". */
export const Underway = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t } = useReader();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), usualMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      <div class="outcome" role="status">
        <Spinner />
        <Heading>{t(underwayTexts.checking)}</Heading>
        <Subject intent={intent} />
        <p class="quiet">{t(isLong ? underwayTexts.checkingLong : underwayTexts.checkingHint)}</p>
      </div>
      <History intent={intent} />
      <ActionBar>
        <DoneButton kind="secondary" />
      </ActionBar>
    </>
  );
};

/** The receipt: each line with who and how much, why, when, and the proof. */
export const Settled = ({ intent }: { readonly intent: IntentView }): VNode => {
  const reader = useReader();
  const { t, moment } = reader;
  const amount = reader.money(amountShown(intent), intent.currency);
  const summary = [
    t(commonTexts.paymentTo, { amount, payee: payeesOf(intent, t) ?? "" }),
    ...(intent.note === "" ? [] : [intent.note]),
    moment(intent.updated_at),
    intent.id,
  ];
  return (
    <>
      <Outcome icon="check" tone="good" title={t(paymentTexts.paid)}>
        <Subject intent={intent} />
      </Outcome>
      <ReceiptLines intent={intent} />
      <Returns intent={intent} />
      <Facts>
        {intent.note !== "" && (
          <Fact name={t(paymentTexts.note)}>
            <bdi class="note">{intent.note}</bdi>
          </Fact>
        )}
        <Cost intent={intent} />
        <Fact name={t(paymentTexts.when)}>
          <time dateTime={intent.updated_at}>{moment(intent.updated_at)}</time>
        </Fact>
        <Fact name={t(paymentTexts.reference)}>
          <code>{intent.id}</code>
        </Fact>
      </Facts>
      <SourcePost intent={intent} />
      <History intent={intent} />
      <HandOn title="Piaf" text={summary.join("\n")} />
      <ReportLink intent={intent.id} />
      <ActionBar>
        <DoneButton />
      </ActionBar>
    </>
  );
};

/** Nothing moved; says why and what helps, and offers a new version where that can. */
export const Failed = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const action = useStore(wallet.store).actions[intent.id];
  const refused =
    action?.kind === "refused" ? (messageFor(refusedTexts, action.code) ?? commonTexts.somethingWrong) : undefined;
  return (
    <>
      <Outcome icon="cross" tone="bad" title={t(paymentTexts.failed)}>
        <Subject intent={intent} />
        <p class="lead">{reasonText(intent.reason, t)}</p>
      </Outcome>
      <section>
        <h2>{t(nextTexts.title)}</h2>
        <p>{nextStepText(intent, t)}</p>
        {limitsHelp(intent) && (
          <div class="actions">
            <LinkButton href={hrefOf({ screen: "limits" })}>{t(limitsTexts.title)}</LinkButton>
          </div>
        )}
      </section>
      <SourcePost intent={intent} />
      <History intent={intent} />
      <ActionBar status={refused && t(refused)}>
        {intent.retryable && (
          <Button kind="primary" busy={isBusy(action)} onClick={() => void wallet.retry(intent.id)}>
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
      <bdi>{t(paymentTexts.paidTo, { payee: payeesOf(intent, t) ?? "" })}</bdi>
    </p>
  );
};
