import { afterDeadline } from "../../core/case/case-steps.ts";
import { instant } from "../../core/clock.ts";
import type { SweepDeps } from "./sweep.ts";

/** Cases whose deadline has come: reminded of, moved on, or late. Somebody else's step at the same moment goes before. */
export const moveCases = async ({
  cases,
  caseRules: rules,
  clock,
  log,
}: Pick<SweepDeps, "cases" | "caseRules" | "clock" | "log">): Promise<void> => {
  const now = clock();
  for (const one of await cases.listDue(instant(now))) {
    const moved = afterDeadline(one, { now, rules });
    if (moved === undefined || (await cases.replace(one, moved)) === "conflict") continue;
    if (moved.state === "waiting_for_operator") log.warn("case_overdue", { case: one.id });
    else log.info("case_changed", { case: one.id, state: moved.state });
  }
};
