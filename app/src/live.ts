import type { Clock } from "../../core/clock.ts";
import { openLiveSocket } from "./live-socket.ts";

const eagerMs = 250;
const briskMs = 500;
const idleMs = 5_000;
const listeningMs = 30_000;
const recentlyMs = 5 * 60_000;

/**
 * How long to wait before asking the server again: short while something is expected; long while it tells of changes by
 * itself, or when nobody has used the app for minutes.
 */
export const pollDelayMs = (now: {
  readonly expecting: boolean;
  readonly listening: boolean;
  readonly sinceUseMs: number;
}): number => {
  if (now.expecting) return eagerMs;
  if (now.listening) return listeningMs;
  return now.sinceUseMs < recentlyMs ? briskMs : idleMs;
};

export type Live = {
  /** Asks at once; for when something has just changed. */
  nudge(): void;
  stop(): void;
};

/**
 * Keeps what is shown true while the page is visible: asks when the server says that something has changed, and by itself
 * while it does not listen to the server. One read at a time, so that an older answer never overtakes a newer one.
 */
export const startLive = (parts: {
  readonly read: () => Promise<void>;
  readonly expecting: () => boolean;
  readonly token: () => Promise<string | undefined>;
  readonly clock: Clock;
  /** The server's time. */
  readonly serverClock: Clock;
}): Live => {
  let stopped = false;
  let reading = false;
  let again = false;
  let lastUse = parts.clock();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const turn = async (): Promise<void> => {
    clearTimeout(timer);
    if (stopped || document.hidden) return;
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    again = false;
    await parts.read();
    reading = false;
    const now = { expecting: parts.expecting(), listening: socket.isListening() };
    const delay = pollDelayMs({ ...now, sinceUseMs: parts.clock() - lastUse });
    timer = setTimeout(() => void turn(), again ? 0 : delay);
  };
  const socket = openLiveSocket({
    connect: () => new WebSocket(`${location.origin.replace(/^http/, "ws")}/live`),
    token: parts.token,
    onChange: () => void turn(),
    isSeen: () => !document.hidden,
    clock: parts.serverClock,
    random: Math.random,
  });
  const endFollowing = followUse({
    onUse: () => {
      const idle = parts.clock() - lastUse >= recentlyMs;
      lastUse = parts.clock();
      if (idle) void turn();
    },
    onShown: () => {
      socket.wake();
      void turn();
    },
  });
  void turn();
  return {
    nudge: () => void turn(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      socket.stop();
      endFollowing();
    },
  };
};

/** Tells when somebody uses the page, and when he comes back to it or to a network. Returns the end of it. */
const followUse = (parts: { readonly onUse: () => void; readonly onShown: () => void }): (() => void) => {
  const following = new AbortController();
  const { signal } = following;
  const shown = (): void => {
    if (document.hidden) return;
    parts.onUse();
    parts.onShown();
  };
  document.addEventListener("visibilitychange", shown, { signal });
  for (const event of ["focus", "online"]) addEventListener(event, shown, { signal });
  for (const event of ["pointerdown", "keydown"]) addEventListener(event, parts.onUse, { signal });
  return () => following.abort();
};
