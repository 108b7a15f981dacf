import { consentTexts } from "../../../contracts/consent-texts.ts";
import type { PushSubscriptionRequest } from "../../../contracts/http/push.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import { pushSubscriptionIdOf } from "../../../core/ids.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { PiafApi } from "../api/piaf-api.ts";

/** `blocked`: the person, or the browser, has said no to all notifications of this site. */
export type PushState = "unsupported" | "blocked" | "off" | "on";

export type SubscribeFault = "blocked" | "no_connection";

/** What this phone is told when the app is closed. */
export type PhonePush = {
  state(): Promise<PushState>;
  /** Asks the person for permission where need be: call it from a tap. */
  subscribe(language: string): Promise<Result<undefined, SubscribeFault>>;
  unsubscribe(): Promise<void>;
  /** At each start: tells Piaf of the subscription again, and makes another where the key has changed. */
  renew(language: string): Promise<void>;
};

/** The parts of a browser that are used; some of them, or all, it may not have. */
export type PushBrowser = {
  readonly permission: () => NotificationPermission;
  readonly askPermission: () => Promise<NotificationPermission>;
  /** `undefined` while no service worker is installed. */
  readonly manager: () => Promise<Pick<PushManager, "getSubscription" | "subscribe"> | undefined>;
};

/** `undefined` where this browser cannot be told by push: on an iPhone until the app is on the home screen. */
export const pushBrowser = (): PushBrowser | undefined => {
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) return undefined;
  return {
    permission: () => Notification.permission,
    askPermission: () => Notification.requestPermission(),
    manager: async () => (await navigator.serviceWorker.getRegistration())?.pushManager,
  };
};

export const createPhonePush = (parts: {
  readonly api: Pick<PiafApi, "subscribeToPush" | "unsubscribeFromPush">;
  readonly browser: PushBrowser | undefined;
  /** What to subscribe with, from `GET /v1/me`; unknown while that cannot be read, and until Piaf has its first key. */
  readonly publicKey: () => Promise<string | undefined>;
}): PhonePush => {
  const { api, browser, publicKey } = parts;
  const current = async () => (await browser?.manager())?.getSubscription();

  /** A subscription under the present key, or none: one under an older key is of no use to anybody. */
  const subscribed = async (from: PushBrowser, key: string): Promise<PushSubscription | undefined> => {
    const manager = await from.manager();
    const found = await manager?.getSubscription();
    if (found && keyOf(found) === key) return found;
    await found?.unsubscribe();
    return manager?.subscribe({ userVisibleOnly: true, applicationServerKey: key }).catch(() => undefined);
  };
  const tell = async (
    language: string,
    consent?: Pick<PushSubscriptionRequest, "consent">,
  ): Promise<Result<undefined, SubscribeFault>> => {
    const key = await publicKey();
    const subscription = browser && key !== undefined ? await subscribed(browser, key) : undefined;
    if (subscription === undefined) return fail("no_connection");
    const { endpoint, keys } = subscription.toJSON() as { endpoint: string; keys: { p256dh: string; auth: string } };
    const told = await api.subscribeToPush({
      endpoint,
      keys: { p256dh: keys.p256dh, auth: keys.auth },
      language,
      ...consent,
    });
    return told.ok ? ok(undefined) : fail("no_connection");
  };
  return {
    state: async () => {
      if (browser === undefined) return "unsupported";
      if (browser.permission() === "denied") return "blocked";
      return browser.permission() === "granted" && (await current()) ? "on" : "off";
    },
    subscribe: async (language) => {
      if (browser === undefined || (await browser.askPermission()) !== "granted") return fail("blocked");
      return tell(language, { consent: consentTexts.notifications });
    },
    unsubscribe: async () => {
      const subscription = await current();
      if (!subscription) return;
      await api.unsubscribeFromPush(await pushSubscriptionIdOf(subscription.endpoint));
      await subscription.unsubscribe();
    },
    renew: async (language) => {
      if (browser?.permission() === "granted" && (await current())) await tell(language);
    },
  };
};

const keyOf = ({ options }: PushSubscription): string =>
  toBase64Url(new Uint8Array(options.applicationServerKey ?? new ArrayBuffer(0)));
