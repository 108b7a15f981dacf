import { countOnIcon, openPushed, showPush, type PushWorker } from "./push.ts";
import { createShell, type ShellFile } from "./shell.ts";

declare const self: ServiceWorkerGlobalScope & {
  /** Put in by the build: the files of this version of the app. */
  readonly __WB_MANIFEST: readonly ShellFile[];
};

const shell = createShell({
  files: self.__WB_MANIFEST,
  scope: self.registration.scope,
  caches,
  fetch: (address) => fetch(address),
});

self.addEventListener("install", (event) => event.waitUntil(shell.install()));

// The page decides when a new version takes over: never in the middle of something.
self.addEventListener("message", (event) => {
  if (event.data === "take_over") event.waitUntil(self.skipWaiting());
});

self.addEventListener("activate", (event) => event.waitUntil(shell.tidy().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const answer = shell.answer(event.request);
  if (answer !== undefined) event.respondWith(answer);
});

const pushWorker: PushWorker = {
  registration: self.registration,
  pages: () => self.clients.matchAll({ type: "window", includeUncontrolled: true }),
  openPage: (address) => self.clients.openWindow(address),
  setBadge: async (count) => {
    const { setAppBadge } = self.navigator as Partial<Pick<WorkerNavigator, "setAppBadge">>;
    await setAppBadge?.call(self.navigator, count).catch(() => undefined);
  },
};

self.addEventListener("push", (event) => event.waitUntil(showPush(pushWorker, dataOf(event))));
self.addEventListener("notificationclick", (event) => event.waitUntil(openPushed(pushWorker, event.notification)));
self.addEventListener("notificationclose", (event) => event.waitUntil(countOnIcon(pushWorker)));

const dataOf = ({ data }: PushEvent): unknown => {
  try {
    return data?.json();
  } catch {
    return undefined;
  }
};
