import type { VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type Bucket, type Step } from "../activity/spending.ts";
import { spendingTexts } from "../texts/messages/activity.ts";
import { useReader } from "../texts/reader.ts";
import { Money } from "./money.tsx";

/** A chart for the eye, which comes only now, and the same as a table for everybody. */
export const SpendingOverTime = (props: {
  readonly buckets: readonly Bucket[];
  readonly step: Step;
  readonly currency: string;
}): VNode => {
  const { buckets, step, currency } = props;
  const { t } = useReader();
  const { nameStep, roundMoney } = useChartWords(step, currency);
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let end: (() => void) | undefined;
    let wanted = true;
    void import("../activity/spending-chart.ts").then(({ drawSpending }) => {
      if (wanted && host.current) end = drawSpending(host.current, buckets, { money: roundMoney, step: nameStep });
    });
    return () => {
      wanted = false;
      end?.();
    };
  }, [buckets.map(({ debit, credit }) => `${debit} ${credit}`).join(), step]);
  const moved = buckets.filter(({ debit, credit }) => debit + credit > 0).toReversed();
  return (
    <section>
      <h2>{t(spendingTexts.overTime)}</h2>
      <div class="chart" ref={host} aria-hidden="true" />
      <p class="chart-key quiet" aria-hidden="true">
        <span class="chart-paid">{t(spendingTexts.paid)}</span>
        <span class="chart-received">{t(spendingTexts.received)}</span>
      </p>
      <details class="figures">
        <summary>{t(spendingTexts.asTable)}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t(spendingTexts.when)}</th>
              <th scope="col">{t(spendingTexts.paid)}</th>
              <th scope="col">{t(spendingTexts.received)}</th>
            </tr>
          </thead>
          <tbody>
            {moved.map(({ startMs, debit, credit }) => (
              <tr key={startMs}>
                <th scope="row">{nameStep(startMs)}</th>
                <td>
                  <Money amount={debit} currency={currency} />
                </td>
                <td>
                  <Money amount={credit} currency={currency} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
};

/** Days are those of UTC: named as such, whatever the phone's own zone. */
const useChartWords = (step: Step, currency: string) => {
  const { locale, wholeMoney } = useReader();
  const form: Intl.DateTimeFormatOptions =
    step === "month" ? { month: "short", year: "2-digit" } : { day: "numeric", month: "short" };
  const format = new Intl.DateTimeFormat(locale, { ...form, timeZone: "UTC" });
  return {
    nameStep: (startMs: number): string => format.format(startMs),
    roundMoney: (amountMinor: number): string => wholeMoney(amountMinor, currency),
  };
};
