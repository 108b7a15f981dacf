import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { CaseStepRequest, CaseView } from "../../../contracts/http/cases.ts";
import { longestWords } from "../../../core/case/case.ts";
import { useApp } from "../app-context.ts";
import { otherIn } from "../cases/use-cases.ts";
import { Button } from "../components/button.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { Detail, List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { Timeline } from "../components/timeline.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { WordsField } from "../components/words-field.tsx";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { messageFor } from "../texts/message.ts";
import { casesTexts, caseStateTexts, caseStepTexts } from "../texts/messages/cases.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { stepTexts } from "../texts/messages/outcomes.ts";
import { useReader } from "../texts/reader.ts";

/** One case: where it stands, all that was said and done, and what one may do now. */
export const CasePage = ({ id }: { readonly id: string }): VNode => {
  const { api } = useApp();
  const { t } = useReader();
  const [one, setOne] = useState<CaseView | "none">();
  useEffect(() => {
    let current = true;
    void api.case(id).then((answer) => current && setOne(answer.ok ? answer.value : "none"));
    return () => void (current = false);
  }, [api, id]);
  const state = typeof one === "object" ? messageFor(caseStateTexts, one.state) : undefined;
  return (
    <SubPage up={{ screen: "cases" }} upLabel={t(casesTexts.title)} title={t(state ?? casesTexts.title)}>
      {one === undefined && <Skeleton />}
      {one === "none" && <p role="status">{t(casesTexts.unavailable)}</p>}
      {typeof one === "object" && (
        <>
          <About one={one} />
          <Happened one={one} />
          <Steps key={one.updated_at} one={one} onChange={setOne} />
        </>
      )}
    </SubPage>
  );
};

const About = ({ one }: { readonly one: CaseView }): VNode => {
  const { t, money, moment } = useReader();
  const { wallet } = useApp();
  const { activity } = useStore(wallet.store);
  const entry = activity?.find(({ intent, code }) => intent === one.intent && code !== "return");
  const place =
    entry === undefined
      ? ({ screen: "intent", id: one.intent } as const)
      : ({ screen: "entry", id: entry.transfer } as const);
  return (
    <>
      <List>
        <Row
          icon="activity"
          title={otherIn(one).name}
          detail={<Detail>{t(casesTexts.payment)}</Detail>}
          end={money(one.amount, one.currency)}
          href={hrefOf(place)}
        />
      </List>
      <Facts>
        <Fact name={t(casesTexts.what)}>{t(casesTexts[one.kind])}</Fact>
        {one.deadline !== undefined && (
          <Fact name={t(casesTexts.until)}>
            <time dateTime={one.deadline}>{moment(one.deadline)}</time>
          </Fact>
        )}
      </Facts>
    </>
  );
};

const isKnown = (did: string): did is keyof typeof caseStepTexts => Object.hasOwn(caseStepTexts, did);

const Happened = ({ one }: { readonly one: CaseView }): VNode => {
  const { t } = useReader();
  const names = { you: t(casesTexts.you), other: otherIn(one).name, piaf: "Piaf" };
  const steps = one.steps.map(({ at, by, did, words }) => ({
    at,
    title: isKnown(did) ? t(caseStepTexts[did], { who: names[by] }) : did,
    ...(words === undefined ? {} : { detail: words }),
  }));
  return (
    <section>
      <h2>{t(stepTexts.title)}</h2>
      <Timeline steps={steps} />
    </section>
  );
};

const Steps = ({ one, onChange }: { readonly one: CaseView; readonly onChange: (one: CaseView) => void }): VNode => {
  const { api } = useApp();
  const { t } = useReader();
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const may = (step: CaseView["may"][number]): boolean => one.may.includes(step);
  const take = async (step: CaseStepRequest): Promise<void> => {
    if ("words" in step && step.words.trim() === "") return setError(t(casesTexts.wordsMissing));
    setBusy(true);
    const answer = await api.stepCase(one.id, step);
    setBusy(false);
    if (answer.ok) onChange(answer.value);
    else setError(t(commonTexts.somethingWrong));
  };
  return (
    <>
      {(may("reply") || may("escalate")) && (
        <WordsField
          label={t(may("reply") ? casesTexts.reply : casesTexts.words)}
          hint={may("reply") && one.side === "payee" ? t(casesTexts.replyHint) : undefined}
          error={error}
          value={words}
          longest={longestWords}
          onChange={setWords}
        />
      )}
      <div class="actions">
        {may("reply") && (
          <Button kind="primary" busy={busy} onClick={() => void take({ do: "reply", words })}>
            {t(casesTexts.sendReply)}
          </Button>
        )}
        {may("escalate") && (
          <Button busy={busy} onClick={() => void take({ do: "escalate", words })}>
            {t(casesTexts.escalate)}
          </Button>
        )}
        {may("close") && (
          <Button busy={busy} onClick={() => void take({ do: "close" })}>
            {t(casesTexts.close)}
          </Button>
        )}
      </div>
    </>
  );
};
