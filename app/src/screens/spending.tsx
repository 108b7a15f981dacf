import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ActivitySummary } from "../../../contracts/http/wallet.ts";
import { type Period, periods, bucketsOf, stepOf, timeOf } from "../activity/spending.ts";
import { useApp } from "../app-context.ts";
import { Avatar } from "../components/avatar.tsx";
import { Button } from "../components/button.tsx";
import { Segmented } from "../components/choice.tsx";
import { Empty } from "../components/empty.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { Money } from "../components/money.tsx";
import { SubPage } from "../components/page.tsx";
import { Name } from "../components/payee.tsx";
import { SpendingOverTime } from "../components/spending-over-time.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { activityTexts, spendingTexts } from "../texts/messages/activity.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** What was paid and received over time and by person. */
export const Spending = (): VNode => {
  const { clock } = useApp();
  const { t } = useReader();
  const [period, setPeriod] = useState<Period>("month");
  const { summary, failed, again } = useSummary(period);
  return (
    <SubPage up={{ screen: "activity" }} upLabel={t(shellTexts.activity)} title={t(activityTexts.spending)}>
      <Segmented
        label={t(spendingTexts.period)}
        value={period}
        options={periods.map((value) => ({ value, label: t(spendingTexts[value]) }))}
        onChange={setPeriod}
      />
      {failed ? (
        <Button onClick={again}>{t(commonTexts.tryAgain)}</Button>
      ) : summary === undefined ? (
        <Skeleton rows={4} />
      ) : summary.days.length === 0 ? (
        <Empty icon="activity" title={t(spendingTexts.nothing)} hint={t(spendingTexts.nothingHint)} />
      ) : (
        <>
          <Totals summary={summary} />
          <SpendingOverTime
            buckets={bucketsOf(summary, period, clock())}
            step={stepOf(period)}
            currency={summary.currency}
          />
          <ByPerson summary={summary} />
        </>
      )}
    </SubPage>
  );
};

const useSummary = (period: Period) => {
  const { api, clock } = useApp();
  const [attempt, setAttempt] = useState(1);
  const [answer, setAnswer] = useState<{ readonly summary?: ActivitySummary; readonly failed: boolean }>();
  useEffect(() => {
    let wanted = true;
    setAnswer(undefined);
    void api.summary(timeOf(period, clock())).then((told) => {
      if (wanted) setAnswer(told.ok ? { summary: told.value, failed: false } : { failed: true });
    });
    return () => {
      wanted = false;
    };
  }, [api, clock, period, attempt]);
  return {
    summary: answer?.summary,
    failed: answer?.failed ?? false,
    again: () => setAttempt(attempt + 1),
  };
};

const Totals = ({ summary }: { readonly summary: ActivitySummary }): VNode => {
  const { t, day } = useReader();
  const { days, currency } = summary;
  const sumOf = (way: "debit" | "credit"): number => days.reduce((sum, flow) => sum + flow[way], 0);
  return (
    <>
      <Facts>
        <Fact name={t(spendingTexts.paid)} strong>
          <Money amount={sumOf("debit")} currency={currency} />
        </Fact>
        <Fact name={t(spendingTexts.received)}>
          <Money class="money-in" amount={sumOf("credit")} currency={currency} />
        </Fact>
      </Facts>
      {!summary.complete && <p class="quiet">{t(spendingTexts.partial, { day: day(summary.from) })}</p>}
    </>
  );
};

const ByPerson = ({ summary }: { readonly summary: ActivitySummary }): VNode => {
  const { t } = useReader();
  const { people, currency } = summary;
  const most = Math.max(...people.map(({ debit }) => debit), 1);
  return (
    <section>
      <h2>{t(spendingTexts.byPerson)}</h2>
      <ul class="rows">
        {people.map(({ other, debit, credit, times }, place) => (
          <li key={place} class="row">
            <Avatar name={other.name} />
            <span class="row-main">
              <span class="row-head">
                <span class="row-title">
                  <Name>{other.name}</Name>
                </span>
                {debit > 0 && <Money class="row-amount" amount={debit} currency={currency} sign="−" />}
                {credit > 0 && <Money class="row-amount money-in" amount={credit} currency={currency} sign="+" />}
              </span>
              <progress class="share" max={most} value={debit} aria-hidden="true" />
              <span class="row-detail">{t(spendingTexts.times, { count: times })}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
