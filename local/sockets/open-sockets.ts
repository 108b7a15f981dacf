import type { WebSocket } from "ws";

/** The sockets that are open, as the management API of a WebSocket API reaches them. */
export type OpenSockets = {
  readonly add: (id: string, socket: WebSocket) => void;
  /** False for one that is not open (any more). */
  readonly send: (id: string, message: Buffer | string) => boolean;
  readonly close: (id: string) => boolean;
  readonly closeAll: () => void;
};

/** What API Gateway closes with when the other side has asked for it. */
const goingAway = 1001;

export const createOpenSockets = (): OpenSockets => {
  const open = new Map<string, WebSocket>();
  const withSocket = (id: string, use: (socket: WebSocket) => void): boolean => {
    const socket = open.get(id);
    if (socket === undefined) return false;
    use(socket);
    return true;
  };
  return {
    add: (id, socket) => {
      open.set(id, socket);
      socket.once("close", () => open.delete(id));
    },
    // A text frame, whatever the bytes came as.
    send: (id, message) => withSocket(id, (socket) => socket.send(message.toString())),
    close: (id) => withSocket(id, (socket) => socket.close(goingAway)),
    closeAll: () => {
      for (const socket of open.values()) socket.terminate();
    },
  };
};
