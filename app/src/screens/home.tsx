import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { useApp } from "../app-context.ts";
import { useCases } from "../cases/use-cases.ts";
import { ActivityRow } from "../components/activity-row.tsx";
import { Avatar } from "../components/avatar.tsx";
import { Banner } from "../components/banner.tsx";
import { Balance } from "../components/balance.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { Card } from "../components/card.tsx";
import { Empty } from "../components/empty.tsx";
import { FrozenBanner } from "../components/frozen.tsx";
import { IntentRow } from "../components/intent-row.tsx";
import { KeyChoice } from "../components/key-choice.tsx";
import { List } from "../components/list.tsx";
import { Heading } from "../components/page.tsx";
import { PostQuote } from "../components/post-quote.tsx";
import { useUsableKey } from "../keys/use-usable-key.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { casesTexts } from "../texts/messages/cases.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { homeTexts } from "../texts/messages/home.ts";
import { setUpTexts } from "../texts/messages/keys.ts";
import { freezeTexts } from "../texts/messages/limits.ts";
import { topUpTexts } from "../texts/messages/top-up.ts";
import { useReader } from "../texts/reader.ts";
import { usePreferences } from "../use-preferences.ts";
import { shelvesOf } from "../wallet/state.ts";

/** The inbox "to approve" is the truth; the balance stands above it. */
export const Home = ({ me }: { readonly me: MeView }): VNode => {
  const { t, language } = useReader();
  const { wallet, clock } = useApp();
  const [{ hide_balance }, choose] = usePreferences();
  const state = useStore(wallet.store);
  const shelves = shelvesOf(state, clock());
  const key = useUsableKey(me.keys);
  const waiting = shelves.toApprove.length + shelves.questions.length;
  return (
    <main class="page">
      <header class="person">
        <Avatar name={me.name} />
        <Heading>{me.name}</Heading>
      </header>
      <Balance wallet={me.wallet} hidden={hide_balance} onHide={(hidden) => choose({ hide_balance: hidden })} />
      <FrozenBanner wallet={me.wallet} />
      <AskedBanner />
      {me.wallet !== undefined && (
        <div class="action-halves">
          <LinkButton href={hrefOf({ screen: "top_up" })}>{t(topUpTexts.title)}</LinkButton>
          <LinkButton href={hrefOf({ screen: "pay_out" })}>{t(homeTexts.payOut)}</LinkButton>
        </div>
      )}
      {key === "none" && (
        <Card title={t(setUpTexts.title)}>
          <p class="quiet">{t(setUpTexts.hint)}</p>
          <KeyChoice me={me} />
        </Card>
      )}
      <Shelf title={t(homeTexts.toApprove)} intents={shelves.toApprove} live />
      <Shelf title={t(homeTexts.questions)} intents={shelves.questions} />
      {state.moreOpen !== undefined && (
        <Button onClick={() => void wallet.loadMoreOpen()}>{t(commonTexts.more)}</Button>
      )}
      <Shelf title={t(homeTexts.underway)} intents={shelves.underway} />
      <Shelf title={t(homeTexts.didNotGoThrough)} intents={shelves.failed} />
      {waiting === 0 && key !== "none" && (
        <Empty title={t(homeTexts.nothingToApprove)} hint={t(homeTexts.nothingToApproveHint)}>
          <PostQuote text={t(homeTexts.examplePost, { payee: examplePayee(me) })} language={language} />
        </Empty>
      )}
      <Recent />
    </main>
  );
};

/** Somebody has reported a payment of this person's, or answered. */
const AskedBanner = (): VNode | null => {
  const { t } = useReader();
  const asked = useCases()?.find(({ waits_for_you }) => waits_for_you);
  if (asked === undefined) return null;
  const href = hrefOf({ screen: "case", id: asked.id });
  return (
    <Banner
      tone="warn"
      title={t(casesTexts.waits)}
      actions={<LinkButton href={href}>{t(freezeTexts.look)}</LinkButton>}
    >
      {t(casesTexts.waitsHint)}
    </Banner>
  );
};

/** Nobody is asked to pay himself. */
const examplePayee = ({ links }: MeView): string => (links.some(({ handle }) => handle === "bob") ? "alice" : "bob");

const Shelf = (props: {
  readonly title: string;
  readonly intents: readonly IntentView[];
  readonly live?: boolean;
}): VNode => (
  <section aria-live={props.live === true ? "polite" : undefined}>
    {props.intents.length > 0 && (
      <>
        <h2>{props.title}</h2>
        <List>
          {props.intents.map((intent) => (
            <IntentRow key={intent.id} intent={intent} />
          ))}
        </List>
      </>
    )}
  </section>
);

const Recent = (): VNode => {
  const { t } = useReader();
  const [{ hide_balance: hidden }] = usePreferences();
  const { activity } = useStore(useApp().wallet.store);
  const recent = (activity ?? []).slice(0, 3);
  return (
    <section>
      {recent.length > 0 && (
        <>
          <div class="section-head">
            <h2>{t(homeTexts.recent)}</h2>
            <a href={hrefOf({ screen: "activity" })}>{t(homeTexts.seeAll)}</a>
          </div>
          <List live>
            {recent.map((entry) => (
              <ActivityRow key={entry.transfer} entry={entry} hidden={hidden} />
            ))}
          </List>
        </>
      )}
    </section>
  );
};
