import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { type CaseKind, caseKinds, longestWords } from "../../../core/case/case.ts";
import { useApp } from "../app-context.ts";
import { Button } from "../components/button.tsx";
import { ChoiceList } from "../components/choice.tsx";
import { SubPage } from "../components/page.tsx";
import { WordsField } from "../components/words-field.tsx";
import { amountShown, payeesOf } from "../payments/words.ts";
import { go } from "../router.ts";
import { useStore } from "../store.ts";
import { casesTexts } from "../texts/messages/cases.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { paymentTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";

/** What is wrong with a payment, in the person's own words. */
export const ReportPayment = ({ id }: { readonly id: string }): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const { intents, unknown } = useStore(wallet.store);
  useEffect(() => wallet.watch(id), [wallet, id]);
  const intent = intents[id];
  return (
    <SubPage up={{ screen: "intent", id }} upLabel={t(casesTexts.payment)} title={t(casesTexts.report)}>
      {intent !== undefined ? (
        <Form intent={intent} />
      ) : (
        <p role="status">{t(unknown.includes(id) ? paymentTexts.unknownPayment : commonTexts.loading)}</p>
      )}
    </SubPage>
  );
};

const Form = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { api } = useApp();
  const { t, money } = useReader();
  const [kind, setKind] = useState<CaseKind>("not_received");
  const [line, setLine] = useState("0");
  const [words, setWords] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const other = intent.role === "payer" ? (intent.lines[Number(line)]?.payee.name ?? "") : intent.payer.name;
  const send = async (): Promise<void> => {
    if (words.trim() === "") return setError(t(casesTexts.wordsMissing));
    setBusy(true);
    setError(undefined);
    const answer = await api.reportPayment({ intent: intent.id, kind, words, line: Number(line) });
    setBusy(false);
    if (answer.ok) go({ screen: "case", id: answer.value.id });
    else setError(t(commonTexts.somethingWrong));
  };
  return (
    <>
      <p>
        {t(commonTexts.paymentTo, {
          amount: money(amountShown(intent), intent.currency),
          payee: payeesOf(intent, t) ?? "",
        })}
      </p>
      {intent.role === "payer" && intent.lines.length > 1 && (
        <ChoiceList
          label={t(casesTexts.which)}
          options={intent.lines.map(({ payee }, place) => ({ value: String(place), label: payee.name }))}
          value={line}
          onChange={setLine}
        />
      )}
      <h2>{t(casesTexts.what)}</h2>
      <ChoiceList
        label={t(casesTexts.what)}
        options={caseKinds.map((value) => ({ value, label: t(casesTexts[value]) }))}
        value={kind}
        onChange={setKind}
      />
      <WordsField
        label={t(casesTexts.words)}
        hint={kind === "not_me" ? t(casesTexts.asksPiaf) : t(casesTexts.asksOther, { other })}
        error={error}
        value={words}
        longest={longestWords}
        onChange={setWords}
      />
      <div class="actions">
        <Button kind="primary" busy={busy} onClick={() => void send()}>
          {t(casesTexts.send)}
        </Button>
      </div>
    </>
  );
};
