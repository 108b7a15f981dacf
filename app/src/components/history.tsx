import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { messageFor } from "../texts/message.ts";
import { stepTexts, whyTexts } from "../texts/messages/outcomes.ts";
import { useReader } from "../texts/reader.ts";
import { Timeline } from "./timeline.tsx";

/** What has happened to a payment, one after another; and why it does not go on, while it does not. */
export const History = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t } = useReader();
  const why = messageFor(whyTexts, intent.state);
  const steps = intent.timeline.map(({ state, at }) => {
    const title = messageFor(stepTexts, state);
    return { title: title === undefined ? state : t(title), at };
  });
  return (
    <section>
      {why !== undefined && (
        <>
          <h2>{t(whyTexts.title)}</h2>
          <p>{t(why)}</p>
        </>
      )}
      <h2>{t(stepTexts.title)}</h2>
      <Timeline steps={steps} />
    </section>
  );
};
