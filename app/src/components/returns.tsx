import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { returnsIn } from "../returns/return-of.ts";
import { hrefOf } from "../router.ts";
import { returnsTexts } from "../texts/messages/returns.ts";
import { useReader } from "../texts/reader.ts";
import { Detail, List, Row } from "./list.tsx";

/** What was sent back of a payment, each with its own page. */
export const Returns = ({ intent }: { readonly intent: IntentView }): VNode | null => {
  const { t, money, moment } = useReader();
  const returns = returnsIn(intent);
  if (returns.length === 0) return null;
  return (
    <section>
      <h2>{t(intent.role === "payer" ? returnsTexts.cameBack : returnsTexts.sentBack)}</h2>
      <List>
        {returns.map(({ transfer, amount, at }) => (
          <Row
            key={transfer}
            title={money(amount, intent.currency)}
            detail={<Detail>{moment(at)}</Detail>}
            href={hrefOf({ screen: "entry", id: transfer })}
          />
        ))}
      </List>
    </section>
  );
};
