import type { Case } from "../case/case.ts";
import type { HolderId } from "../ids.ts";

/** The steps of a case without what this person has said in it, and what an operator has said of it: when and what was done stays. */
export const withoutWordsOf = ({ steps, reporter }: Case, holder: HolderId): Case["steps"] => {
  const self = holder === reporter ? "reporter" : "other";
  return steps.map(({ words, ...step }) =>
    words === undefined || step.by === self || step.by === "operator" ? step : { ...step, words },
  );
};
