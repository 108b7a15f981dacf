import { randomUUID } from "node:crypto";
import { Refusal } from "../refusal.ts";
import type { Declared } from "../template/declared.ts";
import { account, region } from "../template/intrinsics.ts";
import type { LocalFunction } from "../workers/pool.ts";

/** `input`: what the function gets instead of the event of the schedule. */
type ScheduledCall = { readonly functionArn: string; readonly input?: unknown };

export type Schedule = { readonly arn: string; readonly everyMs: number; readonly calls: readonly ScheduledCall[] };

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

/** "rate(5 minutes)" in milliseconds. Throws a `Refusal` that names any other expression. */
const rateMs = (expression: string): number => {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
  const one = unitMs[unit ?? ""];
  if (one === undefined) throw new Refusal(`local/ does not know the schedule ${expression}.`);
  return Number(count) * one;
};

type Target = { readonly Arn: string; readonly Id: string; readonly Input?: string };

const targetMembers = ["Arn", "Id", "Input"];

const callsOf = ({ logicalId, properties }: Declared): readonly ScheduledCall[] =>
  (properties.Targets as readonly Target[]).map((target) => {
    const stranger = Object.keys(target).find((member) => !targetMembers.includes(member));
    if (stranger !== undefined) throw new Refusal(`local/ does not know ${stranger} of a target of ${logicalId}.`);
    const { Arn: functionArn, Input: input } = target;
    return input === undefined ? { functionArn } : { functionArn, input: JSON.parse(input) as unknown };
  });

/** The rules that run functions by the clock, those that are switched off left out. */
export const schedulesOf = (rules: readonly Declared[]): readonly Schedule[] =>
  rules
    .filter(({ properties }) => properties.State !== "DISABLED")
    .map((rule) => ({
      arn: `arn:aws:events:${region}:${account}:rule/${rule.name}`,
      everyMs: rateMs(String(rule.properties.ScheduleExpression)),
      calls: callsOf(rule),
    }));

const eventOf = ({ arn }: Schedule) => ({
  version: "0",
  id: randomUUID(),
  "detail-type": "Scheduled Event",
  source: "aws.events",
  account,
  time: new Date().toISOString(),
  region,
  resources: [arn],
  detail: {},
});

/** Runs each schedule at its rate, the first time one interval from now. A run that still goes on is not overtaken. */
export const startSchedules = (
  schedules: readonly Schedule[],
  functionByArn: (arn: string) => LocalFunction,
): { readonly stop: () => void } => {
  const timers = schedules.map((schedule) => {
    const targets = schedule.calls.map((call) => ({ ...call, target: functionByArn(call.functionArn) }));
    let isRunning = false;
    return setInterval(async () => {
      if (isRunning) return;
      isRunning = true;
      await Promise.all(targets.map(({ target, input }) => target.invoke(input ?? eventOf(schedule))));
      isRunning = false;
    }, schedule.everyMs);
  });
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
};
