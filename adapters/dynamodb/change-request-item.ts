import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { dayMs, epochMs, instant, type Instant } from "../../core/clock.ts";
import type { ChangeRequest } from "../../core/limits/change-request.ts";
import { type LimitNumbers, limitsOf, numbersOf } from "../../core/limits/limits.ts";
import { hangsAfterMs } from "./intent-item.ts";

type Item = Record<string, AttributeValue>;

/** What has been asked for stays to be looked at so long; what came of it stands elsewhere. */
const keptForMs = 90 * dayMs;

/** Beside the buckets of the intents, whose sweep looks at its own alone. */
export const requestBucket = "rq";

/** When the sweep has to look at it, if nothing has become of it. */
export const requestDueAt = (from: Instant): Instant => instant(epochMs(from) + hangsAfterMs);

/** In the table of the intents: a change of it reaches the relay by the same stream. */
export const toChangeRequestItem = ({ change, ...request }: ChangeRequest): Item =>
  marshall(
    {
      ...request,
      change: change.kind === "lower" ? { ...change, limits: numbersOf(change.limits) } : change,
      dueBucket: requestBucket,
      dueAt: requestDueAt(request.askedAt),
      ttl: Math.ceil((epochMs(request.askedAt) + keptForMs) / 1_000),
    },
    { removeUndefinedValues: true },
  );

export const fromChangeRequestItem = (item: Item): ChangeRequest => {
  const { dueBucket: _b, dueAt: _d, ttl: _t, touchedAt: _a, ...stored } = unmarshall(item);
  const request = stored as ChangeRequest;
  const { change } = request;
  return change.kind === "lower"
    ? { ...request, change: { ...change, limits: limitsOf(change.limits as unknown as LimitNumbers) } }
    : request;
};
