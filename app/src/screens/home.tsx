import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { useApp } from "../app-context.ts";
import { ActivityRow } from "../components/activity-row.tsx";
import { Avatar } from "../components/avatar.tsx";
import { IntentRow } from "../components/intent-row.tsx";
import { KeyChoice } from "../components/key-choice.tsx";
import { Money } from "../components/money.tsx";
import { Heading } from "../components/page.tsx";
import { PostQuote } from "../components/post-quote.tsx";
import { useUsableKey } from "../keys/use-usable-key.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { homeTexts } from "../texts/messages/home.ts";
import { setUpTexts } from "../texts/messages/keys.ts";
import { useReader } from "../texts/reader.ts";
import { shelvesOf } from "../wallet/state.ts";
import type { IntentView } from "../../../contracts/http/intents.ts";

/** The inbox "to approve" is the truth; the balance stands above it. */
export const Home = ({ me }: { readonly me: MeView }): VNode => {
  const { t, language } = useReader();
  const { wallet, clock } = useApp();
  const state = useStore(wallet.store);
  const shelves = shelvesOf(state, clock());
  const recent = (state.activity ?? []).slice(0, 3);
  const key = useUsableKey(me.keys);
  const waiting = shelves.toApprove.length + shelves.questions.length;
  return (
    <main class="page">
      <header class="person">
        <Avatar name={me.name} />
        <Heading>{me.name}</Heading>
      </header>
      <Balance wallet={me.wallet} />
      {key === "none" && (
        <section class="card">
          <h2>{t(setUpTexts.title)}</h2>
          <p class="quiet">{t(setUpTexts.hint)}</p>
          <KeyChoice me={me} />
        </section>
      )}
      <Shelf title={t(homeTexts.toApprove)} intents={shelves.toApprove} live />
      <Shelf title={t(homeTexts.questions)} intents={shelves.questions} />
      {state.moreOpen !== undefined && (
        <button class="secondary" type="button" onClick={() => void wallet.loadMoreOpen()}>
          {t(commonTexts.more)}
        </button>
      )}
      <Shelf title={t(homeTexts.underway)} intents={shelves.underway} />
      <Shelf title={t(homeTexts.didNotGoThrough)} intents={shelves.failed} />
      {waiting === 0 && key !== "none" && (
        <section class="empty">
          <h2>{t(homeTexts.nothingToApprove)}</h2>
          <p>{t(homeTexts.nothingToApproveHint)}</p>
          <PostQuote text={t(homeTexts.examplePost, { payee: examplePayee(me) })} language={language} />
        </section>
      )}
      {recent.length > 0 && (
        <section>
          <div class="section-head">
            <h2>{t(homeTexts.recent)}</h2>
            <a href={hrefOf({ screen: "activity" })}>{t(homeTexts.seeAll)}</a>
          </div>
          <ul class="rows" aria-live="polite">
            {recent.map((entry) => (
              <ActivityRow key={entry.transfer} entry={entry} />
            ))}
          </ul>
        </section>
      )}
    </main>
  );
};

/** Nobody is asked to pay himself. */
const examplePayee = ({ links }: MeView): string => (links.some(({ handle }) => handle === "bob") ? "alice" : "bob");

const Balance = ({ wallet }: { readonly wallet: MeView["wallet"] }): VNode => {
  const { t, money } = useReader();
  return (
    <section class="balance" aria-label={t(homeTexts.available)}>
      {wallet === undefined ? (
        <p role="status">{t(homeTexts.openingWallet)}</p>
      ) : (
        <>
          <p class="balance-label">{t(homeTexts.available)}</p>
          <p class="balance-amount" aria-live="polite">
            <Money amount={wallet.available} currency={wallet.currency} />
          </p>
          {wallet.pending > 0 && (
            <p class="balance-label">{t(homeTexts.pending, { amount: money(wallet.pending, wallet.currency) })}</p>
          )}
        </>
      )}
    </section>
  );
};

const Shelf = (props: {
  readonly title: string;
  readonly intents: readonly IntentView[];
  readonly live?: boolean;
}): VNode => (
  <section aria-live={props.live === true ? "polite" : undefined}>
    {props.intents.length > 0 && (
      <>
        <h2>{props.title}</h2>
        <ul class="rows">
          {props.intents.map((intent) => (
            <IntentRow key={intent.id} intent={intent} />
          ))}
        </ul>
      </>
    )}
  </section>
);
