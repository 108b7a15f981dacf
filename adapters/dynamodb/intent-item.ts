import { type AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type Instant, epochMs, instant, minuteMs } from "../../core/clock.ts";
import { fromBase32 } from "../../core/encoding.ts";
import type { Intent } from "../../core/intent/intent.ts";

/** A payment that has hung for so long is relayed again. */
export const hangsAfterMs = 2 * minuteMs;

/**
 * The sweep's index is spread over so many keys. A payment writes it four times, a key takes a thousand writes a second:
 * enough for sixteen thousand payments.
 */
export const dueBuckets = 64;

export type IntentItem = Record<string, AttributeValue>;

/** When the sweep must look at an intent: at its expiry while it is open, two minutes after the last change while it is being paid. */
const dueAt = (intent: Intent): Instant | undefined => {
  switch (intent.state) {
    case "needs_input":
    case "pending_approval":
      return intent.expiresAt;
    case "approved":
    case "settling":
      return instant(epochMs(intent.updatedAt) + hangsAfterMs);
    default:
      return undefined;
  }
};

const dueBucketOf = (id: string): string => String((fromBase32(id.slice(-2))?.[0] ?? 0) % dueBuckets);

/** The intent with the attributes that its indexes are keyed by. */
export const toIntentItem = (intent: Intent): IntentItem => {
  const due = dueAt(intent);
  return marshall(
    {
      ...intent,
      ...(intent.payer.holder ? { payerHolder: intent.payer.holder } : {}),
      ...(due ? { dueAt: due, dueBucket: dueBucketOf(intent.id) } : {}),
    },
    { removeUndefinedValues: true },
  );
};

/** Amounts are below 2^53 (`maximumAmountMinor`), so that a number holds them exactly on the way. */
export const fromIntentItem = (item: IntentItem): Intent => {
  const { payerHolder: _p, dueAt: _d, dueBucket: _b, touchedAt: _t, ...stored } = unmarshall(item);
  const intent = stored as Omit<Intent, "lines" | "fee"> & { lines: { payee: unknown; amount: number }[]; fee: number };
  return {
    ...intent,
    lines: intent.lines.map((line) => ({ ...line, amount: BigInt(line.amount) })),
    fee: BigInt(intent.fee),
  } as Intent;
};
