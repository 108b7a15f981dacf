import { dayMs, epochMs, type Instant, instant, minuteMs } from "../clock.ts";
import { piafChannel } from "../holder/piaf-address.ts";
import { appChannel, type ClaimOutcome, type Intent, type IntentLine, type Party } from "./intent.ts";
import type { IntentState } from "./intent-state.ts";

/** So long money waits for a payee without a wallet, from the last moment on at which it may be approved. */
const claimableForMs = 14 * dayMs;

/** After so many days of waiting the payer is reminded of it. */
const reminderDays = [1, 7, 13] as const;

/** Whether somebody who is not at Piaf may prove later that the account is his: an address at Piaf is its holder's from the start. */
export const isClaimable = ({ channel }: Pick<Party, "channel">): boolean =>
  channel !== piafChannel && channel !== appChannel;

/** The lines as they are signed: each that pays somebody without a wallet says until when the money waits for him. */
export const waitingLines = (lines: readonly IntentLine[], expiresAt: Instant): readonly IntentLine[] =>
  lines.map((line) =>
    line.check === "unknown" && isClaimable(line.payee)
      ? { ...line, claimUntil: instant(epochMs(expiresAt) + claimableForMs) }
      : line,
  );

/** The indexes of the lines whose money waits. */
export const heldLinesOf = ({ claims = {} }: Pick<Intent, "claims">): readonly number[] =>
  Object.entries(claims).flatMap(([line, outcome]) => (outcome === "held" ? [Number(line)] : []));

/** What has become of a line of an intent that was settled; undefined while it was not. */
export const outcomeOf = ({ state, claims }: Intent, line: number): ClaimOutcome | "paid" | undefined =>
  claims?.[line] ?? (state === "settled" || claims !== undefined ? "paid" : undefined);

/** While any line waits the intent is held; then it says whether anything came back to the payer. */
export const stateByClaims = (
  outcomes: readonly ClaimOutcome[],
): Extract<IntentState, "held_for_claim" | "claimed" | "returned"> => {
  if (outcomes.includes("held")) return "held_for_claim";
  return outcomes.includes("returned") ? "returned" : "claimed";
};

/** Until when the money of an intent waits; undefined where all of it was paid at once. */
export const claimEndOf = ({ lines }: Pick<Intent, "lines">): Instant | undefined =>
  lines.flatMap(({ claimUntil }) => claimUntil ?? []).toSorted()[0];

type Waiting = Pick<Intent, "signedAt" | "updatedAt" | "reminders" | "takeBackAskedAt">;

/** A request that nothing has become of is told again after so long. */
const unansweredMs = 2 * minuteMs;

const remindersOf = ({ signedAt, updatedAt }: Waiting): readonly number[] =>
  reminderDays.map((day) => epochMs(signedAt ?? updatedAt) + day * dayMs);

/** When the sweep has to look at an intent whose money waits; undefined for what waits quietly until it goes back. */
export const heldDueAt = (intent: Waiting): Instant | undefined => {
  const { reminders = 0, takeBackAskedAt } = intent;
  if (takeBackAskedAt !== undefined) return instant(epochMs(takeBackAskedAt) + unansweredMs);
  const next = remindersOf(intent)[reminders];
  return next === undefined ? undefined : instant(next);
};

/** So many times the payer should have been reminded by now. */
export const remindersBy = (intent: Waiting, now: number): number =>
  remindersOf(intent).filter((at) => at <= now).length;
