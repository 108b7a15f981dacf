import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { ActionBar, DoneButton } from "../components/action-bar.tsx";
import { Button } from "../components/button.tsx";
import { Cost } from "../components/cost.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { Money } from "../components/money.tsx";
import { Outcome } from "../components/page.tsx";
import { ReportLink } from "../components/report-link.tsx";
import { Returns } from "../components/returns.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { useStore } from "../store.ts";
import { type Message, messageFor } from "../texts/message.ts";
import { claimTexts } from "../texts/messages/claim.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { stateTexts } from "../texts/messages/outcomes.ts";
import { paymentTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { isBusy } from "../wallet/state.ts";

type Outcomes = NonNullable<IntentView["lines"][number]["outcome"]>;

const lineWords: Readonly<Record<Outcomes, Message>> = {
  paid: paymentTexts.paid,
  held: claimTexts.lineHeld,
  claimed: claimTexts.lineClaimed,
  returned: claimTexts.lineReturned,
};

const titles: Readonly<Record<string, Message>> = {
  held_for_claim: claimTexts.held,
  claimed: paymentTexts.paid,
  returned: claimTexts.returned,
};

/** Paid to somebody without a wallet: what has become of each line, until when it waits, and the way back. */
export const Held = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { wallet } = useApp();
  const { t, moment } = useReader();
  const action = useStore(wallet.store).actions[intent.id];
  const isHeld = intent.state === "held_for_claim";
  const until = intent.lines.find(({ outcome }) => outcome === "held")?.claim_until;
  const explained = messageFor(stateTexts, intent.state);
  const status = isHeld && intent.take_back_asked_at ? t(claimTexts.takingBack) : undefined;
  return (
    <>
      <Outcome
        icon={isHeld ? "clock" : "check"}
        tone={isHeld ? "calm" : "good"}
        title={t(titles[intent.state] ?? paymentTexts.paid)}
      >
        {explained && <p class="lead">{t(explained)}</p>}
      </Outcome>
      <Facts>
        {intent.lines.map(({ payee, amount, outcome }) => (
          <Fact key={payee.user_id} name={`${t(paymentTexts.payTo)} ${payee.name} (@${payee.handle})`}>
            <Money amount={amount} currency={intent.currency} />
            {outcome !== undefined && ` · ${t(lineWords[outcome])}`}
          </Fact>
        ))}
        <Cost intent={intent} />
        {until !== undefined && (
          <Fact name={t(claimTexts.until)}>
            <time dateTime={until}>{moment(until)}</time>
          </Fact>
        )}
      </Facts>
      <Returns intent={intent} />
      <SourcePost intent={intent} />
      <ReportLink intent={intent.id} />
      <ActionBar status={action?.kind === "refused" ? t(commonTexts.somethingWrong) : status}>
        {isHeld && intent.take_back_asked_at === undefined && (
          <Button kind="secondary" busy={isBusy(action)} onClick={() => void wallet.takeBack(intent.id)}>
            {t(claimTexts.takeBack)}
          </Button>
        )}
        <DoneButton />
      </ActionBar>
    </>
  );
};
