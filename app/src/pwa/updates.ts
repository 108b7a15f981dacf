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
  readonly container: Pick<ServiceWorkerContainer, "register" | "controller" | "addEventListener">;
  readonly page: Pick<Window, "addEventListener">;
  readonly reloadWouldLose: () => boolean;
  readonly reload: () => void;
  readonly clock: Clock;
};

/**
 * Registers the service worker and watches for its next version: that is applied when the person goes to another page of
 * the app and a reload loses nothing, or when he asks for it.
 */
export const watchUpdates = async (parts: Parts): Promise<Updates> => {
  const { container, page, reloadWouldLose, reload, clock } = parts;
  const store = createStore({ ready: false });
  let applying = false;
  const registration = await container.register("/app/sw.js", { scope: "/app/" });
  const apply = (): void => {
    if (applying) return;
    applying = true;
    // Let in by another tab already, when nothing waits any more.
    if (registration.waiting === null) reload();
    else registration.waiting.postMessage("take_over");
  };
  /** The first version of all is in charge without asking. */
  const ready = (): void => {
    if (container.controller !== null) store.set({ ready: true });
  };
  const wasControlled = container.controller !== null;
  container.addEventListener("controllerchange", () => {
    if (applying) reload();
    else if (wasControlled) store.set({ ready: true });
  });
  if (registration.waiting !== null) ready();
  registration.addEventListener("updatefound", () => {
    const { installing } = registration;
    installing?.addEventListener("statechange", () => {
      if (installing.state === "installed") ready();
    });
  });
  page.addEventListener("hashchange", () => {
    if (store.get().ready && !reloadWouldLose()) apply();
  });
  // An app that stays open for days asks, too.
  let askedAtMs = clock();
  page.addEventListener("focus", () => {
    if (clock() - askedAtMs < hourMs) return;
    askedAtMs = clock();
    void registration.update().catch(() => undefined);
  });
  return { store, apply };
};
