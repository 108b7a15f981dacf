import type { BrowserContext, Page, Worker } from "playwright-core";
import type { PushMessageView } from "../../contracts/push-message.ts";
import type { PushReceiver } from "./push-service.ts";
import { until } from "./until.ts";

/**
 * Lets a context's pages subscribe at the local push service, since no browser of a test reaches a real one. What was
 * subscribed outlives a page, as it does in a browser. The person allows notifications when asked.
 */
export const subscribesAt =
  ({ subscription }: Pick<PushReceiver, "subscription">) =>
  async (context: BrowserContext): Promise<void> => {
    await context.addInitScript(`(() => {
      const { endpoint, keys } = ${JSON.stringify(subscription)};
      const kept = "test.push-subscription";
      const allowed = "test.notifications-allowed";
      const bytesOf = (text) =>
        Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0)).buffer;
      const under = (key) => key && {
        endpoint,
        options: { applicationServerKey: bytesOf(key), userVisibleOnly: true },
        toJSON: () => ({ endpoint, expirationTime: null, keys }),
        unsubscribe: async () => { localStorage.removeItem(kept); return true; },
      };
      PushManager.prototype.getSubscription = async () => under(localStorage.getItem(kept));
      PushManager.prototype.subscribe = async ({ applicationServerKey: key }) => {
        localStorage.setItem(kept, key);
        return under(key);
      };
      Object.defineProperty(Notification, "permission", { get: () => localStorage.getItem(allowed) ?? "default" });
      Notification.requestPermission = async () => {
        localStorage.setItem(allowed, "granted");
        return "granted";
      };
    })()`);
  };

/**
 * The app's service worker on a phone that nobody looks at, with a lock screen and an icon: a Chromium without a head
 * refuses all notifications, ends when a worker sets a badge, and thinks that every page has the focus.
 */
export const onLockedPhone = async (page: Page): Promise<Worker> => {
  const worker = await until("the app's worker", () => page.context().serviceWorkers()[0]);
  await worker.evaluate(`(() => {
    const lockScreen = new Map();
    ServiceWorkerRegistration.prototype.showNotification = async (title, { body, tag, data }) =>
      void lockScreen.set(tag, { title, body, data, close: () => lockScreen.delete(tag) });
    ServiceWorkerRegistration.prototype.getNotifications = async () => [...lockScreen.values()];
    WorkerNavigator.prototype.setAppBadge = async (count) => void (self.badge = count);
    Object.defineProperty(WindowClient.prototype, "focused", { get: () => false });
  })()`);
  return worker;
};

/** Hands a decrypted message to the service worker, as the browser does when one has come. */
export const deliverPush = async (page: Page, message: PushMessageView): Promise<void> => {
  const session = await page.context().newCDPSession(page);
  const scopes = new Map<string, string>();
  session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
    for (const { scopeURL, registrationId } of registrations) scopes.set(scopeURL, registrationId);
  });
  await session.send("ServiceWorker.enable");
  const { origin } = new URL(page.url());
  const registrationId = await until("the worker's registration", () => scopes.get(`${origin}/app/`));
  await session.send("ServiceWorker.deliverPushMessage", { origin, registrationId, data: JSON.stringify(message) });
  // Not detached: the end of any session with a page takes the page's virtual authenticator away.
  await session.send("ServiceWorker.disable");
};

/** The number on the app's icon, as the worker has set it. */
export const badgeSet = (worker: Worker): Promise<number> => worker.evaluate<number>(`self.badge`);

type ShownNotification = { readonly title: string; readonly body: string };

export const shownNotifications = (worker: Worker): Promise<readonly ShownNotification[]> =>
  worker.evaluate<ShownNotification[]>(`registration.getNotifications().then((all) =>
    all.map(({ title, body }) => ({ title, body })))`);

/** Touches the only notification. */
export const touchNotification = (worker: Worker): Promise<unknown> =>
  worker.evaluate(`registration.getNotifications().then(([notification]) =>
    dispatchEvent(Object.assign(new ExtendableEvent("notificationclick"), { notification })))`);
