import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { BackLink, Outcome } from "../components/page.tsx";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { paymentTexts } from "../texts/messages/payment.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { isUnderway } from "../wallet/state.ts";
import { Approve } from "./approve.tsx";
import { Closed, Question } from "./closed.tsx";
import { Later } from "./later.tsx";
import { Failed, Settled, Underway } from "./result.tsx";

/** One intent, in whatever state it is. */
export const Intent = ({ id }: { readonly id: string }): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const { intents, unknown } = useStore(wallet.store);
  const intent = intents[id];
  // Each version is read by itself, too: only then it is told whether its account is still linked.
  useEffect(() => wallet.watch(id), [wallet, id, intent?.version]);
  return (
    <main class="page page-task">
      <BackLink to={{ screen: "home" }} label={t(shellTexts.home)} />
      {intent !== undefined ? (
        <Stage intent={intent} />
      ) : unknown.includes(id) ? (
        <Outcome icon="question" tone="calm" title={t(paymentTexts.unknownPayment)} />
      ) : (
        <p role="status">{t(commonTexts.loading)}</p>
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
  if (heldStates.has(intent.state)) return <Later key="held" show={({ Held }) => <Held intent={intent} />} />;
  if (intent.state === "failed") return <Failed key="failed" intent={intent} />;
  if (intent.state === "needs_input") return <Question key="question" intent={intent} />;
  return <Closed key="closed" intent={intent} />;
};

/** In escrow, or out of it again. */
const heldStates: ReadonlySet<string> = new Set(["held_for_claim", "claimed", "returned"]);

/** The proposal before the payer's eyes has become another version. */
const useChanged = ({ state, version }: IntentView): boolean => {
  const seen = useRef<{ readonly version: number; readonly changed: boolean } | undefined>(undefined);
  if (state !== "pending_approval") seen.current = undefined;
  else if (seen.current?.version !== version) seen.current = { version, changed: seen.current !== undefined };
  return seen.current?.changed ?? false;
};
