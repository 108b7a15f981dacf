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

/** Every stack of the assembly as one deployment, with the exports of one stack known to the others. */
export const deploymentOf = (stacks: readonly Stack[]): Deployment => {
  const importValue = (exportName: string): Json => {
    for (const stack of stacks) {
      for (const output of Object.values(stack.template.Outputs ?? {})) {
        if (output.Export !== undefined && resolved(stack, output.Export.Name) === exportName) {
          return resolved(stack, output.Value);
        }
      }
    }
    throw new Refusal(`no stack exports ${exportName}.`);
  };
  const entries: readonly Entry[] = stacks.flatMap((stack) =>
    Object.entries(stack.template.Resources).map(([logicalId, resource]) => ({ stack, logicalId, resource })),
  );
  const resolved = (stack: Stack, value: Json): Json =>
    resolve({ stack, importValue, attributes: (logicalId) => attributes.get(`${stack.name}/${logicalId}`)?.() }, value);
  const describe = ({ stack, logicalId, resource }: Entry) => {
    const nameProperty = resource.Properties?.[nameProperties[resource.Type] ?? ""];
    const name = nameProperty === undefined ? `${stack.name}-${logicalId}` : String(resolved(stack, nameProperty));
    const properties = () => resolved(stack, resource.Properties ?? {}) as JsonObject;
    return { name, attributes: attributesByType[resource.Type]?.({ name, logicalId, properties }) ?? {} };
  };
  const descriptions = new Map(
    entries.map((entry) => [`${entry.stack.name}/${entry.logicalId}`, once(() => describe(entry))]),
  );
  const attributes = new Map([...descriptions].map(([key, description]) => [key, () => description().attributes]));
  const declare = (entry: Entry): Declared => {
    const { stack, logicalId, resource } = entry;
    const { name, attributes: known } = describe(entry);
    const { Ref: ref = name, Arn: arn = "" } = known;
    return {
      type: resource.Type,
      stack: stack.name,
      logicalId,
      label: labelOf(entry),
      name,
      ref,
      arn,
      attributes: known,
      properties: resolved(stack, resource.Properties ?? {}) as JsonObject,
    };
  };
  return {
    resources: entries,
    ofType: (...types) => entries.filter(({ resource }) => types.includes(resource.Type)).map(declare),
  };
};
