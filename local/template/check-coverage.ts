import { Refusal } from "../refusal.ts";
import type { Json, JsonObject, Resource } from "./assembly.ts";
import { coverage, type Coverage } from "./coverage.ts";
import type { Deployment } from "./declared.ts";

const isObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The first property, or member of one, that neither runs nor is listed as not needed. */
const strangerIn = (properties: JsonObject, known: readonly string[], path = ""): string | undefined => {
  for (const [name, value] of Object.entries(properties)) {
    const full = `${path}${name}`;
    if (known.includes(full)) continue;
    const onlySomeMembers = known.some((other) => other.startsWith(`${full}.`));
    if (!onlySomeMembers || !isObject(value)) return full;
    const stranger = strangerIn(value, known, `${full}.`);
    if (stranger !== undefined) return stranger;
  }
  return undefined;
};

const check = (logicalId: string, { Type, Properties, Condition }: Resource, covered: Coverage | undefined): void => {
  if (covered === undefined) throw new Refusal(`local/ does not know the resource type ${Type} (${logicalId}).`);
  if (Condition !== undefined) throw new Refusal(`local/ does not know the condition ${Condition} of ${logicalId}.`);
  if ("reason" in covered) return;
  const stranger = strangerIn(Properties ?? {}, [...covered.runs, ...Object.keys(covered.notNeeded)]);
  if (stranger !== undefined) {
    throw new Refusal(`local/ does not know the property ${stranger} of ${Type} (${logicalId}).`);
  }
};

/** Throws a `Refusal` that names the first resource type or property which local/ neither runs nor lists as not needed. */
export const checkCoverage = (deployment: Deployment): void => {
  for (const { logicalId, resource } of deployment.resources) check(logicalId, resource, coverage[resource.Type]);
};
