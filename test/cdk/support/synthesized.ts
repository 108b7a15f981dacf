import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, type Stack } from "aws-cdk-lib";
import { afterAll } from "vitest";
import { addPiaf } from "../../../lib/piaf.ts";
import { type Stage, stageOf } from "../../../lib/stages.ts";

export type Resource = {
  readonly id: string;
  readonly Type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a template is what it is
  readonly Properties: any;
  readonly DeletionPolicy?: string;
};

/** The stage, with a folder instead of the built app: the tests ask how it is deployed, not what is in it. */
export const stageForTest = (name: Stage["name"]): Stage => ({
  ...stageOf(name),
  ...(name === "local" ? {} : { appFolder: import.meta.dirname }),
});

/** An app that writes to a folder of its own, which goes when the tests are over that surround the call (not within one). */
export const createApp = ({ bundles }: { readonly bundles: boolean } = { bundles: false }): App => {
  const outdir = mkdtempSync(join(tmpdir(), "piaf-cdk-"));
  afterAll(() => rmSync(outdir, { recursive: true }));
  return new App({ outdir, context: bundles ? {} : { "aws:cdk:bundling-stacks": [] } });
};

/** The app of one stage, its functions unbundled. */
export const createPiaf = (name: Stage["name"]) => {
  const app = createApp();
  return { app, ...addPiaf(app, stageForTest(name)) };
};

/** One stage, synthesized, with what tests ask of it. */
export const synthesize = (name: Stage["name"]) => {
  const { app, stateful, stateless } = createPiaf(name);
  const assembly = app.synth();
  const resourcesOf = (stack: Stack): readonly Resource[] =>
    Object.entries(
      assembly.getStackByName(stack.stackName).template.Resources as Record<string, Omit<Resource, "id">>,
    ).map(([id, resource]) => ({ id, ...resource }));
  const all = [...resourcesOf(stateful), ...resourcesOf(stateless)];
  /** All resources of a kind; there is at least one, so that a loop over them proves something. */
  const every = (type: string): readonly Resource[] => {
    const found = all.filter((resource) => resource.Type === type);
    if (found.length === 0) throw new Error(`The template has no ${type}.`);
    return found;
  };
  return { stateful, stateless, all, every };
};

export type Synthesized = ReturnType<typeof synthesize>;

/** The functions of ours. CDK's own, which copies the app to its bucket, is in Python. */
export const ourFunctions = ({ every }: Synthesized): readonly Resource[] =>
  every("AWS::Lambda::Function").filter(({ id }) => !id.startsWith("CustomCDKBucketDeployment"));

/** The logical id that a `Ref` or `Fn::GetAtt` names. */
export const idIn = (value: unknown): string | undefined => {
  const reference = value as { readonly Ref?: string; readonly "Fn::GetAtt"?: readonly string[] } | undefined;
  return reference?.Ref ?? reference?.["Fn::GetAtt"]?.[0];
};
