import { Refusal } from "../refusal.ts";
import type { JsonObject } from "../template/assembly.ts";
import { managedPoliciesNotNeeded } from "../template/coverage.ts";
import type { Declared, Deployment } from "../template/declared.ts";
import { statementsOf, type Statement } from "./statement.ts";

const inlineDocuments = (role: Declared): readonly JsonObject[] =>
  ((role.properties.Policies ?? []) as readonly { PolicyDocument: JsonObject }[]).map(
    (policy) => policy.PolicyDocument,
  );

const attachedDocuments = (deployment: Deployment, role: Declared): readonly JsonObject[] =>
  deployment
    .ofType("AWS::IAM::Policy")
    .filter(({ properties }) => (properties.Roles as readonly string[]).includes(role.ref))
    .map(({ properties }) => properties.PolicyDocument as JsonObject);

/** Every statement that the template gives to a role: its own, and those of the policies attached to it. */
export const statementsOfRole = (deployment: Deployment, role: Declared): readonly Statement[] => {
  for (const arn of (role.properties.ManagedPolicyArns ?? []) as readonly string[]) {
    if (managedPoliciesNotNeeded[arn] === undefined) {
      throw new Refusal(`local/ does not know the managed policy ${arn} of ${role.logicalId}.`);
    }
  }
  const documents = [...inlineDocuments(role), ...attachedDocuments(deployment, role)];
  return documents.flatMap((document) => statementsOf(document, role.logicalId));
};
