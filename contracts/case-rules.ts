import * as z from "zod";
import { type CaseRules, caseRulesWith } from "../core/case/case-steps.ts";

const seconds = z.int().nonnegative();

/** JSON: what a stage changes of the deadlines of cases. */
const caseRules = z
  .strictObject({ reply_s: seconds, accept_s: seconds, operator_s: seconds, remind_s: seconds })
  .partial();

export const caseRulesOf = (json: string): CaseRules => caseRulesWith(caseRules.parse(JSON.parse(json)));
