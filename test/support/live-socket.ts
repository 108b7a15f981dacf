import { WebSocket } from "ws";
import { type LiveMessage, liveMessage } from "../../contracts/live.ts";
import { until } from "./until.ts";

/** A socket as the app holds one, and all that it has heard. */
export type LiveSocket = {
  readonly heard: readonly LiveMessage[];
  readonly say: (message: unknown) => void;
  /** The next message of that kind, from now on, and how long it took. */
  readonly next: (type: LiveMessage["type"]) => Promise<LiveMessage>;
  readonly isOpen: () => boolean;
  readonly end: () => void;
};

/** Opens `/live` on the front door. Throws where the connection is refused. */
export const openSocket = async (port: number, { origin }: { readonly origin?: string } = {}): Promise<LiveSocket> => {
  const socket = new WebSocket(`ws://localhost:${port}/live`, origin === undefined ? {} : { origin });
  const heard: LiveMessage[] = [];
  socket.on("message", (data: Buffer) => heard.push(liveMessage.parse(JSON.parse(data.toString()))));
  await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return {
    heard,
    say: (message) => socket.send(typeof message === "string" ? message : JSON.stringify(message)),
    next: (type) => {
      const from = heard.length;
      return until(`the socket to hear "${type}"`, () => heard.slice(from).find((one) => one.type === type));
    },
    isOpen: () => socket.readyState === WebSocket.OPEN,
    end: () => socket.terminate(),
  };
};
