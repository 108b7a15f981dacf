import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { whoSeesTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";

/** Who will see what of the payment: never more than the post has said. */
export const WhoSees = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { t } = useReader();
  const { lines, source } = intent;
  const [first, ...others] = lines;
  return (
    <section class="who-sees">
      <h2>{t(whoSeesTexts.title)}</h2>
      <p>{t(whoSeesTexts[source.readers])}</p>
      <p>{others.length > 0 ? t(whoSeesTexts.payees) : t(whoSeesTexts.payee, { payee: first?.payee.name ?? "" })}</p>
    </section>
  );
};
