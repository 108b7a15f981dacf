import { setTimeout as pause } from "node:timers/promises";
import { webhookSignature } from "../../adapters/funding/sandbox/standard-webhook.ts";
import { type Clock, secondMs } from "../../core/clock.ts";

const timeoutMs = 10 * secondMs;
const retryDelaysMs: readonly number[] = [secondMs, 2 * secondMs, 4 * secondMs, 8 * secondMs];

export type SignedDeliveries = {
  /** Delivers it, again after a failure, a few times. */
  readonly deliver: (message: { readonly id: string; readonly body: string; readonly type: string }) => void;
  /** Gives up what is under way. */
  readonly stop: () => Promise<void>;
};

/** The side of a sandbox that calls webhooks, by the specification "Standard Webhooks". */
export const createSignedDeliveries = (to: {
  readonly url: string;
  readonly secret: string;
  readonly clock: Clock;
}): SignedDeliveries => {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const post = async (id: string, body: Uint8Array<ArrayBuffer>, type: string): Promise<boolean> => {
    const timestamp = String(Math.floor(to.clock() / secondMs));
    try {
      const response = await fetch(to.url, {
        method: "POST",
        headers: {
          "content-type": type,
          "webhook-id": id,
          "webhook-timestamp": timestamp,
          "webhook-signature": webhookSignature(to.secret, { id, timestamp, body }),
        },
        body,
        redirect: "error",
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]),
      });
      await response.arrayBuffer();
      // What is refused once is refused again.
      return response.status < 500;
    } catch {
      return false;
    }
  };
  const persist = async (id: string, body: Uint8Array<ArrayBuffer>, type: string): Promise<void> => {
    for (const delayMs of [0, ...retryDelaysMs]) {
      if (stopping.signal.aborted) return;
      if (delayMs > 0) await pause(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (await post(id, body, type)) return;
    }
  };
  return {
    deliver: ({ id, body, type }) => {
      const delivery = persist(id, new TextEncoder().encode(body), type).finally(() => underWay.delete(delivery));
      underWay.add(delivery);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
};
