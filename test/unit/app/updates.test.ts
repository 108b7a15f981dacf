import { describe, expect, it } from "vitest";
import { watchUpdates } from "../../../app/src/pwa/updates.ts";

type Waiting = { postMessage(message: string): void };

/** A browser's registration of the worker, and the page, as far as the app looks at them. */
const world = async (before: { readonly controlled: boolean; readonly waiting?: boolean }) => {
  const messages: string[] = [];
  const worker: Waiting = { postMessage: (message) => messages.push(message) };
  const registration = Object.assign(new EventTarget(), {
    waiting: before.waiting === true ? worker : null,
    installing: undefined as (EventTarget & { state: string }) | undefined,
    updates: 0,
    update: async () => void (registration.updates += 1),
  });
  const container = Object.assign(new EventTarget(), {
    controller: before.controlled ? {} : null,
    register: async () => registration,
  });
  const page = new EventTarget();
  const state = { wouldLose: false, reloads: 0, nowMs: 0 };
  const updates = watchUpdates({
    container,
    page,
    reloadWouldLose: () => state.wouldLose,
    reload: () => (state.reloads += 1),
    clock: () => state.nowMs,
  } as unknown as Parameters<typeof watchUpdates>[0]);
  await new Promise(setImmediate);
  const arrive = (): void => {
    const installing = Object.assign(new EventTarget(), { state: "installing" });
    registration.installing = installing;
    registration.dispatchEvent(new Event("updatefound"));
    registration.waiting = worker;
    installing.state = "installed";
    installing.dispatchEvent(new Event("statechange"));
  };
  const takeOver = (): void => {
    registration.waiting = null;
    container.dispatchEvent(new Event("controllerchange"));
  };
  const go = (): boolean => page.dispatchEvent(new Event("hashchange"));
  return { updates, state, messages, registration, page, arrive, takeOver, go };
};

describe("a new version of the app", () => {
  it("waits, says so, and comes with the next page when a reload loses nothing", async () => {
    const { updates, state, messages, arrive, takeOver, go } = await world({ controlled: true });
    arrive();
    expect(updates.store.get()).toEqual({ ready: true });
    state.wouldLose = true;
    go();
    expect(messages).toEqual([]);
    state.wouldLose = false;
    go();
    expect(messages).toEqual(["take_over"]);
    expect(state.reloads).toBe(0);
    takeOver();
    expect(state.reloads).toBe(1);
  });

  it("that was there before the page opened, waits as well", async () => {
    const { updates } = await world({ controlled: true, waiting: true });
    expect(updates.store.get().ready).toBe(true);
  });

  it("comes at once when the person asks, once however often he taps", async () => {
    const { updates, messages, arrive } = await world({ controlled: true });
    arrive();
    updates.apply();
    updates.apply();
    expect(messages).toEqual(["take_over"]);
  });

  it("that another tab has let in does not reload this one by surprise", async () => {
    const { updates, state, arrive, takeOver, go } = await world({ controlled: true });
    arrive();
    takeOver();
    expect(state.reloads).toBe(0);
    expect(updates.store.get().ready).toBe(true);
    go();
    expect(state.reloads).toBe(1);
  });

  it("is none when it is the first of all", async () => {
    const { updates, state, arrive, takeOver, go } = await world({ controlled: false });
    arrive();
    takeOver();
    go();
    expect(updates.store.get().ready).toBe(false);
    expect(state.reloads).toBe(0);
  });

  it("is looked for when the person comes back after an hour", async () => {
    const { state, registration, page } = await world({ controlled: true });
    page.dispatchEvent(new Event("focus"));
    state.nowMs = 3_600_000;
    page.dispatchEvent(new Event("focus"));
    page.dispatchEvent(new Event("focus"));
    expect(registration.updates).toBe(1);
  });
});
