import type { Clock } from "../../../core/clock.ts";
import { hourMs } from "../../../core/clock.ts";
import { createStore, type Store } from "../store.ts";

/** A new version of the app waits until the page lets it in. */
export type Updates = {
  /** Whether one is there. */
  readonly store: Store<{ readonly ready: boolean }>;
  /** Lets it in: the page is loaded anew. */
  apply(): void;
};

type Parts = {
  /** `undefined` in a browser without service workers. */
  readonly container: Pick<ServiceWorkerContainer, "register" | "controller" | "addEventListener"> | undefined;
  readonly page: Pick<Window, "addEventListener">;
  readonly reloadWouldLose: () => boolean;
  readonly reload: () => void;
  readonly clock: Clock;
};

/**
 * Registers the service worker and watches for its next version: that is applied when the person goes to another page of
 * the app and a reload loses nothing, or when he asks for it.
 */
export const watchUpdates = (parts: Parts): Updates => {
  const { container, page, reloadWouldLose, reload, clock } = parts;
  const store = createStore({ ready: false });
  let registration: ServiceWorkerRegistration | undefined;
  let applying = false;
  const apply = (): void => {
    if (applying) return;
    applying = true;
    const waiting = registration?.waiting ?? null;
    // Let in by another tab already, when nothing waits any more.
    if (waiting === null) reload();
    else waiting.postMessage("take_over");
  };
  /** The first version of all is in charge without asking. */
  const ready = (): void => {
    if ((container?.controller ?? null) !== null) store.set({ ready: true });
  };
  const follow = (registered: ServiceWorkerRegistration): void => {
    registration = registered;
    if (registered.waiting !== null) ready();
    registered.addEventListener("updatefound", () => {
      const { installing } = registered;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed") ready();
      });
    });
  };
  // A browser may refuse workers together with its storage: the app works without.
  container
    ?.register("/app/sw.js", { scope: "/app/" })
    .then(follow)
    .catch(() => undefined);
  const wasControlled = (container?.controller ?? null) !== null;
  container?.addEventListener("controllerchange", () => {
    if (applying) reload();
    else if (wasControlled) ready();
  });
  page.addEventListener("hashchange", () => {
    if (store.get().ready && !reloadWouldLose()) apply();
  });
  // An app that stays open for days asks, too.
  let askedAtMs = clock();
  page.addEventListener("focus", () => {
    if (clock() - askedAtMs < hourMs) return;
    askedAtMs = clock();
    void registration?.update().catch(() => undefined);
  });
  return { store, apply };
};
