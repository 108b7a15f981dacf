import { Refusal } from "../refusal.ts";
import type { Json, JsonObject } from "../template/assembly.ts";

/** Whether a record goes to the function. */
export type Filter = (record: unknown) => boolean;

type Test = (value: unknown) => boolean;

const absent = (value: unknown): boolean => value === undefined;
const isLeaf = (value: unknown): boolean => value === null || typeof value !== "object";

const list = (value: Json): readonly Json[] => (Array.isArray(value) ? value : [value as Json]);

const comparisons: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  "=": (value, bound) => value === bound,
  "<": (value, bound) => value < bound,
  "<=": (value, bound) => value <= bound,
  ">": (value, bound) => value > bound,
  ">=": (value, bound) => value >= bound,
};

const numeric = (argument: Json): Test => {
  const terms = list(argument);
  const tests = Array.from({ length: Math.ceil(terms.length / 2) }, (_, index) => {
    const comparison = comparisons[String(terms[2 * index])];
    const bound = terms[2 * index + 1];
    if (comparison === undefined || typeof bound !== "number") {
      throw new Refusal(`local/ does not know the filter operator numeric ${JSON.stringify(argument)}.`);
    }
    return (value: unknown) => typeof value === "number" && comparison(value, bound);
  });
  return (value) => tests.every((test) => test(value));
};

const text =
  (matches: (value: string) => boolean): Test =>
  (value) =>
    typeof value === "string" && matches(value);

/** The operators of Lambda's event filtering ("Filter rule syntax" in its guide), each on one leaf of the record. */
const operators: Readonly<Record<string, (argument: Json) => Test>> = {
  prefix: (argument) => text((value) => value.startsWith(String(argument))),
  suffix: (argument) => text((value) => value.endsWith(String(argument))),
  "equals-ignore-case": (argument) => text((value) => value.toLowerCase() === String(argument).toLowerCase()),
  "anything-but": (argument) => {
    const others = list(argument);
    const stranger = others.find((other) => typeof other === "object");
    if (stranger !== undefined) {
      throw new Refusal(`local/ does not know the filter operator anything-but ${JSON.stringify(stranger)}.`);
    }
    return (value) => isLeaf(value) && !absent(value) && !others.includes(value as Json);
  },
  exists: (argument) => (value) => (isLeaf(value) && !absent(value)) === argument,
  numeric,
};

const testOf = (rule: Json): Test => {
  if (typeof rule !== "object" || rule === null) return (value) => value === rule;
  const [[name, argument] = ["", null], ...others] = Object.entries(rule as JsonObject);
  const operator = operators[name];
  if (operator === undefined || others.length > 0) {
    throw new Refusal(`local/ does not know the filter operator ${JSON.stringify(rule)}.`);
  }
  return operator(argument);
};

/** An array in the record matches when one of its items does. */
const leafMatcher = (rules: readonly Json[]): Test => {
  const tests = rules.map(testOf);
  const one = (value: unknown): boolean => tests.some((test) => test(value));
  return (value) => (Array.isArray(value) ? value.some(one) : one(value));
};

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Record<string, unknown>)[name] : undefined;

const matcherOf = (pattern: Json): Test => {
  if (Array.isArray(pattern)) return leafMatcher(pattern);
  if (typeof pattern !== "object" || pattern === null) {
    throw new Refusal(`local/ expects a list of rules where the filter has ${JSON.stringify(pattern)}.`);
  }
  const members = Object.entries(pattern).map(([name, inner]): Test => {
    if (name === "$or") {
      const choices = list(inner as Json).map(matcherOf);
      return (value) => choices.some((choice) => choice(value));
    }
    const matches = matcherOf(inner as Json);
    return (value) => matches(memberOf(value, name));
  });
  return (value) => members.every((member) => member(value));
};

/**
 * A record goes on when one of the patterns (JSON, as the template has them) matches; without patterns all do. Throws a
 * `Refusal` that names an operator which is not known here.
 */
export const filterOf = (patterns: readonly string[]): Filter => {
  const matchers = patterns.map((pattern) => matcherOf(JSON.parse(pattern) as Json));
  return (record) => matchers.length === 0 || matchers.some((matches) => matches(record));
};
