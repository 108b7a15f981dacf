import type { ActivitySummary } from "../../../contracts/http/wallet.ts";
import { dayMs, epochMs, instant } from "../../../core/clock.ts";

export const periods = ["month", "quarter", "year"] as const;
export type Period = (typeof periods)[number];

/** How far back each looks, and in what steps. */
const lengths = {
  month: { days: 30, step: "day" },
  quarter: { days: 91, step: "week" },
  year: { days: 365, step: "month" },
} as const satisfies Record<Period, { readonly days: number; readonly step: Step }>;

export type Step = "day" | "week" | "month";

/** What was paid and received in one step of the time looked at; minor units. */
export type Bucket = { readonly startMs: number; readonly debit: number; readonly credit: number };

export const stepOf = (period: Period): Step => lengths[period].step;

/** Whole days of UTC, as the summary counts them; the present day is the last. Months begin with their first day. */
export const timeOf = (period: Period, nowMs: number): { readonly from: string; readonly to: string } => {
  const toMs = startOf("day", nowMs) + dayMs;
  return { from: instant(startOf(lengths[period].step, toMs - lengths[period].days * dayMs)), to: instant(toMs) };
};

/** All steps of the time, oldest first, those without any payment too. */
export const bucketsOf = (summary: Pick<ActivitySummary, "days">, period: Period, nowMs: number): readonly Bucket[] => {
  const step = stepOf(period);
  const { from, to } = timeOf(period, nowMs);
  const flows = new Map<number, { debit: number; credit: number }>();
  for (let startMs = epochMs(from); startMs < epochMs(to); startMs = after(step, startMs))
    flows.set(startMs, { debit: 0, credit: 0 });
  for (const { day, debit, credit } of summary.days) {
    const flow = flows.get(startOf(step, epochMs(`${day}T00:00:00.000Z`)));
    if (flow === undefined) continue;
    flow.debit += debit;
    flow.credit += credit;
  }
  return [...flows].map(([startMs, flow]) => ({ startMs, ...flow }));
};

/** Weeks begin on Monday (ISO 8601). */
const startOf = (step: Step, ms: number): number => {
  const at = new Date(ms);
  const day = Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), step === "month" ? 1 : at.getUTCDate());
  return step === "week" ? day - ((at.getUTCDay() + 6) % 7) * dayMs : day;
};

const after = (step: Step, startMs: number): number => {
  const at = new Date(startMs);
  if (step === "month") return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1);
  return startMs + (step === "week" ? 7 : 1) * dayMs;
};
