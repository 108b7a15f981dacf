import type { PushMessageView } from "../../../contracts/push-message.ts";
import { notificationOf } from "../push/notification.ts";

/** What a notification remembers until it is touched. */
type Remembered = { readonly place: string; readonly waits: boolean };

const rememberedBy = (notification: Notification): Remembered => notification.data as Remembered;

/** Shows what comes by push, and opens the app where a notification leads. The app's own screens do it while they are looked at. */
export const listenForPush = (worker: ServiceWorkerGlobalScope): void => {
  worker.addEventListener("push", (event) => event.waitUntil(show(worker, event.data)));
  worker.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(worker, rememberedBy(event.notification).place).then(() => countOnIcon(worker)));
  });
  worker.addEventListener("notificationclose", (event) => event.waitUntil(countOnIcon(worker)));
};

/** Of the app: other pages of its origin show nothing of it. */
const pagesOf = async ({ clients, registration }: ServiceWorkerGlobalScope): Promise<readonly WindowClient[]> => {
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return pages.filter(({ url }) => url.startsWith(registration.scope));
};

const show = async (worker: ServiceWorkerGlobalScope, data: PushMessageData | null): Promise<void> => {
  const notification = messageIn(data);
  const isLookedAt = (await pagesOf(worker)).some(({ focused }) => focused);
  if (notification === undefined || isLookedAt) return;
  const { title, body, language, tag, place, waits } = notification;
  const { scope } = worker.registration;
  await worker.registration.showNotification(title, {
    body,
    lang: language,
    tag,
    icon: new URL("icon-192.png", scope).href,
    data: { place, waits } satisfies Remembered,
  });
  await countOnIcon(worker);
};

const messageIn = (data: PushMessageData | null) => {
  try {
    return data === null ? undefined : notificationOf(data.json() as PushMessageView);
  } catch {
    return undefined;
  }
};

/** As many as wait and are still shown; the app itself counts what there is when it is opened. */
const countOnIcon = async ({ registration, navigator }: ServiceWorkerGlobalScope): Promise<void> => {
  const waiting = (await registration.getNotifications()).filter((one) => rememberedBy(one)?.waits === true);
  const { setAppBadge } = navigator as Partial<Pick<WorkerNavigator, "setAppBadge">>;
  await setAppBadge?.call(navigator, waiting.length).catch(() => undefined);
};

/** An open page goes there by itself, since it knows what it would lose; else a new one opens there. */
const open = async (worker: ServiceWorkerGlobalScope, place: string): Promise<void> => {
  const [page] = await pagesOf(worker);
  if (page === undefined) {
    await worker.clients.openWindow(new URL(place, worker.registration.scope).href);
    return;
  }
  page.postMessage({ type: "open", place });
  await page.focus();
};
