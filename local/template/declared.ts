import { Refusal } from "../refusal.ts";
import type { Json, JsonObject, Resource, Stack } from "./assembly.ts";
import { attributesByType, nameProperties } from "./attributes.ts";
import { resolve } from "./intrinsics.ts";

/** A resource of the template, all of it resolved. */
export type Declared = {
  readonly type: string;
  readonly stack: string;
  readonly logicalId: string;
  /** What the construct is called in `lib/`: "ledger" for the function of the ledger. */
  readonly label: string;
  /** The name by which others call it: the template's, or one made of the stack and the logical id, as CloudFormation does. */
  readonly name: string;
  /** What its `Ref` gives. */
  readonly ref: string;
  /** Its ARN, where it has one. */
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly properties: JsonObject;
};

export type Deployment = {
  readonly resources: readonly { readonly stack: Stack; readonly logicalId: string; readonly resource: Resource }[];
  /** The resources of these types, resolved. */
  readonly ofType: (...types: readonly string[]) => readonly Declared[];
};

const once = <Value>(make: () => Value): (() => Value) => {
  let made: { value: Value } | undefined;
  return () => (made ??= { value: make() }).value;
};

type Entry = { readonly stack: Stack; readonly logicalId: string; readonly resource: Resource };

/** The last name in the construct's path; CDK calls the resource inside of a construct "Resource". */
const labelOf = ({ logicalId, resource }: Entry): string => {
  const path = resource.Metadata?.["aws:cdk:path"]?.split("/").filter((part) => part !== "Resource");
  return path?.at(-1) ?? logicalId;
};

/** A resource by the names under which others refer to it; its properties are resolved when they are asked for. */
const declare = (entry: Entry, resolved: (value: Json) => Json): Declared => {
  const { stack, logicalId, resource } = entry;
  const given = resource.Properties?.[nameProperties[resource.Type] ?? ""];
  const name = given === undefined ? `${stack.name}-${logicalId}` : String(resolved(given));
  const properties = once(() => resolved(resource.Properties ?? {}) as JsonObject);
  const attributes = attributesByType[resource.Type]?.({ name, logicalId }) ?? {};
  return {
    type: resource.Type,
    stack: stack.name,
    logicalId,
    label: labelOf(entry),
    name,
    ref: attributes.Ref ?? name,
    arn: attributes.Arn ?? "",
    attributes,
    // Those of a resource that does not run here may refer to what is not known here.
    get properties() {
      return properties();
    },
  };
};

/** Every stack of the assembly as one deployment, with the exports of one stack known to the others. */
export const deploymentOf = (stacks: readonly Stack[]): Deployment => {
  const importValue = (exportName: string): Json => {
    for (const stack of stacks) {
      for (const { Export, Value } of Object.values(stack.template.Outputs ?? {})) {
        if (Export !== undefined && resolvedIn(stack)(Export.Name) === exportName) return resolvedIn(stack)(Value);
      }
    }
    throw new Refusal(`no stack exports ${exportName}.`);
  };
  const resolvedIn =
    (stack: Stack) =>
    (value: Json): Json =>
      resolve({ stack, importValue, attributes: (logicalId) => declared(stack, logicalId)?.attributes }, value);
  const entries: readonly Entry[] = stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources).map(([logicalId, resource]) => ({ stack, logicalId, resource })),
  );
  const all = entries.map((entry) => ({ entry, declare: once(() => declare(entry, resolvedIn(entry.stack))) }));
  const declared = (stack: Stack, logicalId: string): Declared | undefined =>
    all.find(({ entry }) => entry.stack === stack && entry.logicalId === logicalId)?.declare();
  return {
    resources: entries,
    ofType: (...types) =>
      all.filter(({ entry }) => types.includes(entry.resource.Type)).map((resource) => resource.declare()),
  };
};
