import { epochMs, type Instant } from "../clock.ts";
import { stateAt } from "./decide-intent.ts";
import type { Intent } from "./intent.ts";
import type { IntentState } from "./intent-state.ts";

/** `proposed`: the post was read. `edited`: the post was, and made a new version. */
export type TimelineStep = { readonly state: IntentState | "proposed" | "edited"; readonly at: Instant };

/**
 * When what is known of an intent happened, oldest first. Made of the times that it has anyway: of a payment that was
 * tried again, the first approval and the last state.
 */
export const timelineOf = (intent: Intent, now: number): readonly TimelineStep[] => {
  const { createdAt, signedAt, updatedAt, source } = intent;
  const state = stateAt(intent, now);
  const steps: TimelineStep[] = [{ state: "proposed", at: createdAt }];
  if (source.edited && epochMs(source.writtenAt) > epochMs(createdAt))
    steps.push({ state: "edited", at: source.writtenAt });
  if (signedAt !== undefined) steps.push({ state: "approved", at: signedAt });
  const last: TimelineStep = {
    state,
    at: state === "expired" && state !== intent.state ? intent.expiresAt : updatedAt,
  };
  const isTold = state === "approved" ? last.at === signedAt : last.at === createdAt && intent.version === 1;
  if (!isTold) steps.push(last);
  return steps.toSorted((one, other) => epochMs(one.at) - epochMs(other.at));
};
