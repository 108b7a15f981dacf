import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ChangeView } from "../../../contracts/http/limits.ts";
import type { ClosingView } from "../../../contracts/http/rights.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import type { Evidence } from "../../../core/consent/evidence.ts";
import type { ChangeTerms } from "../../../core/consent/terms.ts";
import type { ApiResult } from "../api/http.ts";
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
      {typeof closing === "object" && (
        <Decide me={me} closing={closing} onClosed={() => setClosed(true)} onChanged={look} />
      )}
    </SubPage>
  );
};

const helpOf = {
  wallet_not_empty: helpWords.pay_out,
  holds_open: closingTexts.waitForBank,
  claims_open: helpWords.take_back,
  debt_open: helpWords.ask_support,
} as const;

type Parts = {
  readonly me: MeView;
  readonly closing: ClosingView;
  readonly onClosed: () => void;
  /** What can be seen of it has changed. */
  readonly onChanged: () => Promise<void>;
};

const Decide = (parts: Parts): VNode => {
  const { me, closing } = parts;
  const { api } = useApp();
  const { t } = useReader();
  const reasons = closing.in_the_way;
  if (closing.waits) {
    return (
      <>
        <Banner title={t(closingTexts.waitsTitle)}>{t(closingTexts.waits)}</Banner>
        <Sign parts={parts} terms={{ ...common(parts), purpose: "unfreeze" } as const} send={api.unfreeze}>
          {t(closingTexts.stay)}
        </Sign>
      </>
    );
  }
  const terms = { ...common({ me, closing }), purpose: "close" } as const;
  const waitsForBank = reasons.every((reason) => reason === "holds_open");
  return (
    <>
      {reasons.map((reason) => (
        <Banner key={reason} tone="warn" title={t(reasonTexts[reason])}>
          {t(helpOf[reason])}
        </Banner>
      ))}
      {reasons.includes("wallet_not_empty") && (
        <LinkButton kind="primary" href={hrefOf({ screen: "pay_out" })}>
          {t(closingTexts.payOut)}
        </LinkButton>
      )}
      {waitsForBank && reasons.length > 0 && (
        <Sign parts={parts} terms={{ ...terms, await_payouts: true as const }} send={api.closeAccount}>
          {t(closingTexts.afterPayout)}
        </Sign>
      )}
      {reasons.length === 0 && (
        <Sign parts={parts} terms={terms} send={api.closeAccount} onDone={parts.onClosed}>
          {t(closingTexts.action)}
        </Sign>
      )}
    </>
  );
};

/** What of the terms is the same, built from what is displayed. */
const common = ({ me, closing }: Pick<Parts, "me" | "closing">) => ({
  ...({ v: 1, stage: me.stage, holder: me.id } as const),
  ...{ currency: closing.terms.currency, expires: closing.terms.expires },
});

const Sign = <Unsigned extends Omit<ChangeTerms, "nonce">>(props: {
  readonly parts: Parts;
  readonly terms: Unsigned;
  readonly send: (signed: {
    readonly terms: Unsigned & { readonly nonce: string };
    readonly evidence: Evidence;
  }) => Promise<ApiResult<ChangeView>>;
  readonly onDone?: () => void;
  readonly children: string;
}): VNode => {
  const { parts, terms, send, onDone } = props;
  const { t } = useReader();
  const change = useChange();
  return (
    <>
      <p class="error" role="alert">
        {changeEndText(change.end, t)}
      </p>
      <SignedButton
        keys={parts.me.keys}
        busy={change.busy}
        what={props.children}
        error={changeEndText(change.end, t)}
        pinFault={isPinFault(change.end)}
        onSign={async (key) => {
          const done = await change.sign({ terms, send }, key);
          if (done && onDone !== undefined) onDone();
          else await parts.onChanged();
          return done;
        }}
      >
        {props.children}
      </SignedButton>
    </>
  );
};

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
