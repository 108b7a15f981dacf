import * as z from "zod";
import type { ChannelEvent } from "../../../core/channel/channel-event.ts";
import { type Result, fail, ok } from "../../../core/result.ts";
import type { EventReading } from "../channel.ts";
import { readDeletion, readRevocation, readStatus } from "./account-event.ts";
import { activityEnvelope, readActivity } from "./activity-event.ts";
import { id } from "./fields.ts";

/** One thing that X delivered: what Piaf makes of it, and what X calls it. */
type Part = { readonly kind: string; readonly event: ChannelEvent | undefined };

const anything = z.record(z.string(), z.unknown());
const list = z.array(z.unknown()).catch([]);

/**
 * Both families come to one webhook and are told apart by shape: `data.event_type` is the X Activity API,
 * `for_user_id` with arrays of events, or `user_event`, is the Account Activity API.
 */
export const readEvents = (body: Uint8Array, botUserId: string): Result<EventReading, "malformed"> => {
  const delivery = anything.safeParse(parseJson(body));
  if (!delivery.success) return fail("malformed");
  const parts = partsOf(delivery.data);
  return ok({
    events: parts.flatMap((part) => (part.event && !isOwn(part.event, botUserId) ? [part.event] : [])),
    unknown: parts.flatMap((part) => (part.event || unused.test(part.kind) ? [] : [part.kind])),
  });
};

/** What X is known to send and Piaf has no use for, in both families. */
const unused =
  /^((chat|dm|follow|profile)\..+|(direct_message|favorite|follow|block|mute)_?\w*_events|replay_job_status)$/;

const parseJson = (body: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
};

const partsOf = (delivery: Readonly<Record<string, unknown>>): readonly Part[] => {
  if ("data" in delivery) return [delivery["data"]].flat().map(activityPart);
  if ("for_user_id" in delivery) return accountParts(delivery);
  if ("replay_job_status" in delivery)
    return [{ kind: "replay_job_status", event: readReplayEnd(delivery["replay_job_status"]) }];
  if ("user_event" in delivery) {
    const revoke = anything.safeParse(delivery["user_event"]).data?.["revoke"];
    return [{ kind: "user_event", event: readRevocation(revoke) }];
  }
  return [{ kind: keysOf(delivery), event: undefined }];
};

const activityPart = (data: unknown): Part => {
  const envelope = activityEnvelope.safeParse(data);
  if (!envelope.success) return { kind: "data", event: undefined };
  return { kind: envelope.data.event_type.slice(0, 64), event: readActivity(envelope.data) };
};

const replayStatus = z.object({ job_id: id, job_state: z.string() });

const readReplayEnd = (status: unknown): ChannelEvent | undefined => {
  const parsed = replayStatus.safeParse(status);
  if (!parsed.success) return undefined;
  const { job_id: jobId, job_state: state } = parsed.data;
  return { type: "replay_ended", channel: "x", jobId, complete: state === "Complete" };
};

const accountParts = (delivery: Readonly<Record<string, unknown>>): readonly Part[] => {
  // Whom the bot has blocked gives no orders; X says so as a boolean or as a string.
  const blocked = String(delivery["user_has_blocked"]) === "true";
  const written = blocked ? [] : list.parse(delivery["tweet_create_events"]);
  const deleted = list.parse(delivery["tweet_delete_events"]);
  const others = Object.keys(delivery).filter((key) => key.endsWith("_events") && !knownArrays.has(key));
  return [
    ...written.map((entry) => ({ kind: "tweet_create_events", event: readStatus(entry) })),
    ...deleted.map((entry) => ({ kind: "tweet_delete_events", event: readDeletion(entry) })),
    ...others.map((kind) => ({ kind: kind.slice(0, 64), event: undefined })),
  ];
};

const knownArrays: ReadonlySet<string> = new Set(["tweet_create_events", "tweet_delete_events"]);

/** The names of the parts, never their content. */
const keysOf = (delivery: Readonly<Record<string, unknown>>): string =>
  Object.keys(delivery)
    .slice(0, 5)
    .map((key) => key.slice(0, 32))
    .join("+");

/** The bot's own posts come back as events. */
const isOwn = (event: ChannelEvent, botUserId: string): boolean =>
  (event.type === "post_written" && event.post.author.id === botUserId) ||
  (event.type === "post_deleted" && event.authorId === botUserId);
