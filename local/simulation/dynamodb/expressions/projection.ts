import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import type { Item } from "../attribute-value.ts";
import { validationError } from "../errors.ts";
import { type Path, resolvePath } from "./path.ts";
import { parseProjection } from "./parse-path.ts";
import type { Compiled, Scope } from "./scope.ts";
import type { PathSyntax } from "./syntax.ts";
import { type ExpressionKind, readTokens } from "./tokens.ts";

export type Projection = Compiled & { readonly paths: readonly PathSyntax[] };

export const compileProjection = (text: string): Projection => {
  const kind: ExpressionKind = "ProjectionExpression";
  const reader = readTokens(kind, text);
  const paths = parseProjection(reader);
  reader.expectEnd();
  return { kind, placeholders: reader.placeholders, paths };
};

/** Whether one path leads into, or is, what the other leads to. */
const overlap = (one: Path, other: Path): boolean => {
  const length = Math.min(one.length, other.length);
  return one.slice(0, length).every((step, at) => step === other[at]);
};

/** Throws when two of an expression's paths lead to the same place. */
export const checkDistinct = (kind: ExpressionKind, paths: readonly Path[]): void => {
  const clash = paths.some((path, at) => paths.slice(at + 1).some((other) => overlap(path, other)));
  if (clash)
    throw validationError(
      `Invalid ${kind}: Two document paths overlap with each other; must remove or rewrite one of these paths`,
    );
};

/** A part of a value as a tree of the steps that lead to what is wanted; no branches: all of it. */
type Wanted = Map<string | number, Wanted>;

const treeOf = (paths: readonly Path[]): Wanted => {
  const root: Wanted = new Map();
  for (const path of paths) {
    let branch = root;
    for (const step of path) {
      const next = branch.get(step) ?? new Map<string | number, Wanted>();
      branch.set(step, next);
      branch = next;
    }
  }
  return root;
};

/** Of a list the wanted elements, closed up, in their order. */
const prune = (value: AttributeValue, wanted: Wanted): AttributeValue | undefined => {
  if (wanted.size === 0) return value;
  if (value.M !== undefined) {
    const members = pruneItem(value.M, wanted);
    return Object.keys(members).length > 0 ? { M: members } : undefined;
  }
  const elements = (value.L ?? []).flatMap((element, at) => {
    const inner = wanted.get(at);
    const part = inner && prune(element, inner);
    return part === undefined ? [] : [part];
  });
  return elements.length > 0 ? { L: elements } : undefined;
};

const pruneItem = (item: Item, wanted: Wanted): Item => {
  const pruned: Item = {};
  for (const [name, inner] of wanted) {
    const value = item[name];
    const part = value && prune(value, inner);
    if (part !== undefined) pruned[name] = part;
  }
  return pruned;
};

/** What an item holds at the paths; what it does not hold is left out. */
export const projectPaths = (item: Item, paths: readonly Path[]): Item => pruneItem(item, treeOf(paths));

const resolved = ({ paths }: Projection, scope: Scope): readonly Path[] =>
  paths.map((path) => resolvePath(path, scope));

export const checkProjection = (projection: Projection, scope: Scope): void =>
  checkDistinct(projection.kind, resolved(projection, scope));

export const project = (item: Item, projection: Projection, scope: Scope): Item =>
  projectPaths(item, resolved(projection, scope));
