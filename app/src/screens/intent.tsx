import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { BackLink, Notice } from "../components/page.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { reasonText } from "../payments/words.ts";
import { go } from "../router.ts";
import { useStore } from "../store.ts";
import { useReader } from "../texts/reader.ts";
import { isUnderway } from "../wallet/state.ts";
import { Approve } from "./approve.tsx";
import { Failed, Settled, Underway } from "./result.tsx";

/** One intent, in whatever state it is. */
export const Intent = ({ id }: { readonly id: string }): VNode => {
  const { wallet } = useApp();
  const { texts } = useReader();
  const { intents, unknown } = useStore(wallet.store);
  useEffect(() => wallet.watch(id), [wallet, id]);
  const intent = intents[id];
  return (
    <main class="page page-task">
      <BackLink to={{ screen: "home" }} label={texts.home} />
      {intent !== undefined ? (
        <Stage intent={intent} />
      ) : (
        <Notice icon="question" tone="calm" title={texts.unknownPayment}>
          {!unknown.includes(id) && <p role="status">{texts.loading}</p>}
        </Notice>
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
  const { texts, moment } = useReader();
  return (
    <>
      <Notice icon="question" tone="calm" title={texts.questionTitle}>
        <p class="lead">{reasonText(intent.reason, texts)}</p>
      </Notice>
      <SourcePost intent={intent} />
      <p class="quiet">{texts.questionHint}</p>
      <p class="quiet">{texts.expires(moment(intent.expires_at))}</p>
    </>
  );
};

const Closed = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { texts } = useReader();
  const states: Readonly<Record<string, string | undefined>> = texts.states;
  return (
    <>
      <Notice icon="cross" tone="calm" title={texts.failed}>
        <p class="lead">{states[intent.state] ?? texts.otherReason(intent.state)}</p>
      </Notice>
      <SourcePost intent={intent} />
      <div class="decision">
        <button class="primary" type="button" onClick={() => go({ screen: "home" })}>
          {texts.done}
        </button>
      </div>
    </>
  );
};
