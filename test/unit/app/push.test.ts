import { describe, expect, it } from "vitest";
import { followOpened } from "../../../app/src/push/follow-opened.ts";
import { notificationOf } from "../../../app/src/push/notification.ts";
import { createPhonePush, type PushBrowser } from "../../../app/src/push/subscribe.ts";
import { hrefOf } from "../../../app/src/router.ts";
import { consentTexts } from "../../../contracts/consent-texts.ts";
import type { PushSubscriptionRequest } from "../../../contracts/http/push.ts";
import { pushMessage } from "../../../contracts/push-message.ts";
import { fromBase64Url, toBase64Url } from "../../../core/encoding.ts";
import { pushSubscriptionIdOf } from "../../../core/ids.ts";
import { fail, ok } from "../../../core/result.ts";
import { spokenLanguages } from "../../../locales/languages.ts";

const details = { amount: 1_299, currency: "EUR", name: "Bob" };

describe("a notification", () => {
  it("says neither amount nor name unless the message does, and leads to the payment", () => {
    const shown = notificationOf({ kind: "to_approve", intent: "pi_1", language: "en" });
    expect(shown).toEqual({
      title: "A payment waits for your approval",
      body: "",
      language: "en",
      tag: "pi_1",
      place: hrefOf({ screen: "intent", id: "pi_1" }),
      waits: true,
    });
  });

  it("says what it may in the reader's language and way to write money", () => {
    const title = (kind: "to_approve" | "received", language: string) =>
      notificationOf({ kind, intent: "pi_1", language, details })?.title;
    expect(title("to_approve", "fr-CA")).toMatch(/^12,99\s€ à Bob : vous approuvez ?/u);
    expect(title("received", "nl")).toMatch(/^€\s12,99 van Bob$/u);
    const several = {
      kind: "to_approve",
      intent: "pi_1",
      language: "en",
      details: { amount: 5, currency: "EUR" },
    } as const;
    expect(notificationOf(several)?.title).toBe("€0.05: do you approve?");
    expect(notificationOf({ ...several, details: { amount: 5, currency: "???" } })?.title).toBe(
      "A payment waits for your approval",
    );
  });

  it("has words for every kind in every language, and none for a kind that it does not know", () => {
    for (const kind of pushMessage.shape.kind.options) {
      const titles = spokenLanguages.map((language) => notificationOf({ kind, language })?.title);
      expect(new Set(titles).size, kind).toBe(spokenLanguages.length);
    }
    expect(notificationOf({ kind: "advertisement", language: "en" } as never)).toBeUndefined();
  });

  it("of a key leads to where keys are removed, and tells that it may", () => {
    const shown = notificationOf({ kind: "new_key", language: "en" });
    expect(shown).toMatchObject({ tag: "new_key", place: hrefOf({ screen: "settings" }), waits: false });
    expect(shown?.body).toMatch(/remove it/);
  });
});

describe("an open page", () => {
  it("goes where a touched notification leads, within the app only", () => {
    const worker = new EventTarget();
    const gone: string[] = [];
    followOpened(worker as never, (place) => gone.push(place));
    const say = (data: unknown) => worker.dispatchEvent(new MessageEvent("message", { data }));
    for (const data of [
      { type: "open", place: "#/payments/pi_1" },
      { type: "open", place: "https://evil.example" },
      "x",
      null,
    ])
      say(data);
    expect(gone).toEqual(["#/payments/pi_1"]);
  });
});

const [keyA, keyB] = [toBase64Url(new Uint8Array(65).fill(4)), toBase64Url(new Uint8Array(65).fill(5))];

const phone = ({ answer = "granted" as NotificationPermission } = {}) => {
  const state = {
    permission: "default" as NotificationPermission,
    publicKey: keyA as string | undefined,
    made: 0,
    reachable: true,
  };
  const told: PushSubscriptionRequest[] = [];
  const taken: string[] = [];
  let current: PushSubscription | null = null;
  const subscribe = async ({
    applicationServerKey = "",
  }: PushSubscriptionOptionsInit = {}): Promise<PushSubscription> => {
    state.made += 1;
    const endpoint = `https://push.example/${state.made}`;
    const key = fromBase64Url(String(applicationServerKey)) as Uint8Array<ArrayBuffer>;
    current = {
      endpoint,
      options: { applicationServerKey: key.buffer, userVisibleOnly: true },
      toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => {
        current = null;
        return true;
      },
    } as unknown as PushSubscription;
    return current;
  };
  const browser: PushBrowser = {
    permission: () => state.permission,
    askPermission: async () => (state.permission = answer),
    manager: async () => ({ getSubscription: async () => current, subscribe }),
  };
  const api = {
    subscribeToPush: async (subscription: PushSubscriptionRequest) => {
      told.push(subscription);
      return state.reachable ? ok({}) : fail({ kind: "unknown" } as const);
    },
    unsubscribeFromPush: async (id: string) => {
      taken.push(id);
      return ok({});
    },
  };
  return { state, told, taken, push: createPhonePush({ api, browser, publicKey: async () => state.publicKey }) };
};

describe("a phone", () => {
  it("subscribes with the key, tells Piaf where it listens and in which language, and takes it back", async () => {
    const { push, told, taken } = phone();
    expect(await push.state()).toBe("off");
    expect(await push.subscribe("fr")).toEqual(ok(undefined));
    const subscription = { endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" }, language: "fr" };
    expect(told).toEqual([{ ...subscription, consent: consentTexts.notifications }]);
    expect(await push.state()).toBe("on");
    // A phone that says it again at its next start has agreed to nothing new.
    await push.renew("fr");
    expect(told.at(-1)).toEqual(subscription);
    await push.unsubscribe();
    expect(taken).toEqual([await pushSubscriptionIdOf("https://push.example/1")]);
    expect(await push.state()).toBe("off");
  });

  it("is told nothing where its owner does not want it, the browser cannot, or Piaf is not reached", async () => {
    const refused = phone({ answer: "denied" });
    expect(await refused.push.subscribe("en")).toEqual(fail("blocked"));
    expect([await refused.push.state(), refused.told.length]).toEqual(["blocked", 0]);
    const unknown = phone();
    unknown.state.publicKey = undefined;
    expect(await unknown.push.subscribe("en")).toEqual(fail("no_connection"));
    const offline = phone();
    offline.state.reachable = false;
    expect(await offline.push.subscribe("en")).toEqual(fail("no_connection"));
    const without = createPhonePush({ api: {} as never, browser: undefined, publicKey: async () => keyA });
    expect(await without.state()).toBe("unsupported");
    expect(await without.subscribe("en")).toEqual(fail("blocked"));
    await without.unsubscribe();
  });

  it("tells Piaf again at each start, and subscribes anew only where the key has changed", async () => {
    const { push, told, state } = phone();
    await push.renew("en");
    expect(told).toEqual([]);
    await push.subscribe("en");
    await push.renew("de");
    expect([state.made, told.at(-1)?.language]).toEqual([1, "de"]);
    state.publicKey = keyB;
    await push.renew("de");
    expect([state.made, told.at(-1)?.endpoint]).toEqual([2, "https://push.example/2"]);
  });
});
