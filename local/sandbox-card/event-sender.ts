import { setTimeout as pause } from "node:timers/promises";
import { webhookSignature } from "../../adapters/funding/sandbox/standard-webhook.ts";
import { type Clock, secondMs } from "../../core/clock.ts";
import { randomId } from "./payment-book.ts";

const timeoutMs = 10 * secondMs;
const retryDelaysMs: readonly number[] = [secondMs, 2 * secondMs, 4 * secondMs, 8 * secondMs];

export type EventSender = {
  /** Tells of a payment, again after a failure, a few times. */
  readonly tell: (payment: string) => void;
  /** Gives up what is under way. */
  readonly stop: () => Promise<void>;
};

/** The side of the card provider that calls webhooks, by the specification "Standard Webhooks". */
export const createEventSender = (to: {
  readonly url: string;
  readonly secret: string;
  readonly clock: Clock;
}): EventSender => {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const post = async (id: string, body: Uint8Array<ArrayBuffer>): Promise<boolean> => {
    const timestamp = String(Math.floor(to.clock() / secondMs));
    try {
      const response = await fetch(to.url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          "webhook-id": id,
          "webhook-timestamp": timestamp,
          "webhook-signature": webhookSignature(to.secret, { id, timestamp, body }),
        },
        body,
        redirect: "error",
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.arrayBuffer();
      return response.ok;
    } catch {
      return false;
    }
  };
  const deliver = async (payment: string): Promise<void> => {
    const id = randomId("evt");
    const body = new TextEncoder().encode(JSON.stringify({ id, type: "payment.updated", payment }));
    for (const delayMs of [0, ...retryDelaysMs]) {
      if (stopping.signal.aborted) return;
      if (delayMs > 0) await pause(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (await post(id, body)) return;
    }
  };
  return {
    tell: (payment) => {
      const delivery = deliver(payment).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
};
