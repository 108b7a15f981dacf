import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ClosingView } from "../../../contracts/http/rights.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import type { CloseTerms } from "../../../core/consent/terms.ts";
import { useApp } from "../app-context.ts";
import { Banner } from "../components/banner.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { Icon } from "../components/icon.tsx";
import { Outcome, SubPage } from "../components/page.tsx";
import { SignedButton } from "../components/signed-button.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { changeEndText, isPinFault, useChange } from "../limits/use-change.ts";
import { helpWords } from "../payments/words.ts";
import { hrefOf } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { reasonTexts } from "../texts/messages/outcomes.ts";
import { closingTexts, privacyTexts } from "../texts/messages/privacy.ts";
import { useReader } from "../texts/reader.ts";

const points = [
  ["lock", closingTexts.wallet],
  ["cross", closingTexts.erased],
  ["check", closingTexts.stays],
  ["share", closingTexts.saveFirst],
] as const;

/** The end: what happens, what has to be done before, and the signature. */
export const CloseAccount = ({ me }: { readonly me: MeView }): VNode => {
  const { api } = useApp();
  const { t } = useReader();
  const [closing, setClosing] = useState<ClosingView | "none">();
  const [isClosed, setClosed] = useState(false);
  const look = async (): Promise<void> => {
    const answer = await api.closing();
    setClosing(answer.ok ? answer.value : "none");
  };
  useEffect(() => void look(), []);
  if (isClosed) return <Closed />;
  return (
    <SubPage up={{ screen: "privacy" }} upLabel={t(privacyTexts.title)} title={t(closingTexts.title)}>
      <p class="lead">{t(closingTexts.forEver)}</p>
      <ul class="points">
        {points.map(([icon, text]) => (
          <li key={text.id}>
            <Icon name={icon} />
            {t(text)}
          </li>
        ))}
      </ul>
      {closing === undefined && <Skeleton />}
      {closing === "none" && <p role="status">{t(commonTexts.somethingWrong)}</p>}
      {typeof closing === "object" && <Decide me={me} closing={closing} onClosed={() => setClosed(true)} />}
    </SubPage>
  );
};

const helpOf = {
  wallet_not_empty: helpWords.pay_out,
  holds_open: closingTexts.waitForBank,
  claims_open: helpWords.take_back,
  debt_open: helpWords.ask_support,
} as const;

const Decide = (props: {
  readonly me: MeView;
  readonly closing: ClosingView;
  readonly onClosed: () => void;
}): VNode => {
  const { me, closing, onClosed } = props;
  const { api } = useApp();
  const { t } = useReader();
  const change = useChange();
  const [first] = closing.in_the_way;
  if (first !== undefined) {
    return (
      <>
        {closing.in_the_way.map((reason) => (
          <Banner key={reason} tone="warn" title={t(reasonTexts[reason])}>
            {t(helpOf[reason])}
          </Banner>
        ))}
        {closing.in_the_way.includes("wallet_not_empty") && (
          <LinkButton kind="primary" href={hrefOf({ screen: "pay_out" })}>
            {t(closingTexts.payOut)}
          </LinkButton>
        )}
      </>
    );
  }
  return (
    <>
      <p class="error" role="alert">
        {changeEndText(change.end, t)}
      </p>
      <SignedButton
        keys={me.keys}
        busy={change.busy}
        what={t(closingTexts.what)}
        error={changeEndText(change.end, t)}
        pinFault={isPinFault(change.end)}
        onSign={async (key) => {
          const done = await change.sign({ terms: termsShown({ me, closing }), send: api.closeAccount }, key);
          if (done) onClosed();
          return done;
        }}
      >
        {t(closingTexts.action)}
      </SignedButton>
    </>
  );
};

/** What is signed: built from what is displayed. */
const termsShown = ({
  me,
  closing,
}: {
  readonly me: Pick<MeView, "id" | "stage">;
  readonly closing: ClosingView;
}): Omit<CloseTerms, "nonce"> => ({
  ...{ v: 1, purpose: "close", stage: me.stage, holder: me.id },
  ...{ currency: closing.terms.currency, expires: closing.terms.expires },
});

const Closed = (): VNode => {
  const { signIn, session } = useApp();
  const { t } = useReader();
  return (
    <main class="page page-centred">
      <Outcome icon="check" tone="calm" title={t(closingTexts.doneTitle)}>
        <p>{t(closingTexts.doneHint)}</p>
      </Outcome>
      <div class="actions">
        <Button kind="primary" onClick={() => void signIn.signOut(session)}>
          {t(commonTexts.done)}
        </Button>
      </div>
    </main>
  );
};
