import { Tags, type App } from "aws-cdk-lib";
import { StatefulStack } from "./stacks/stateful-stack.ts";
import { StatelessStack } from "./stacks/stateless-stack.ts";
import type { Stage } from "./stages.ts";

/** Adds the whole of Piaf for one stage: what must be kept, and what may be replaced at any time. */
export const addPiaf = (
  app: App,
  stage: Stage,
): { readonly stateful: StatefulStack; readonly stateless: StatelessStack } => {
  const common = { stage, env: { region: stage.region } };
  const stateful = new StatefulStack(app, `piaf-${stage.name}-stateful`, {
    ...common,
    description: "Piaf: wallets, records, people and secrets",
    terminationProtection: stage.keepsData,
  });
  const stateless = new StatelessStack(app, `piaf-${stage.name}-stateless`, {
    ...common,
    description: "Piaf: queues, functions, API and app",
    stateful,
  });
  Tags.of(app).add("piaf:stage", stage.name);
  return { stateful, stateless };
};
