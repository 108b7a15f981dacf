import type { ChannelHistory, PostWritten } from "../../adapters/channels/channel.ts";
import type { QueueSender } from "../../adapters/sqs/queue-sender.ts";
import type { ChannelEventReceived } from "../../contracts/messages/channel-event.ts";
import type { ChannelName } from "../../core/channel/channel-event.ts";
import type { DeliveryRecord, Outage } from "../../core/channel/delivery-record.ts";
import { type Clock, dayMs, epochMs, instant, minuteMs } from "../../core/clock.ts";
import type { Log } from "../_shared/log.ts";

export type MissedDeps = {
  readonly histories: ReadonlyMap<ChannelName, ChannelHistory>;
  readonly deliveries: DeliveryRecord;
  readonly inbound: QueueSender;
  readonly bot: { readonly userId: string };
  readonly clock: Clock;
  readonly log: Log;
};

/** So far back a network remembers, and an older post makes nothing. */
const windowMs = dayMs;

/** Read again each time: a post may show up on the timeline later than a younger one. */
const overlapMs = 10 * minuteMs;

/** A delivery may come this late without anything being wrong. */
const graceMs = 2 * minuteMs;

/** A replay whose end was not told by then is asked for again. */
const replayPatienceMs = 15 * minuteMs;

/**
 * Finds what the networks should have delivered and did not: every post that mentions the bot goes to the parser as if it
 * had come, which makes nothing twice. Where deliveries have stopped altogether, the network is asked to deliver all of
 * that time once more, until it says that it has. Repeating a run changes nothing.
 */
export const findMissed = async (deps: MissedDeps): Promise<undefined> => {
  for (const [channel, history] of deps.histories) {
    const found = await readTimeline(channel, history, deps);
    const outage = await outageOf(channel, found, deps);
    if (outage) await askForReplay({ channel, outage }, history, deps);
  }
};

const readTimeline = async (
  channel: ChannelName,
  history: ChannelHistory,
  { deliveries, inbound, clock, log }: MissedDeps,
): Promise<readonly PostWritten[]> => {
  const now = clock();
  const until = await deliveries.readUntil(channel);
  const since = Math.max(now - windowMs, until === undefined ? 0 : epochMs(until) - overlapMs);
  const found = await history.mentionsSince(instant(since));
  if (!found.ok) {
    log.warn("mentions_unread", { channel, reason: found.fault });
    return [];
  }
  await inbound.send(found.value.map((event) => ({ body: messageOf(event, now), group: event.post.author.id })));
  await deliveries.setReadUntil(channel, instant(now));
  log.info("mentions_read", { channel, posts: found.value.length });
  return found.value;
};

const messageOf = (event: PostWritten, now: number): Omit<ChannelEventReceived, "event"> & { event: PostWritten } => ({
  type: "channel_event.received.v1",
  event,
  receivedAt: instant(now),
  source: "timeline",
});

/** Open already, or begun: a post that should have been delivered is younger than all that was. */
const outageOf = async (
  channel: ChannelName,
  found: readonly PostWritten[],
  { deliveries, bot, clock, log }: MissedDeps,
): Promise<Outage | undefined> => {
  const open = await deliveries.outage(channel);
  if (open) return open;
  const heardAt = await deliveries.lastHeard(channel);
  if (heardAt === undefined) return undefined;
  const isMissed = ({ post }: PostWritten): boolean => {
    const writtenAt = epochMs(post.createdAt);
    const speaksToBot = post.mentions.some(({ userId, start }) => userId === bot.userId && start >= post.writtenFrom);
    return speaksToBot && writtenAt > epochMs(heardAt) + graceMs && writtenAt < clock() - graceMs;
  };
  const missed = found.filter(isMissed).length;
  if (missed === 0) return undefined;
  log.warn("deliveries_missed", { channel, posts: missed, since: heardAt });
  const outage = { since: heardAt };
  await deliveries.setOutage(channel, outage);
  return outage;
};

const askForReplay = async (
  { channel, outage }: { readonly channel: ChannelName; readonly outage: Outage },
  history: ChannelHistory,
  { deliveries, clock, log }: MissedDeps,
): Promise<void> => {
  const now = clock();
  if (outage.replay && now - epochMs(outage.replay.askedAt) < replayPatienceMs) return;
  const from = instant(Math.max(epochMs(outage.since), now - windowMs + minuteMs));
  const asked = await history.replay({ from, to: instant(now) });
  if (!asked.ok) return log.warn("replay_refused", { channel, reason: asked.fault });
  const { jobId } = asked.value;
  await deliveries.setOutage(channel, { since: outage.since, replay: { jobId, askedAt: instant(now) } });
  log.info("replay_asked", { channel, job: jobId, from });
};
