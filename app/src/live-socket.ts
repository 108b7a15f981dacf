import type { LiveMessage, PhoneMessage } from "../../contracts/live.ts";
import { type Clock, epochMs, minuteMs, secondMs } from "../../core/clock.ts";

/** As much of a browser's socket as is used. */
type Socket = Pick<WebSocket, "send" | "close" | "readyState"> & Pick<EventTarget, "addEventListener">;

export type LiveSocket = {
  /** Whether the server will tell of the next change. */
  isListening(): boolean;
  /** Opens it at once where it is not open; for when the page is seen again, or the network is back. */
  wake(): void;
  stop(): void;
};

type Parts = {
  readonly connect: () => Socket;
  /** An access token; `undefined` where there is none just now. */
  readonly token: () => Promise<string | undefined>;
  /** Something has changed, or may have while nobody listened. */
  readonly onChange: () => void;
  readonly isSeen: () => boolean;
  /** The server's time. */
  readonly clock: Clock;
  readonly random: () => number;
};

/** Who has not been welcomed after this long tries again. */
const patienceMs = 10 * secondMs;
/** The server ends a socket on which nothing is said for ten minutes. */
const pingMs = 8 * minuteMs;
/** The next token is shown so long before the one before ends. */
const marginMs = minuteMs / 2;
const firstPauseMs = 500;
const longestPauseMs = minuteMs;

/** Longer each time, and no two phones alike: a server that comes back is not asked by all of them at once. */
export const reconnectDelayMs = (attempt: number, random: number): number =>
  Math.min(firstPauseMs * 2 ** attempt, longestPauseMs) * (0.5 + random / 2);

/** One socket from its opening to its end. */
type Connection = {
  readonly isListening: () => boolean;
  /** Says hello again where that is due. */
  readonly wake: () => void;
  readonly close: () => void;
};

const hold = (parts: Parts, onEnd: (listened: boolean) => void): Connection => {
  const socket = parts.connect();
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let untilMs = 0;
  const later = (ms: number, work: () => void): void => void timers.add(setTimeout(work, ms));
  const clearTimers = (): void => timers.forEach(clearTimeout);
  const say = (message: PhoneMessage): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };
  const hello = async (): Promise<void> => {
    const token = await parts.token();
    if (token === undefined) socket.close();
    else say({ type: "hello", token });
  };
  const ping = (): void => {
    say({ type: "ping" });
    later(pingMs, ping);
  };
  const hear = (message: LiveMessage | undefined): void => {
    if (message?.type === "welcome") {
      untilMs = epochMs(message.until);
      clearTimers();
      later(Math.max(0, untilMs - parts.clock() - marginMs), () => void hello());
      later(pingMs, ping);
    }
    // What came between the last answer and the welcome nobody has told.
    if (message?.type === "welcome" || message?.type === "changed") parts.onChange();
  };
  socket.addEventListener("open", () => void hello());
  socket.addEventListener("message", (event) => hear(messageIn((event as MessageEvent).data)));
  socket.addEventListener("close", () => {
    clearTimers();
    onEnd(untilMs > 0);
  });
  later(patienceMs, () => socket.close());
  return {
    isListening: () => parts.clock() < untilMs,
    // Timers sleep with the phone.
    wake: () => void (untilMs > 0 && parts.clock() > untilMs - marginMs && hello()),
    close: () => socket.close(),
  };
};

/** Holds a socket while the page is seen: says who listens, says it again before the token ends, opens another when it is lost. */
export const openLiveSocket = (parts: Parts): LiveSocket => {
  let current: Connection | undefined;
  let attempt = 0;
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): void => {
    clearTimeout(timer);
    if (stopped || current !== undefined || !parts.isSeen()) return;
    current = hold(parts, (listened) => {
      current = undefined;
      if (stopped) return;
      if (listened) attempt = 0;
      timer = setTimeout(open, reconnectDelayMs(attempt, parts.random()));
      attempt += 1;
      // From now on the server has to be asked.
      if (listened) parts.onChange();
    });
  };
  open();
  return {
    isListening: () => current?.isListening() === true,
    wake: () => {
      if (current === undefined) open();
      else current.wake();
    },
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      current?.close();
    },
  };
};

const messageIn = (data: unknown): LiveMessage | undefined => {
  try {
    return JSON.parse(String(data)) as LiveMessage;
  } catch {
    return undefined;
  }
};
