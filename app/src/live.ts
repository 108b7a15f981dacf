import type { Clock } from "../../core/clock.ts";

const eagerMs = 250;
const briskMs = 500;
const idleMs = 5_000;
const recentlyMs = 5 * 60_000;

/** How long to wait before asking the server again: short while something is expected, long when nobody has used the app for minutes. */
export const pollDelayMs = (now: { readonly expecting: boolean; readonly sinceUseMs: number }): number => {
  if (now.expecting) return eagerMs;
  return now.sinceUseMs < recentlyMs ? briskMs : idleMs;
};

export type Live = {
  /** Asks at once; for when something has just changed. */
  nudge(): void;
  stop(): void;
};

/** Keeps what is shown true while the page is visible. One read at a time, so that an older answer never overtakes a newer one. */
export const startLive = (parts: {
  readonly read: () => Promise<void>;
  readonly expecting: () => boolean;
  readonly clock: Clock;
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
    const delay = pollDelayMs({ expecting: parts.expecting(), sinceUseMs: parts.clock() - lastUse });
    timer = setTimeout(() => void turn(), again ? 0 : delay);
  };
  const used = (): void => {
    const idle = parts.clock() - lastUse >= recentlyMs;
    lastUse = parts.clock();
    if (idle) void turn();
  };
  const shown = (): void => {
    if (!document.hidden) used();
    void turn();
  };

  document.addEventListener("visibilitychange", shown);
  addEventListener("pointerdown", used);
  addEventListener("keydown", used);
  addEventListener("online", shown);
  void turn();
  return {
    nudge: () => void turn(),
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", shown);
      removeEventListener("pointerdown", used);
      removeEventListener("keydown", used);
      removeEventListener("online", shown);
    },
  };
};
