import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { TopUpView } from "../../../contracts/http/top-ups.ts";
import { useApp } from "../app-context.ts";
import { DoneButton } from "../components/action-bar.tsx";
import { LinkButton } from "../components/button.tsx";
import { Heading, Outcome } from "../components/page.tsx";
import { toast } from "../components/toast.tsx";
import { Spinner } from "../components/waiting.tsx";
import { go, hrefOf } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { topUpTexts } from "../texts/messages/top-up.ts";
import { useReader } from "../texts/reader.ts";
import { afterTopUp } from "../top-up/begin.ts";

const pauseMs = 500;

/** Back from the provider: waits until the wallet has the money, then goes on where the person was. */
export const TopUpDone = ({ id }: { readonly id: string }): VNode => {
  const { api, wallet } = useApp();
  const { t, money } = useReader();
  const [topUp, setTopUp] = useState<TopUpView>();

  useEffect(() => {
    // A bank that asked on a page of its own sends back with the payment's secret in the address.
    if (location.search !== "") history.replaceState(history.state, "", location.pathname + location.hash);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const look = async (): Promise<void> => {
      const answer = await api.topUp(id);
      if (left) return;
      if (answer.ok) setTopUp(answer.value);
      if (!answer.ok || isUnderway(answer.value)) timer = setTimeout(() => void look(), pauseMs);
      if (!answer.ok || answer.value.state !== "credited") return;
      await wallet.refresh();
      toast(t(topUpTexts.credited, { amount: money(answer.value.amount, answer.value.currency) }));
      go(afterTopUp());
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [id]);

  if (topUp !== undefined && isOver(topUp)) return <NotCharged />;
  return (
    <main class="page page-centred" aria-busy="true">
      <div class="outcome">
        <Spinner />
        <Heading>{t(topUpTexts.title)}</Heading>
        <p role="status">{t(topUp?.state === "processing" ? topUpTexts.slow : topUpTexts.waiting)}</p>
      </div>
      {topUp?.state === "processing" && <DoneButton kind="secondary" />}
    </main>
  );
};

const NotCharged = (): VNode => {
  const { t } = useReader();
  return (
    <main class="page page-centred">
      <Outcome icon="alert" tone="bad" title={t(topUpTexts.failed)}>
        <p>{t(topUpTexts.notCharged)}</p>
      </Outcome>
      <div class="actions">
        <LinkButton kind="primary" href={hrefOf({ screen: "top_up" })}>
          {t(commonTexts.tryAgain)}
        </LinkButton>
        <DoneButton kind="secondary" />
      </div>
    </main>
  );
};

const isUnderway = ({ state }: TopUpView): boolean => state === "processing" || state === "paid";

/** The payer came back without having paid. */
const isOver = ({ state }: TopUpView): boolean => state === "requested" || state === "failed";
