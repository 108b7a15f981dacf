import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { ActionBar, DoneButton } from "../components/action-bar.tsx";
import { BackLink, Outcome } from "../components/page.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { reasonText } from "../payments/words.ts";
import { useStore } from "../store.ts";
import { messageFor } from "../texts/message.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { stateTexts } from "../texts/messages/outcomes.ts";
import { approvalTexts, paymentTexts } from "../texts/messages/payment.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { isUnderway } from "../wallet/state.ts";
import { Approve } from "./approve.tsx";
import { Failed, Settled, Underway } from "./result.tsx";

/** One intent, in whatever state it is. */
export const Intent = ({ id }: { readonly id: string }): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const { intents, unknown } = useStore(wallet.store);
  useEffect(() => wallet.watch(id), [wallet, id]);
  const intent = intents[id];
  return (
    <main class="page page-task">
      <BackLink to={{ screen: "home" }} label={t(shellTexts.home)} />
      {intent !== undefined ? (
        <Stage intent={intent} />
      ) : (
        <Outcome icon="question" tone="calm" title={t(paymentTexts.unknownPayment)}>
          {!unknown.includes(id) && <p role="status">{t(commonTexts.loading)}</p>}
        </Outcome>
      )}
    </main>
  );
};

const Stage = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { wallet } = useApp();
  const action = useStore(wallet.store).actions[intent.id];
  const changed = useChanged(intent);
  if (action?.kind === "checking" || isUnderway(intent)) return <Underway key="underway" intent={intent} />;
  if (intent.state === "pending_approval")
    return <Approve key={`approve ${intent.version}`} intent={intent} changed={changed} />;
  if (intent.state === "settled") return <Settled key="settled" intent={intent} />;
  if (intent.state === "failed") return <Failed key="failed" intent={intent} />;
  if (intent.state === "needs_input") return <Question key="question" intent={intent} />;
  return <Closed key="closed" intent={intent} />;
};

/** The proposal before the payer's eyes has become another version. */
const useChanged = ({ state, version }: IntentView): boolean => {
  const seen = useRef<{ readonly version: number; readonly changed: boolean } | undefined>(undefined);
  if (state !== "pending_approval") seen.current = undefined;
  else if (seen.current?.version !== version) seen.current = { version, changed: seen.current !== undefined };
  return seen.current?.changed ?? false;
};

const Question = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t, moment } = useReader();
  return (
    <>
      <Outcome icon="question" tone="calm" title={t(paymentTexts.questionTitle)}>
        <p class="lead">{reasonText(intent.reason, t)}</p>
      </Outcome>
      <SourcePost intent={intent} />
      <p class="quiet">{t(paymentTexts.questionHint)}</p>
      <p class="quiet">{t(approvalTexts.expires, { moment: moment(intent.expires_at) })}</p>
    </>
  );
};

const Closed = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t } = useReader();
  const state = messageFor(stateTexts, intent.state);
  return (
    <>
      <Outcome icon="cross" tone="calm" title={t(paymentTexts.failed)}>
        <p class="lead">{state === undefined ? t(paymentTexts.otherReason, { code: intent.state }) : t(state)}</p>
      </Outcome>
      <SourcePost intent={intent} />
      <ActionBar>
        <DoneButton />
      </ActionBar>
    </>
  );
};
