import { Refusal } from "../refusal.ts";
import type { Json, JsonObject, Stack } from "./assembly.ts";

/** What a resource is known as: `Ref` and `Fn::GetAtt` of the resource, by its logical id. */
type Attributes = (logicalId: string) => Readonly<Record<string, string>> | undefined;

/** Where the local stack pretends to be. The account is that of the queue server. */
export const region = "eu-west-3";
export const account = "000000000000";

type Scope = {
  readonly stack: Stack;
  readonly attributes: Attributes;
  readonly importValue: (exportName: string) => Json;
};

const pseudoParameters = (stack: Stack): Readonly<Record<string, string>> => ({
  "AWS::AccountId": account,
  "AWS::Partition": "aws",
  "AWS::Region": region,
  "AWS::StackName": stack.name,
  "AWS::StackId": `arn:aws:cloudformation:${region}:${account}:stack/${stack.name}/local`,
  "AWS::URLSuffix": "amazonaws.com",
});

const lookUp = (scope: Scope, logicalId: string, attribute: string): Json => {
  const value = scope.attributes(logicalId)?.[attribute];
  if (value !== undefined) return value;
  const type = scope.stack.template.Resources[logicalId]?.Type ?? "an unknown resource";
  throw new Refusal(`local/ does not know the value of ${logicalId}.${attribute} (${type}) in ${scope.stack.name}.`);
};

const reference = (scope: Scope, name: string): Json => {
  const pseudo = pseudoParameters(scope.stack)[name];
  if (pseudo !== undefined) return pseudo;
  const parameter = scope.stack.template.Parameters?.[name];
  // The default of a parameter of the Parameter Store is the name under which AWS would look the value up.
  if (parameter?.Default !== undefined && !parameter.Type?.startsWith("AWS::SSM::")) return parameter.Default;
  return lookUp(scope, name, "Ref");
};

const getAttribute = (scope: Scope, target: Json): Json => {
  const [logicalId, ...path] = typeof target === "string" ? target.split(".") : (target as readonly string[]);
  return lookUp(scope, logicalId ?? "", path.join("."));
};

const textOf = (value: Json): string => {
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  throw new Refusal(`a text is expected where the template has ${JSON.stringify(value)}.`);
};

const substitute = (scope: Scope, argument: Json): Json => {
  const [text, variables] = (Array.isArray(argument) ? argument : [argument, {}]) as [string, JsonObject];
  return text.replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal === "!") return `\${${name}}`;
    const variable = variables[name];
    if (variable !== undefined) return textOf(resolve(scope, variable));
    return textOf(name.includes(".") ? getAttribute(scope, name) : reference(scope, name));
  });
};

const intrinsics: Readonly<Record<string, (scope: Scope, argument: Json) => Json>> = {
  Ref: (scope, name) => reference(scope, name as string),
  "Fn::GetAtt": getAttribute,
  "Fn::Join": (scope, argument) => {
    const [separator, parts] = argument as [string, Json];
    return (resolve(scope, parts) as readonly Json[]).map(textOf).join(separator);
  },
  "Fn::Sub": substitute,
  "Fn::Select": (scope, argument) => {
    const [index, list] = resolve(scope, argument) as [Json, readonly Json[]];
    const chosen = list[Number(index)];
    if (chosen === undefined) throw new Refusal(`Fn::Select finds no item ${textOf(index)} in its list.`);
    return chosen;
  },
  "Fn::Split": (scope, argument) => {
    const [separator, text] = resolve(scope, argument) as [string, Json];
    return textOf(text).split(separator);
  },
  "Fn::ImportValue": (scope, name) => scope.importValue(textOf(resolve(scope, name))),
};

/** Whether an object is a call of a function of CloudFormation, by its one key. */
const intrinsicName = (value: JsonObject): string | undefined => {
  const [name, ...others] = Object.keys(value);
  const isCall = name !== undefined && others.length === 0 && (name === "Ref" || name.startsWith("Fn::"));
  return isCall ? name : undefined;
};

/**
 * The value with every intrinsic in it replaced by what it stands for. Throws a `Refusal` that names an intrinsic, a
 * resource or an attribute that is not known here.
 */
export const resolve = (scope: Scope, value: Json): Json => {
  if (Array.isArray(value)) return value.map((item: Json) => resolve(scope, item));
  if (typeof value !== "object" || value === null) return value;
  const object = value as JsonObject;
  const name = intrinsicName(object);
  if (name === undefined) {
    return Object.fromEntries(Object.entries(object).map(([key, item]) => [key, resolve(scope, item)]));
  }
  const intrinsic = intrinsics[name];
  if (intrinsic === undefined) throw new Refusal(`local/ does not know the intrinsic ${name} (${scope.stack.name}).`);
  return intrinsic(scope, object[name] ?? null);
};
