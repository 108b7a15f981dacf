import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute-value.ts";
import type { Scope } from "./scope.ts";
import type { PathStep, PathSyntax } from "./syntax.ts";

/** A path with its aliases resolved: names of attributes and places in lists. */
export type Path = readonly (string | number)[];

const resolveStep = (step: PathStep, { names }: Scope): string | number => {
  if (step.kind === "element") return step.at;
  return step.kind === "name" ? step.name : (names[step.alias] ?? "");
};

export const resolvePath = (path: PathSyntax, scope: Scope): Path => path.map((step) => resolveStep(step, scope));

/** What a value holds at one step; undefined where there is nothing, or no container of the step's kind. */
export const stepInto = (value: AttributeValue | undefined, step: string | number): AttributeValue | undefined =>
  typeof step === "number" ? value?.L?.[step] : value?.M?.[step];

/** Reads a path out of an item. Most paths are one plain name: that needs no list of steps. */
export const readerOf = (path: PathSyntax): ((item: Item, scope: Scope) => AttributeValue | undefined) => {
  const [first, ...rest] = path;
  const readFirst = (item: Item, scope: Scope): AttributeValue | undefined => item[resolveStep(first, scope)];
  if (rest.length === 0) return readFirst;
  return (item, scope) =>
    rest.reduce<AttributeValue | undefined>(
      (value, step) => stepInto(value, resolveStep(step, scope)),
      readFirst(item, scope),
    );
};
