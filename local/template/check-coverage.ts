import { Refusal } from "../refusal.ts";
import type { Json, JsonObject, Resource, Stack } from "./assembly.ts";
import { coverage, sections, type Coverage, type Covered } from "./coverage.ts";
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

const namesOf = ({ runs, notNeeded }: Covered): readonly string[] => [...runs, ...Object.keys(notNeeded)];

const check = (logicalId: string, { Type, Properties, Condition }: Resource, covered: Coverage | undefined): void => {
  if (covered === undefined) throw new Refusal(`local/ does not know the resource type ${Type} (${logicalId}).`);
  if (Condition !== undefined) throw new Refusal(`local/ does not know the condition ${Condition} of ${logicalId}.`);
  if ("reason" in covered) return;
  const stranger = strangerIn(Properties ?? {}, namesOf(covered));
  if (stranger !== undefined) {
    throw new Refusal(`local/ does not know the property ${stranger} of ${Type} (${logicalId}).`);
  }
};

const checkSections = ({ name, template }: Stack): void => {
  const stranger = Object.keys(template).find((section) => !namesOf(sections).includes(section));
  if (stranger !== undefined)
    throw new Refusal(`local/ does not know the section ${stranger} of the template of ${name}.`);
};

/**
 * Throws a `Refusal` that names the first part of a template, resource type or property which local/ neither runs nor
 * lists as not needed.
 */
export const checkCoverage = (deployment: Deployment): void => {
  new Set(deployment.resources.map(({ stack }) => stack)).forEach(checkSections);
  for (const { logicalId, resource } of deployment.resources) check(logicalId, resource, coverage[resource.Type]);
};
