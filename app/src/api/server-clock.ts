import type { Clock } from "../../../core/clock.ts";
import { minuteMs } from "../../../core/clock.ts";

/** The time by the server's clock: a phone may be wrong by a day, and every time that is shown comes from the server. */
export type ServerClock = {
  readonly now: Clock;
  /** Takes the `Date` header of an answer that has just come. */
  learn(date: string | null): void;
};

/** `Date` has whole seconds and the answer took its time: below this the phone is as good. */
const smallMs = minuteMs;

export const createServerClock = (phone: Clock): ServerClock => {
  let aheadMs = 0;
  return {
    now: () => phone() - aheadMs,
    learn: (date) => {
      const serverMs = Date.parse(date ?? "");
      if (Number.isNaN(serverMs)) return;
      const differenceMs = phone() - serverMs;
      aheadMs = Math.abs(differenceMs) < smallMs ? 0 : differenceMs;
    },
  };
};
