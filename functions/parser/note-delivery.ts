import type { ChannelName } from "../../core/channel/channel-event.ts";
import type { DeliveryRecord } from "../../core/channel/delivery-record.ts";
import { type Instant, epochMs, secondMs } from "../../core/clock.ts";

/** Fine enough to see an outage, and no write for every post. */
const everyMs = 30 * secondMs;

/** Notes that a network delivers, now and then: `clockwork` sees by it when it has stopped to. */
export const createDeliveryNote = (deliveries: Pick<DeliveryRecord, "heard">) => {
  const noted = new Map<ChannelName, Instant>();
  return async (channel: ChannelName, receivedAt: Instant): Promise<void> => {
    const last = noted.get(channel);
    if (last !== undefined && epochMs(receivedAt) - epochMs(last) < everyMs) return;
    await deliveries.heard(channel, receivedAt);
    noted.set(channel, receivedAt);
  };
};
