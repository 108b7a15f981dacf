import { Refusal } from "../refusal.ts";
import type { Json, JsonObject } from "../template/assembly.ts";
import { isKnownAction } from "./actions.ts";

/** A statement of an identity policy, of the subset that CDK emits for a function's role. */
export type Statement = {
  readonly effect: "Allow" | "Deny";
  readonly actions: readonly string[];
  readonly resources: readonly string[];
};

const elements = new Set(["Sid", "Effect", "Action", "Resource"]);

const list = (value: Json | undefined): readonly string[] => (Array.isArray(value) ? value : [value]) as string[];

const statementOf = (statement: JsonObject, owner: string): Statement => {
  const unknown = Object.keys(statement).find((element) => !elements.has(element));
  if (unknown !== undefined) {
    const detail = unknown === "Condition" ? ` ${JSON.stringify(statement[unknown])}` : "";
    throw new Refusal(`local/ does not evaluate the element ${unknown}${detail} in the policy of ${owner}.`);
  }
  const actions = list(statement.Action);
  const stranger = actions.find((action) => !isKnownAction(action));
  if (stranger !== undefined)
    throw new Refusal(`local/ does not know the action ${stranger} in the policy of ${owner}.`);
  return { effect: statement.Effect as Statement["effect"], actions, resources: list(statement.Resource) };
};

/**
 * The statements of a policy document. Throws a `Refusal` that names an element (a condition, for one) or an action that
 * is not known here: what is not evaluated must not look as if it were.
 */
export const statementsOf = (document: JsonObject, owner: string): readonly Statement[] =>
  (document.Statement as readonly JsonObject[]).map((statement) => statementOf(statement, owner));
