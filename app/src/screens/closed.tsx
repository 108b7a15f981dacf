import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { ActionBar, DoneButton } from "../components/action-bar.tsx";
import { Banner } from "../components/banner.tsx";
import { Button } from "../components/button.tsx";
import { Expiry } from "../components/expiry.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { History } from "../components/history.tsx";
import { Outcome } from "../components/page.tsx";
import { PayeeList } from "../components/payee.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { Warnings } from "../components/warnings.tsx";
import { reasonText } from "../payments/words.ts";
import { useStore } from "../store.ts";
import { networkName } from "../texts/format.ts";
import { messageFor } from "../texts/message.ts";
import { refusedTexts, stateTexts } from "../texts/messages/outcomes.ts";
import { approvalTexts, paymentTexts, reportTexts, warningTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { isBusy } from "../wallet/state.ts";

/** Something is missing or unclear: what, and until when it can be mended. */
export const Question = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t } = useReader();
  return (
    <>
      <Outcome icon="question" tone="calm" title={t(paymentTexts.questionTitle)}>
        <p class="lead">{reasonText(intent.reason, t)}</p>
      </Outcome>
      {intent.lines.length > 0 && <PayeeList lines={intent.lines} currency={intent.currency} />}
      <SourcePost intent={intent} />
      <p class="quiet">{t(paymentTexts.questionHint)}</p>
      <Facts>
        <Fact name={t(approvalTexts.expiry)}>
          <Expiry at={intent.expires_at} />
        </Fact>
      </Facts>
    </>
  );
};

/** It ended without a payment, or the money is elsewhere than with the payee. */
export const Closed = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t } = useReader();
  const action = useStore(useApp().wallet.store).actions[intent.id];
  const state = messageFor(stateTexts, intent.state);
  // Another device may have been quicker: what the page shows is the truth, and no failure of this one.
  const lost = action?.kind === "refused" ? messageFor(refusedTexts, action.code) : undefined;
  const isHeld = intent.state === "held_for_claim" || intent.state === "claimed" || intent.state === "returned";
  return (
    <>
      <Outcome icon={isHeld ? "info" : "cross"} tone="calm" title={t(isHeld ? paymentTexts.held : paymentTexts.failed)}>
        <p class="lead">{state === undefined ? t(paymentTexts.otherReason, { code: intent.state }) : t(state)}</p>
      </Outcome>
      {intent.state === "reported" && <Reported intent={intent} />}
      <Warnings intent={intent} about="post" />
      <SourcePost intent={intent} />
      <History intent={intent} />
      <ActionBar status={lost && t(lost)}>
        <DoneButton />
      </ActionBar>
    </>
  );
};

/** What was done about it, and what is still to do. */
const Reported = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const busy = isBusy(useStore(wallet.store).actions[intent.id]);
  const network = networkName(intent.source.channel);
  const isLinked = intent.warnings.some(({ code }) => code === "still_linked");
  return (
    <>
      <p>{t(reportTexts.told)}</p>
      {busy ? null : isLinked ? (
        <Banner
          tone="bad"
          actions={<Button onClick={() => void wallet.unlinkWriterOf(intent.id)}>{t(reportTexts.unlink)}</Button>}
        >
          {t(warningTexts.still_linked, { network })}
        </Banner>
      ) : (
        intent.source.readers !== "nobody" && <p>{t(reportTexts.unlinked, { network })}</p>
      )}
    </>
  );
};
