import type { VirtualTime } from "../virtual-time.ts";

/** A message of a queue; `receipt` names the delivery that is under way. */
export type Message = {
  readonly id: string;
  readonly body: string;
  readonly group: string | undefined;
  readonly sentAtMs: number;
  receiveCount: number;
  receipt: string | undefined;
};

/** Which messages are visible, in flight, or not visible yet. */
export type MessagePool = {
  /** Visible after a while; the oldest first. */
  readonly show: (message: Message, afterMs: number) => void;
  /** Takes the next visible message; `isOvertaken` sends one behind all others. */
  readonly take: (isOvertaken: () => boolean) => Message | undefined;
  readonly takeAll: () => readonly Message[];
  /** In flight under its receipt, until it is taken out or the time is over: then it is visible again. */
  readonly fly: (message: Message, receipt: string, forMs: number) => void;
  /** Takes a message out of its flight; undefined for a receipt that is over. */
  readonly land: (receipt: string) => Message | undefined;
  /** When there is something visible. */
  readonly filled: () => Promise<void>;
  readonly count: () => number;
};

export const createMessagePool = (time: VirtualTime): MessagePool => {
  const visible = new Set<Message>();
  const inFlight = new Map<string, Message>();
  let delayed = 0;
  let waiting: (() => void)[] = [];

  const showNow = (message: Message): void => {
    visible.add(message);
    for (const goOn of waiting) goOn();
    waiting = [];
  };
  const show = (message: Message, afterMs: number): void => {
    if (afterMs <= 0) return showNow(message);
    delayed += 1;
    time.after(afterMs, () => {
      delayed -= 1;
      showNow(message);
    });
  };
  const land = (receipt: string): Message | undefined => {
    const message = inFlight.get(receipt);
    if (message === undefined) return undefined;
    inFlight.delete(receipt);
    message.receipt = undefined;
    return message;
  };
  return {
    show,
    take: (isOvertaken) => {
      for (const message of visible) {
        visible.delete(message);
        if (visible.size === 0 || !isOvertaken()) return message;
        visible.add(message);
      }
      return undefined;
    },
    takeAll: () => {
      const all = [...visible];
      visible.clear();
      return all;
    },
    fly: (message, receipt, forMs) => {
      message.receipt = receipt;
      inFlight.set(receipt, message);
      time.after(forMs, () => {
        const back = land(receipt);
        if (back !== undefined) showNow(back);
      });
    },
    land,
    filled: () => (visible.size > 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    count: () => visible.size + inFlight.size + delayed,
  };
};
