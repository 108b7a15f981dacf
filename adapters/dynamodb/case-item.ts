import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type Case, isOver } from "../../core/case/case.ts";
import { caseDueAt, type CaseRules } from "../../core/case/case-steps.ts";
import { dayMs, epochMs } from "../../core/clock.ts";

type Item = Record<string, AttributeValue>;

/** What was said stays so long after a case is over. */
const keptForMs = 400 * dayMs;

/** Beside the buckets of the intents, whose sweep looks at its own alone. */
export const caseBucket = "cases";

/** In the table of the intents: a change of it reaches the relay by the same stream. */
export const toCaseItem = (one: Case, rules: Pick<CaseRules, "remindMs">): Item => {
  const dueAt = caseDueAt(one, rules);
  return marshall(
    {
      ...one,
      ...(dueAt === undefined ? {} : { dueBucket: caseBucket, dueAt }),
      ...(isOver(one.state) ? { ttl: Math.ceil((epochMs(one.updatedAt) + keptForMs) / 1_000) } : {}),
    },
    { removeUndefinedValues: true },
  );
};

export const fromCaseItem = (item: Item): Case => {
  const { dueBucket: _b, dueAt: _d, ttl: _t, ...stored } = unmarshall(item);
  return stored as Case;
};
