import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { epochMs, hourMs, type Instant, minuteMs, secondMs } from "../../../core/clock.ts";
import { useApp } from "../app-context.ts";
import { approvalTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";

/** When little is left it is said aloud, at these times and no others. */
const saidMs = [5 * minuteMs, minuteMs];

/** Until when, as a time and as what is left; counts down for the eye, and is said aloud only near its end. */
export const Expiry = ({ at }: { readonly at: Instant }): VNode => {
  const { t, moment, duration } = useReader();
  const leftMs = useLeft(epochMs(at));
  const said = saidMs.findLast((ms) => leftMs > 0 && leftMs <= ms);
  return (
    <>
      <time dateTime={at}>{moment(at)}</time>
      {leftMs > 0 && (
        <span class="quiet time-left" role="timer">
          {t(approvalTexts.timeLeft, { time: duration(leftMs) })}
        </span>
      )}
      <span class="for-ears" role="status">
        {said !== undefined && t(approvalTexts.timeLeft, { time: duration(said) })}
      </span>
    </>
  );
};

/** What is left, by the server's clock: drawn each second in the last hour, each minute before. Asks the server at the end. */
const useLeft = (endMs: number): number => {
  const { clock, wallet } = useApp();
  const [nowMs, setNow] = useState(clock);
  const leftMs = Math.max(0, endMs - nowMs);
  const isOver = leftMs === 0;
  useEffect(() => {
    if (isOver) {
      void wallet.refresh();
      return undefined;
    }
    const timer = setInterval(() => setNow(clock()), leftMs > hourMs ? minuteMs / 2 : secondMs);
    return () => clearInterval(timer);
  }, [clock, wallet, isOver, leftMs > hourMs]);
  return leftMs;
};
