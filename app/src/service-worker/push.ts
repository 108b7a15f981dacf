import type { PushMessageView } from "../../../contracts/push-message.ts";
import { notificationOf } from "../push/notification.ts";

/** A page of the app, as a service worker sees it. */
type Page = {
  readonly url: string;
  readonly focused: boolean;
  postMessage(message: unknown): void;
  focus(): Promise<unknown>;
};

/** What a notification remembers until it is touched. */
type Remembered = { readonly place: string; readonly waits: boolean };

/** As much of a service worker as is used. */
export type PushWorker = {
  readonly registration: Pick<ServiceWorkerRegistration, "scope" | "showNotification" | "getNotifications">;
  readonly pages: () => Promise<readonly Page[]>;
  readonly openPage: (address: string) => Promise<unknown>;
  /** The number on the app's icon; does nothing where there are none. */
  readonly setBadge: (count: number) => Promise<void>;
};

const rememberedBy = ({ data }: Pick<Notification, "data">): Remembered => data as Remembered;

/** Of the app alone: other pages of its origin show nothing of it. */
const pagesOf = async ({ pages, registration }: PushWorker): Promise<readonly Page[]> =>
  (await pages()).filter(({ url }) => url.startsWith(registration.scope));

/** Shows what came by push; while somebody looks at the app, its screens do. What is not understood is passed over. */
export const showPush = async (worker: PushWorker, data: unknown): Promise<void> => {
  const notification = notificationOf(data as PushMessageView);
  const isLookedAt = (await pagesOf(worker)).some(({ focused }) => focused);
  if (notification === undefined || isLookedAt) return;
  const { title, body, language, tag, place, waits } = notification;
  const { registration } = worker;
  await registration.showNotification(title, {
    body,
    lang: language,
    tag,
    icon: new URL("icon-192.png", registration.scope).href,
    data: { place, waits } satisfies Remembered,
  });
  await countOnIcon(worker);
};

/** As many as wait and are still shown; the app itself counts what there is when it is opened. */
export const countOnIcon = async ({ registration, setBadge }: PushWorker): Promise<void> => {
  const waiting = (await registration.getNotifications()).filter((one) => rememberedBy(one).waits);
  await setBadge(waiting.length);
};

/** An open page goes there by itself, since it knows what it would lose; else a new one opens there. */
export const openPushed = async (
  worker: PushWorker,
  notification: Pick<Notification, "data" | "close">,
): Promise<void> => {
  notification.close();
  const { place } = rememberedBy(notification);
  const [page] = await pagesOf(worker);
  page?.postMessage({ type: "open", place });
  await (page ? page.focus() : worker.openPage(new URL(place, worker.registration.scope).href));
  await countOnIcon(worker);
};
