import type { Statement } from "./statement.ts";
import { matchesWildcard } from "./wildcard.ts";

/** One thing that a principal asks for: a call asks for one or more. */
export type Access = { readonly action: string; readonly resource: string };

export type Verdict = "allowed" | "denied" | "not_granted";

const covers = (statement: Statement, { action, resource }: Access): boolean =>
  statement.actions.some((pattern) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase())) &&
  statement.resources.some((pattern) => matchesWildcard(pattern, resource));

/**
 * AWS's rule for identity policies within one account: a Deny wins over every Allow, and what no statement allows is not
 * granted. Actions are compared without regard to case, resources with. Resource policies are not looked at.
 */
export const evaluate = (statements: readonly Statement[], access: Access): Verdict => {
  const covering = statements.filter((statement) => covers(statement, access));
  if (covering.some(({ effect }) => effect === "Deny")) return "denied";
  return covering.length > 0 ? "allowed" : "not_granted";
};
