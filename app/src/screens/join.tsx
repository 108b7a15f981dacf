import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { LinkButton } from "../components/button.tsx";
import { LinkOffer } from "../components/link-offer.tsx";
import { Mark } from "../components/icon.tsx";
import { Heading, Outcome } from "../components/page.tsx";
import { hrefOf } from "../router.ts";
import { networkName } from "../texts/format.ts";
import { linkTexts } from "../texts/messages/joining.ts";
import { topUpTexts } from "../texts/messages/top-up.ts";
import { useReader } from "../texts/reader.ts";

/** After the first key: the account whose posts become payments. It can wait. */
export const JoinLink = (): VNode => {
  const { t } = useReader();
  return (
    <main class="page page-centred">
      <Mark />
      <Heading>{t(linkTexts.title, { network: networkName("x") })}</Heading>
      <LinkOffer channel="x" joining />
      <LinkButton kind="quiet" href={hrefOf({ screen: "join_done" })}>
        {t(linkTexts.later)}
      </LinkButton>
    </main>
  );
};

/** The end of joining, and the first thing to do. */
export const JoinDone = ({ me }: { readonly me: MeView }): VNode => {
  const { t } = useReader();
  const [link] = me.links;
  return (
    <main class="page page-centred">
      <Outcome icon="check" tone="good" title={t(linkTexts.doneTitle)}>
        {link !== undefined && <p>{t(linkTexts.linked, { handle: link.handle })}</p>}
        <p>{t(linkTexts.doneHint)}</p>
      </Outcome>
      <div class="actions">
        <LinkButton kind="primary" href={hrefOf({ screen: "top_up" })}>
          {t(topUpTexts.title)}
        </LinkButton>
        <LinkButton href={hrefOf({ screen: "home" })}>{t(linkTexts.doneGo)}</LinkButton>
      </div>
    </main>
  );
};
