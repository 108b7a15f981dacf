import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PayoutView } from "../../../contracts/http/payouts.ts";
import { groupedByFour } from "../../../core/bank/iban.ts";
import { useApp } from "../app-context.ts";
import { isUnderWay } from "../bank/payout-draft.ts";
import { Banner } from "../components/banner.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { Money } from "../components/money.tsx";
import { SubPage } from "../components/page.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { payoutTexts } from "../texts/messages/bank.ts";
import { messageFor } from "../texts/message.ts";
import { reasonTexts } from "../texts/messages/outcomes.ts";
import { useReader } from "../texts/reader.ts";

const pauseMs = 2_000;

/** What has become of a payout; looks again while the bank may still say something. */
export const Payout = ({ id }: { readonly id: string }): VNode => {
  const { api, wallet } = useApp();
  const { t } = useReader();
  const [payout, setPayout] = useState<PayoutView | "none">();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    let state: string | undefined;
    const look = async (): Promise<void> => {
      const answer = await api.payout(id);
      if (left) return;
      if (answer.ok) {
        setPayout(answer.value);
        if (state !== undefined && state !== answer.value.state) void wallet.refresh();
        state = answer.value.state;
      } else if (answer.fault.kind === "refused") return setPayout("none");
      if (!answer.ok || isUnderWay(answer.value)) timer = setTimeout(() => void look(), pauseMs);
    };
    void look();
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [id]);
  return (
    <SubPage up={{ screen: "pay_out" }} upLabel={t(payoutTexts.title)} title={t(payoutTexts.title)}>
      {payout === undefined && <Skeleton />}
      {payout === "none" && <p role="status">{t(payoutTexts.unknown)}</p>}
      {typeof payout === "object" && <Known payout={payout} />}
    </SubPage>
  );
};

const tones = { asked: "calm", held: "calm", sent: "calm", settled: "good", returned: "warn", refused: "bad" } as const;

const Known = ({ payout }: { readonly payout: PayoutView }): VNode => {
  const { t, moment } = useReader();
  const { state, reason = "" } = payout;
  const why = state === "refused" ? messageFor(reasonTexts, reason) : undefined;
  return (
    <>
      <div role="status">
        <Banner tone={tones[state]} title={t(payoutTexts[state])}>
          {why !== undefined && `${t(why)} `}
          {t(payoutTexts[`about_${state}`])}
          {state === "returned" && reason !== "" && ` (${reason})`}
        </Banner>
      </div>
      <Facts>
        <Fact name={t(payoutTexts.amount)} strong>
          <Money amount={payout.amount} currency={payout.currency} class="private" />
        </Fact>
        <Fact name={t(payoutTexts.to)}>
          <bdi>{payout.name}</bdi>
        </Fact>
        <Fact name={t(payoutTexts.iban)}>
          <code class="typed-off">{groupedByFour(payout.iban)}</code>
        </Fact>
        <Fact name={t(payoutTexts.state)}>
          <time dateTime={payout.created_at}>{moment(payout.created_at)}</time>
        </Fact>
      </Facts>
    </>
  );
};
