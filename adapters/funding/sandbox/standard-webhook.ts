import { createHmac, timingSafeEqual } from "node:crypto";
import { minuteMs, secondMs } from "../../../core/clock.ts";
import type { ProviderDelivery } from "../../../core/funding/funding-provider.ts";

/** An event that is older, or comes from the future by as much, is taken for a replay. */
const toleranceMs = 5 * minuteMs;

/** What a sender signs, by the specification "Standard Webhooks": id, time in seconds, and the bytes of the body. */
export const webhookSignature = (
  secret: string,
  message: { readonly id: string; readonly timestamp: string; readonly body: Uint8Array },
): string => {
  const hash = createHmac("sha256", secret).update(`${message.id}.${message.timestamp}.`).update(message.body);
  return `v1,${hash.digest("base64")}`;
};

/** Whether one of the secrets signed these bytes, lately. */
export const isSignedBy = (
  secrets: readonly string[],
  { headers, body, nowMs }: ProviderDelivery & { readonly nowMs: number },
): boolean => {
  const id = headers["webhook-id"] ?? "";
  const timestamp = headers["webhook-timestamp"] ?? "";
  if (id === "" || !/^\d{1,12}$/.test(timestamp)) return false;
  if (Math.abs(nowMs - Number(timestamp) * secondMs) > toleranceMs) return false;
  const shown = (headers["webhook-signature"] ?? "").split(" ");
  return secrets.some((secret) => {
    const wanted = Buffer.from(webhookSignature(secret, { id, timestamp, body }));
    return shown.some((one) => isSame(Buffer.from(one), wanted));
  });
};

const isSame = (left: Buffer, right: Buffer): boolean => left.length === right.length && timingSafeEqual(left, right);
