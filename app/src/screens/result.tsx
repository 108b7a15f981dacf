import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { Fact, Facts } from "../components/facts.tsx";
import { Money } from "../components/money.tsx";
import { Heading, Notice } from "../components/page.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { payeesOf, reasonText, totalShown } from "../payments/words.ts";
import { go } from "../router.ts";
import { useStore } from "../store.ts";
import { useReader } from "../texts/reader.ts";
import { isBusy } from "../wallet/state.ts";

/** Approved, and not yet told what became of it. */
export const Underway = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { texts } = useReader();
  return (
    <div class="notice" role="status">
      <span class="seal seal-calm seal-waiting" />
      <Heading>{texts.checking}</Heading>
      <Subject intent={intent} />
      <p class="quiet">{texts.checkingHint}</p>
    </div>
  );
};

export const Settled = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { texts, moment } = useReader();
  return (
    <>
      <Notice icon="check" tone="good" title={texts.paid}>
        <Subject intent={intent} />
      </Notice>
      <Facts>
        {intent.lines.map(({ payee, amount }) => (
          <Fact key={payee.user_id} name={`${texts.payTo} ${payee.name} (@${payee.handle})`}>
            <Money amount={amount} currency={intent.currency} />
          </Fact>
        ))}
        <Fact name={texts.fee}>
          {intent.fee === 0 ? texts.noFee : <Money amount={intent.fee} currency={intent.currency} />}
        </Fact>
        <Fact name={texts.total} strong>
          <Money amount={totalShown(intent)} currency={intent.currency} />
        </Fact>
        <Fact name={texts.when}>
          <time dateTime={intent.updated_at}>{moment(intent.updated_at)}</time>
        </Fact>
        <Fact name={texts.reference}>
          <code>{intent.id}</code>
        </Fact>
      </Facts>
      <SourcePost intent={intent} />
      <div class="decision">
        <button class="primary" type="button" onClick={() => go({ screen: "home" })}>
          {texts.done}
        </button>
      </div>
    </>
  );
};

/** Nothing moved; says why, and offers a new version where that can help. */
export const Failed = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { wallet } = useApp();
  const { texts } = useReader();
  const action = useStore(wallet.store).actions[intent.id];
  const busy = isBusy(action);
  return (
    <>
      <Notice icon="cross" tone="bad" title={texts.failed}>
        <Subject intent={intent} />
        <p class="lead">{reasonText(intent.reason, texts)}</p>
      </Notice>
      <SourcePost intent={intent} />
      <div class="decision">
        <p role="status" class="decision-status">
          {action?.kind === "refused" ? texts.somethingWrong : undefined}
        </p>
        {intent.retryable && (
          <button class="primary" type="button" aria-disabled={busy} onClick={() => void wallet.retry(intent.id)}>
            {texts.newAttempt}
          </button>
        )}
        <button class="secondary" type="button" onClick={() => go({ screen: "home" })}>
          {texts.done}
        </button>
      </div>
    </>
  );
};

const Subject = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { texts } = useReader();
  return (
    <p class="subject-line">
      <Money class="amount" amount={totalShown(intent)} currency={intent.currency} />
      <span>{texts.paidTo(payeesOf(intent, texts) ?? "")}</span>
    </p>
  );
};
