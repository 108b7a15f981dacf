import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openLiveSocket, reconnectDelayMs } from "../../../app/src/live-socket.ts";
import { instant, minuteMs } from "../../../core/clock.ts";

/** The other end of a socket, in the test's hands. */
class FakeSocket extends EventTarget {
  readyState: WebSocket["readyState"] = WebSocket.CONNECTING;
  readonly sent: unknown[] = [];
  send(text: string): void {
    this.sent.push(JSON.parse(text));
  }
  close(): void {
    if (this.readyState === WebSocket.CLOSED) return;
    this.readyState = WebSocket.CLOSED;
    this.dispatchEvent(new Event("close"));
  }
  async open(): Promise<void> {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(new Event("open"));
    await vi.advanceTimersByTimeAsync(0);
  }
  say(message: unknown): void {
    this.dispatchEvent(new MessageEvent("message", { data: JSON.stringify(message) }));
  }
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const world = ({ seen = true } = {}) => {
  const state = { token: "t1" as string | undefined, seen, changes: 0 };
  const sockets: FakeSocket[] = [];
  const live = openLiveSocket({
    connect: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket;
    },
    token: async () => state.token,
    onChange: () => void (state.changes += 1),
    isSeen: () => state.seen,
    clock: Date.now,
    random: () => 1,
  });
  const welcome = (socket: FakeSocket, forMs = 60 * minuteMs): void =>
    socket.say({ type: "welcome", until: instant(Date.now() + forMs) });
  return { state, sockets, live, welcome };
};

describe("the app's socket", () => {
  it("says hello with the token, listens once it is welcome, and asks what came before that", async () => {
    const { sockets, live, welcome, state } = world();
    expect(live.isListening()).toBe(false);
    await sockets[0]!.open();
    expect(sockets[0]!.sent).toEqual([{ type: "hello", token: "t1" }]);
    expect(live.isListening()).toBe(false);
    welcome(sockets[0]!);
    expect([live.isListening(), state.changes]).toEqual([true, 1]);
    sockets[0]!.say({ type: "changed", intent: "pi_1" });
    sockets[0]!.dispatchEvent(new MessageEvent("message", { data: "no JSON" }));
    sockets[0]!.say({ type: "unheard_of" });
    expect(state.changes).toBe(2);
  });

  it("says hello again with the next token half a minute before the first ends, and does not count on it longer", async () => {
    const { sockets, live, welcome, state } = world();
    await sockets[0]!.open();
    welcome(sockets[0]!, 5 * minuteMs);
    state.token = "t2";
    await vi.advanceTimersByTimeAsync(4.5 * minuteMs);
    expect(sockets[0]!.sent.at(-1)).toEqual({ type: "hello", token: "t2" });
    await vi.advanceTimersByTimeAsync(minuteMs);
    expect(live.isListening()).toBe(false);
    welcome(sockets[0]!);
    expect(live.isListening()).toBe(true);
  });

  it("pings, so that the server does not take it for dead", async () => {
    const { sockets, welcome } = world();
    await sockets[0]!.open();
    welcome(sockets[0]!);
    await vi.advanceTimersByTimeAsync(20 * minuteMs);
    expect(sockets[0]!.sent.slice(1)).toEqual([{ type: "ping" }, { type: "ping" }]);
  });

  it("has the server asked when it is lost, and opens another, later each time nobody answers", async () => {
    const { sockets, live, welcome, state } = world();
    await sockets[0]!.open();
    welcome(sockets[0]!);
    sockets[0]!.close();
    expect([live.isListening(), state.changes]).toEqual([false, 2]);
    for (const pauseMs of [500, 1_000, 2_000]) {
      const before = sockets.length;
      await vi.advanceTimersByTimeAsync(pauseMs - 1);
      expect(sockets).toHaveLength(before);
      await vi.advanceTimersByTimeAsync(1);
      expect(sockets).toHaveLength(before + 1);
      sockets.at(-1)!.close();
    }
    expect(state.changes).toBe(2);
    await vi.advanceTimersByTimeAsync(4_000);
    await sockets.at(-1)!.open();
    welcome(sockets.at(-1)!);
    sockets.at(-1)!.close();
    const before = sockets.length;
    await vi.advanceTimersByTimeAsync(500);
    expect(sockets).toHaveLength(before + 1);
  });

  it("waits a minute at most, and not as long as every other phone", () => {
    expect(reconnectDelayMs(40, 1)).toBe(60_000);
    expect(reconnectDelayMs(1, 0)).toBe(500);
    expect(reconnectDelayMs(1, 1)).toBe(1_000);
  });

  it("gives up on a server that does not welcome it, and on itself without a token", async () => {
    const silent = world();
    await silent.sockets[0]!.open();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(silent.sockets[0]!.readyState).toBe(WebSocket.CLOSED);
    const signedOut = world();
    signedOut.state.token = undefined;
    await signedOut.sockets[0]!.open();
    expect(signedOut.sockets[0]!.readyState).toBe(WebSocket.CLOSED);
    expect(signedOut.sockets[0]!.sent).toEqual([]);
    silent.live.stop();
    signedOut.live.stop();
  });

  it("is not opened for a page that nobody sees, and at once when it is seen again", async () => {
    const { sockets, live, welcome, state } = world({ seen: false });
    expect(sockets).toHaveLength(0);
    state.seen = true;
    live.wake();
    live.wake();
    expect(sockets).toHaveLength(1);
    await sockets[0]!.open();
    welcome(sockets[0]!);
    state.seen = false;
    sockets[0]!.close();
    await vi.advanceTimersByTimeAsync(60 * minuteMs);
    expect(sockets).toHaveLength(1);
    live.stop();
    live.wake();
    expect(sockets).toHaveLength(1);
  });
});
