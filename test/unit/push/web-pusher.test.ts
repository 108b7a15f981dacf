import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { vapidKeyFrom } from "../../../adapters/push/vapid-key.ts";
import { createWebPusher } from "../../../adapters/push/web-pusher.ts";
import type { HolderId, IntentId } from "../../../core/ids.ts";
import type { PushMessage } from "../../../core/push/push.ts";
import { isPushEndpoint } from "../../../core/push/push-hosts.ts";
import { type PushReceiver, type PushService, startPushService } from "../../support/push-service.ts";

const key = vapidKeyFrom("a secret of the tests");
let service: PushService;

beforeAll(async () => {
  service = await startPushService(() => key.publicKey);
});
afterAll(() => service.stop());

const pusherWith = (options: Partial<Parameters<typeof createWebPusher>[0]> = {}) =>
  createWebPusher({
    readKey: async () => key,
    subject: "https://pay.example",
    hosts: ["127.0.0.1"],
    clock: Date.now,
    ...options,
  });

const subscriptionOf = ({ subscription: { endpoint, keys } }: PushReceiver) => ({
  id: "psh_1",
  holder: "hol_alice" as HolderId,
  endpoint,
  ...keys,
  language: "en",
  subscribedAt: "2026-03-01T12:00:00.000Z",
});

const message: PushMessage = { kind: "to_approve", intent: "pi_1" as IntentId, language: "en" };

describe("a push message", () => {
  it("is read by its phone, and taken by a service that knows the key", async () => {
    const phone = service.subscribe();
    expect(await pusherWith().send(subscriptionOf(phone), message)).toBe("sent");
    expect(phone.received.map((one) => one.message)).toEqual([message]);
    expect(phone.received[0]?.headers).toMatchObject({ urgency: "high", ttl: "86400" });
  });

  it("is as long with amount and name as without, so that nobody on the way can tell", async () => {
    const phone = service.subscribe();
    const details = { amount: 999_999_99, currency: "EUR", name: "Bérénice".repeat(8) };
    await pusherWith().send(subscriptionOf(phone), message);
    await pusherWith().send(subscriptionOf(phone), { ...message, details });
    expect(phone.received[1]?.message.details).toEqual(details);
    expect(phone.received[0]?.bytes).toBe(phone.received[1]?.bytes);
  });

  it("of another key, or one that lives too long, is not taken, and not tried again", async () => {
    const phone = service.subscribe();
    const stranger = pusherWith({ readKey: async () => vapidKeyFrom("another secret") });
    expect(await stranger.send(subscriptionOf(phone), message)).toBe("refused");
    const inADay = pusherWith({ clock: () => Date.now() + 86_400_000 });
    expect(await inADay.send(subscriptionOf(phone), message)).toBe("refused");
    expect(phone.received).toEqual([]);
  });

  it.each([
    [404, "gone"],
    [410, "gone"],
    [413, "refused"],
    [429, "unavailable"],
    [503, "unavailable"],
    [307, "refused"],
  ])("that is answered with %i counts as %s", async (status, outcome) => {
    const phone = service.subscribe();
    phone.answerWith(status);
    expect(await pusherWith().send(subscriptionOf(phone), message)).toBe(outcome);
  });

  it("to nobody who answers may be tried again; to keys that are none never", async () => {
    const phone = service.subscribe();
    const nowhere = { ...subscriptionOf(phone), endpoint: "http://127.0.0.1:9/push" };
    expect(await pusherWith().send(nowhere, message)).toBe("unavailable");
    expect(await pusherWith().send({ ...subscriptionOf(phone), p256dh: "AAAA" }, message)).toBe("gone");
  });

  it("goes to known push services alone", async () => {
    const phone = service.subscribe();
    expect(await pusherWith({ hosts: ["fcm.googleapis.com"] }).send(subscriptionOf(phone), message)).toBe("refused");
    expect(phone.received).toEqual([]);
  });
});

describe("an endpoint", () => {
  const hosts = ["fcm.googleapis.com", "*.push.apple.com"];
  it.each(["https://fcm.googleapis.com/fcm/send/x", "https://web.push.apple.com/x"])(
    "%s is a push service's",
    (endpoint) => expect(isPushEndpoint(endpoint, hosts)).toBe(true),
  );
  it.each([
    "http://fcm.googleapis.com/x",
    "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com.evil.example/x",
    "https://evil.example/fcm.googleapis.com",
    "https://fcm.googleapis.com@evil.example/x",
    "https://user:secret@fcm.googleapis.com/x",
    "https://push.apple.com/x",
    "https://evilpush.apple.com/x",
    "https://169.254.169.254/latest/meta-data",
    "http://127.0.0.1:9000/x",
    "http://localhost/x",
    "file:///etc/passwd",
    "no address",
  ])("%s is none", (endpoint) => expect(isPushEndpoint(endpoint, hosts)).toBe(false));
});

describe("the key", () => {
  it("is the same for the same secret, and a point of the curve", () => {
    expect(vapidKeyFrom("a secret of the tests").publicKey).toBe(key.publicKey);
    expect(vapidKeyFrom("another").publicKey).not.toBe(key.publicKey);
    expect(Buffer.from(key.publicKey, "base64url")).toHaveLength(65);
    expect(key.privateKey.asymmetricKeyDetails?.namedCurve).toBe("prime256v1");
  });
});
