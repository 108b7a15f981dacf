import { createHmac, randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { secondMs } from "../../core/clock.ts";

const timeoutMs = 10 * secondMs;
const retryDelaysMs: readonly number[] = [secondMs, 2 * secondMs, 4 * secondMs];

export type WebhookClient = {
  /** The challenge-response check. Throws one sentence when the webhook does not prove itself. */
  check(url: string): Promise<void>;
  /** Signs and posts, again after a failure, a few times. Says whether it was taken in the end. */
  deliver(url: string, event: unknown): Promise<boolean>;
  /** Gives up what is under way. */
  stop(): Promise<void>;
};

/** The side of X that calls webhooks. */
export const createWebhookClient = (consumerSecret: string): WebhookClient => {
  const stopping = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const sign = (text: string): string => `sha256=${createHmac("sha256", consumerSecret).update(text).digest("base64")}`;
  const post = (url: string, body: string): Promise<boolean> =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", "x-twitter-webhooks-signature": sign(body) },
      body,
      redirect: "error",
      signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]),
    }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
  const deliver = async (url: string, event: unknown): Promise<boolean> => {
    const body = JSON.stringify(event);
    if (await post(url, body)) return true;
    for (const delayMs of retryDelaysMs) {
      if (stopping.signal.aborted) return false;
      await pause(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (await post(url, body)) return true;
    }
    return false;
  };
  return {
    check: async (url) => {
      const token = randomBytes(24).toString("base64url");
      const answer: unknown = await fetch(`${url}?crc_token=${token}`, {
        redirect: "error",
        signal: AbortSignal.any([stopping.signal, AbortSignal.timeout(timeoutMs)]),
      }).then(
        (response) => (response.ok ? response.json() : undefined),
        () => undefined,
      );
      if ((answer as { response_token?: unknown } | undefined)?.response_token !== sign(token))
        throw new Error(`The webhook ${url} does not answer the challenge with the app's consumer secret.`);
    },
    deliver: (url, event) => {
      const delivery = deliver(url, event);
      underWay.add(delivery);
      return delivery.finally(() => underWay.delete(delivery));
    },
    stop: async () => {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
};
