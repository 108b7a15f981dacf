import { dayMs, epochMs, type Instant, instant, secondMs } from "../clock.ts";
import { type CaseId, caseIdOf, type HolderId, type IntentId } from "../ids.ts";
import type { Intent } from "../intent/intent.ts";
import { fail, ok, type Result } from "../result.ts";
import {
  type Case,
  type CaseActor,
  type CaseDeed,
  type CaseKind,
  type CaseState,
  caseTransitions,
  isOver,
} from "./case.ts";

/** How long each may take. */
export type CaseRules = {
  /** The other side, to reply. */
  readonly replyMs: number;
  /** The reporter, to say that an answer is not enough; then the case is closed. */
  readonly acceptMs: number;
  /** The operator. */
  readonly operatorMs: number;
  /** The other side is reminded so long before its time is over. */
  readonly remindMs: number;
};

/** What the environment says of the rules: each left out is as in the table. Seconds. */
export type CaseRulesChange = {
  readonly reply_s?: number | undefined;
  readonly accept_s?: number | undefined;
  readonly operator_s?: number | undefined;
  readonly remind_s?: number | undefined;
};

const either = (seconds: number | undefined, days: number): number =>
  seconds === undefined ? days * dayMs : seconds * secondMs;

export const caseRulesWith = ({ reply_s, accept_s, operator_s, remind_s }: CaseRulesChange): CaseRules => ({
  replyMs: either(reply_s, 7),
  acceptMs: either(accept_s, 14),
  operatorMs: either(operator_s, 5),
  remindMs: either(remind_s, 2),
});

export type CaseFault = "not_allowed" | "too_many_steps";

type Timing = { readonly now: number; readonly rules: CaseRules };

/** Who may do what, and what the case becomes by it; in which states, says `caseTransitions`. */
const deeds: Readonly<Partial<Record<CaseDeed, { readonly by: CaseActor; readonly to: CaseState }>>> = {
  replied: { by: "other", to: "answered" },
  escalated: { by: "reporter", to: "waiting_for_operator" },
  closed: { by: "reporter", to: "closed" },
  asked: { by: "operator", to: "waiting_for_other" },
  answered: { by: "operator", to: "answered" },
  resolved: { by: "operator", to: "resolved" },
  refused: { by: "operator", to: "refused" },
  returned: { by: "ledger", to: "returned" },
};

/** An item has an end; so has a quarrel. */
const maximumSteps = 60;

/** What somebody reports. Where there is nobody to ask, or it was somebody else's doing, an operator looks at it at once. */
export const openCase = async (
  reported: {
    readonly intent: IntentId;
    readonly line: number;
    readonly reporter: HolderId;
    readonly other: HolderId | undefined;
    readonly kind: CaseKind;
    readonly words: string;
  },
  { now, rules }: Timing,
): Promise<Case> => {
  const { words, other, ...of } = reported;
  const asked = of.kind === "not_me" || other === of.reporter ? undefined : other;
  const state = asked === undefined ? "waiting_for_operator" : "waiting_for_other";
  const at = instant(now);
  return {
    ...of,
    id: await caseIdOf(of),
    revision: 1,
    other: asked,
    state,
    steps: [{ at, by: "reporter", did: "opened", words }],
    deadline: deadlineIn(state, { now, rules }),
    openedAt: at,
    updatedAt: at,
  };
};

/** The case with one more step, where whoever takes it may. */
export const takeStep = (
  current: Case,
  step: { readonly by: CaseActor; readonly did: CaseDeed; readonly words?: string | undefined },
  timing: Timing,
): Result<Case, CaseFault> => {
  const deed = deeds[step.did];
  if (deed === undefined || !mayDo(current, step)) return fail("not_allowed");
  if (current.steps.length >= maximumSteps && !isOver(deed.to)) return fail("too_many_steps");
  return ok(withStep(current, { ...step, to: deed.to }, timing));
};

/** Whether somebody may take that step now: he is who takes such, and its state allows it. */
export const mayDo = (
  { state, other }: Pick<Case, "state" | "other">,
  { by, did }: { readonly by: CaseActor; readonly did: CaseDeed },
): boolean => {
  const deed = deeds[did];
  if (deed === undefined || deed.by !== by) return false;
  if (did === "replied" && state !== "waiting_for_other") return false;
  if (did === "answered" && state === "waiting_for_other") return false;
  if (did === "escalated" && state === "waiting_for_operator") return false;
  if (deed.to === "waiting_for_other" && other === undefined) return false;
  return (caseTransitions[state] as readonly CaseState[]).includes(deed.to);
};

const withStep = (
  current: Case,
  { to, ...step }: Omit<Case["steps"][number], "at"> & { readonly to: CaseState },
  { now, rules }: Timing,
): Case => ({
  ...current,
  revision: current.revision + 1,
  state: to,
  steps: [...current.steps, { at: instant(now), ...step }],
  deadline: deadlineIn(to, { now, rules }),
  updatedAt: instant(now),
});

const deadlineIn = (state: CaseState, { now, rules }: Timing): Instant | undefined => {
  if (isOver(state)) return undefined;
  if (state === "answered") return instant(now + rules.acceptMs);
  return instant(now + (state === "waiting_for_other" ? rules.replyMs : rules.operatorMs));
};

const isReminded = ({ steps }: Case): boolean => steps.at(-1)?.did === "reminded";

/** When somebody has to look at a case that waits: to remind the other side, then when its time is over. */
export const caseDueAt = (one: Case, { remindMs }: Pick<CaseRules, "remindMs">): Instant | undefined => {
  if (one.deadline === undefined || one.state !== "waiting_for_other" || isReminded(one)) return one.deadline;
  return instant(epochMs(one.deadline) - remindMs);
};

/**
 * What a deadline makes of a case: who does not reply is reminded, then an operator looks at it; an answer that nobody
 * contradicts is enough; an operator who is late is late in everybody's sight. Undefined while nothing is due.
 */
export const afterDeadline = (one: Case, timing: Timing): Case | undefined => {
  const { deadline } = one;
  const due = caseDueAt(one, timing.rules);
  if (deadline === undefined || due === undefined || epochMs(due) > timing.now) return undefined;
  if (epochMs(deadline) > timing.now) {
    const reminded = withStep(one, { by: "clock", did: "reminded", to: one.state }, timing);
    return { ...reminded, deadline };
  }
  const to = one.state === "answered" ? "closed" : "waiting_for_operator";
  return withStep(one, { by: "clock", did: "overdue", to }, timing);
};

/** The case as the payment says it is: one whose line has come back whole is over. The same one where nothing has changed. */
export const withReturn = (one: Case, intent: Pick<Intent, "lines" | "returns">, timing: Timing): Case => {
  const paid = intent.lines[one.line]?.amount;
  const back = Object.values(intent.returns ?? {})
    .filter(({ line }) => line === one.line)
    .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
  if (paid === undefined || back < paid) return one;
  const settled = takeStep(one, { by: "ledger", did: "returned" }, timing);
  return settled.ok ? settled.value : one;
};

/** Of a case that waits for somebody: for whom. */
export const waitsFor = ({ state }: Pick<Case, "state">): CaseActor | undefined => {
  const actors: Partial<Record<CaseState, CaseActor>> = {
    waiting_for_other: "other",
    answered: "reporter",
    waiting_for_operator: "operator",
  };
  return actors[state];
};

export const isCaseId = (id: string): id is CaseId => /^ca_[0-9a-z]{26}$/.test(id);
