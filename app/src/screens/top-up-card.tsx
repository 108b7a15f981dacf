import type { VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { TopUpView } from "../../../contracts/http/top-ups.ts";
import { useApp } from "../app-context.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { Banner } from "../components/banner.tsx";
import { Button } from "../components/button.tsx";
import { BackLink, Heading } from "../components/page.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { hrefOf, leaveTo } from "../router.ts";
import { isDark } from "../styles/appearance.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { topUpTexts } from "../texts/messages/top-up.ts";
import { useReader } from "../texts/reader.ts";
import { type CardForm, openCardForm } from "../top-up/card-form.ts";

/** Where the card is typed in: Stripe's form, and our button under it. */
export const TopUpCard = ({ id }: { readonly id: string }): VNode => {
  const { t, money } = useReader();
  const { topUp, form, place, failed } = useCardForm(id);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  const pay = async (): Promise<void> => {
    setBusy(true);
    setError(undefined);
    const backTo = new URL(`/app/${hrefOf({ screen: "top_up_done", id })}`, location.href).href;
    const outcome = (await form?.pay({ backTo })) ?? { kind: "failed" };
    if (outcome.kind === "done") return leaveTo({ screen: "top_up_done", id });
    setBusy(false);
    setError(outcome.kind === "refused" ? outcome.said : t(commonTexts.somethingWrong));
  };
  return (
    <main class="page page-task">
      <BackLink to={{ screen: "top_up" }} label={t(topUpTexts.title)} />
      <Heading>{t(topUpTexts.card)}</Heading>
      <p class="quiet">{t(topUpTexts.hint)}</p>
      {failed && <Banner tone="bad">{t(topUpTexts.formFailed)}</Banner>}
      {form === undefined && !failed && <Skeleton />}
      <div ref={place} />
      <ActionBar status={error}>
        {topUp !== undefined && (
          <Button kind="primary" busy={busy || form === undefined} onClick={() => void pay()}>
            {t(topUpTexts.payAmount, { amount: money(topUp.amount, topUp.currency) })}
          </Button>
        )}
      </ActionBar>
    </main>
  );
};

/** The form of that top-up, mounted in `place`. A top-up that needs no card any more is shown as it stands. */
const useCardForm = (id: string) => {
  const { api } = useApp();
  const { language } = useReader();
  const place = useRef<HTMLDivElement>(null);
  const [topUp, setTopUp] = useState<TopUpView>();
  const [form, setForm] = useState<CardForm>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    const open = async (): Promise<void> => {
      const answer = await api.topUp(id);
      if (left) return;
      if (!answer.ok) return setFailed(true);
      const { next } = answer.value;
      if (next?.kind !== "stripe") return leaveTo({ screen: "top_up_done", id });
      setTopUp(answer.value);
      const opened = await openCardForm({
        publishableKey: next.publishable_key,
        clientSecret: next.client_secret,
        language,
        isDark: isDark(),
      });
      if (left || place.current === null) return;
      opened.mount(place.current);
      setForm(opened);
    };
    open().catch(() => setFailed(true));
    return () => void (left = true);
  }, [id]);
  return { topUp, form, place, failed };
};
