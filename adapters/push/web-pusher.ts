import { sign } from "node:crypto";
import encryption from "web-push/src/encryption-helper.js";
import type { PushMessageView } from "../../contracts/push-message.ts";
import { type Clock, dayMs, hourMs, secondMs } from "../../core/clock.ts";
import type { PushKind, PushMessage, PushOutcome, Pusher, PushSubscription } from "../../core/push/push.ts";
import { isPushEndpoint } from "../../core/push/push-hosts.ts";
import type { VapidKey } from "./vapid-key.ts";

export type WebPusherOptions = {
  readonly readKey: () => Promise<VapidKey>;
  /** Where push services may turn to, an address of the web. */
  readonly subject: string;
  /** Of the push services; see `isPushEndpoint`. */
  readonly hosts: readonly string[];
  readonly clock: Clock;
};

const timeoutMs = 3 * secondMs;

/** For a phone that is off: so long a service keeps a message for it. A proposal lives no longer. */
const keptForS = dayMs / secondMs;

/** Signed anew for each message: half of the day that RFC 8292 allows. */
const tokenLifetimeMs = 12 * hourMs;

/** All messages are as long as this, so that their length tells nobody on the way what is in them. */
const paddedBytes = 1_024;

const urgent: ReadonlySet<PushKind> = new Set(["to_approve", "reported", "new_key"]);

/** `Pusher` by the Web Push protocol (RFC 8030), encrypted (RFC 8291), with the sender's token (RFC 8292). */
export const createWebPusher = (options: WebPusherOptions): Pusher => ({
  send: async (subscription, message) => {
    if (!isPushEndpoint(subscription.endpoint, options.hosts)) return "refused";
    const body = encrypt(subscription, message);
    if (body === undefined) return "gone";
    const headers = {
      authorization: authorization(subscription.endpoint, await options.readKey(), options),
      "content-encoding": "aes128gcm",
      "content-type": "application/octet-stream",
      ttl: String(keptForS),
      urgency: urgent.has(message.kind) ? "high" : "normal",
    };
    return post(subscription.endpoint, { headers, body });
  },
});

/** Undefined for keys that are none: nothing can ever be sent there. */
const encrypt = ({ p256dh, auth }: PushSubscription, message: PushMessage): Uint8Array<ArrayBuffer> | undefined => {
  const json = JSON.stringify(message satisfies PushMessageView);
  const text = json + " ".repeat(Math.max(0, paddedBytes - Buffer.byteLength(json)));
  try {
    return Uint8Array.from(encryption.encrypt(p256dh, auth, text, "aes128gcm").cipherText);
  } catch {
    return undefined;
  }
};

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

const authorization = (endpoint: string, key: VapidKey, { subject, clock }: WebPusherOptions): string => {
  const expires = Math.floor((clock() + tokenLifetimeMs) / secondMs);
  const claims = { aud: new URL(endpoint).origin, exp: expires, sub: subject };
  const signed = `${encoded({ typ: "JWT", alg: "ES256" })}.${encoded(claims)}`;
  const signature = sign("sha256", Buffer.from(signed), { key: key.privateKey, dsaEncoding: "ieee-p1363" });
  return `vapid t=${signed}.${signature.toString("base64url")}, k=${key.publicKey}`;
};

const post = async (
  endpoint: string,
  request: { readonly headers: Record<string, string>; readonly body: Uint8Array<ArrayBuffer> },
): Promise<PushOutcome> => {
  try {
    // A redirection could lead anywhere: it is followed nowhere.
    const init = { method: "POST", redirect: "manual", signal: AbortSignal.timeout(timeoutMs), ...request } as const;
    const { status } = await fetch(endpoint, init);
    return outcomeOf(status);
  } catch {
    return "unavailable";
  }
};

const outcomeOf = (status: number): PushOutcome => {
  if (status >= 200 && status < 300) return "sent";
  if (status === 404 || status === 410) return "gone";
  return status === 429 || status >= 500 ? "unavailable" : "refused";
};
