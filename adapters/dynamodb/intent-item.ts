import { type AttributeValue } from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { type Instant, epochMs, instant, minuteMs } from "../../core/clock.ts";
import type { Mark } from "../../core/command/marks.ts";
import { fromBase32 } from "../../core/encoding.ts";
import { heldDueAt } from "../../core/intent/claims.ts";
import { isOpen } from "../../core/intent/intent-state.ts";
import type { Intent, IntentLine } from "../../core/intent/intent.ts";

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
    case "held_for_claim":
      return heldDueAt(intent);
    default:
      return undefined;
  }
};

const dueBucketOf = (id: string): string => String((fromBase32(id.slice(-2))?.[0] ?? 0) % dueBuckets);

/** Under which it is remembered to which intent a post belongs: unlike an intent's id, and any other in the intents table. */
export const aliasOf = (post: { readonly channel: string; readonly postId: string }): string =>
  `post#${post.channel}#${post.postId}`;

/** The intent with the attributes that its indexes are keyed by. */
export const toIntentItem = (intent: Intent): IntentItem => {
  const due = dueAt(intent);
  return marshall(
    {
      ...intent,
      source: { ...intent.source, marks: intent.source.marks && writtenMarks(intent.source.marks) },
      ...(intent.payer.holder ? { payerHolder: intent.payer.holder } : {}),
      ...(isOpen(intent.state) ? { isOpen: true } : {}),
      ...(due ? { dueAt: due, dueBucket: dueBucketOf(intent.id) } : {}),
    },
    { removeUndefinedValues: true },
  );
};

/** A list of maps would take ten times as much of the item. */
const letters = { verb: "v", amount: "a", payee: "p", note: "n" } as const satisfies Record<Mark["part"], string>;
const parts = new Map(Object.entries(letters).map(([part, letter]) => [letter as string, part as Mark["part"]]));

/** "v6-13 a14-20": the first letter of the part, and where it stands. */
const writtenMarks = (marks: readonly Mark[]): string =>
  marks.map(({ part, start, end }) => `${letters[part]}${start}-${end}`).join(" ");

const readMarks = (written: string): readonly Mark[] =>
  written.split(" ").flatMap((mark) => {
    const part = parts.get(mark.charAt(0));
    const [start = 0, end = 0] = mark.slice(1).split("-").map(Number);
    return part === undefined ? [] : [{ start, end, part }];
  });

/** Amounts are below 2^53 (`maximumAmountMinor`), so that a number holds them exactly on the way. */
export const fromIntentItem = (item: IntentItem): Intent => {
  const { payerHolder: _p, isOpen: _o, dueAt: _d, dueBucket: _b, touchedAt: _t, ...stored } = unmarshall(item);
  const intent = stored as StoredIntent;
  const { marks, ...source } = intent.source;
  return {
    ...intent,
    source: { ...source, ...(marks === undefined ? {} : { marks: readMarks(marks) }) },
    lines: intent.lines.map((line) => ({ ...line, amount: BigInt(line.amount) })),
    fee: BigInt(intent.fee),
  };
};

type StoredIntent = Omit<Intent, "lines" | "fee" | "source"> & {
  readonly lines: readonly (Omit<IntentLine, "amount"> & { readonly amount: number })[];
  readonly fee: number;
  readonly source: Omit<Intent["source"], "marks"> & { readonly marks?: string };
};
