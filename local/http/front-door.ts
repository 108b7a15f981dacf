import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import type { Mount } from "../front-door/mount.ts";
import { Refusal } from "../refusal.ts";
import { gatewayAnswer, send } from "./answer.ts";

/** What takes the upgrade of a request for this very path to a WebSocket. */
type Sockets = {
  readonly path: string;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
};

export type FrontDoor = {
  readonly port: number;
  /** From now on these answer, the longest prefix first; until then all is told to come back in a moment. */
  readonly open: (mounts: readonly Mount[], sockets?: Sockets) => void;
  readonly stop: () => Promise<void>;
};

export type FrontDoorOptions = {
  /** 0 lets the system choose. */
  readonly port: number;
  /** Told what a part threw; who asked gets a 500 only. */
  readonly onFault?: (line: string) => void;
};

/** Names that lead to this machine alone: any other in the header is another site's page, led here by its DNS. */
const isLocalHost = (host: string | undefined): boolean =>
  /^(([a-z0-9_-]+\.)*localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i.test(host ?? "");

const listenRefusal = (port: number, code: string | undefined): Refusal | undefined => {
  if (code === "EADDRINUSE") {
    return new Refusal(`Port ${port} is in use: stop what listens there, or choose another with --port.`);
  }
  if (code === "EACCES") return new Refusal(`Port ${port} needs rights that you do not have: choose one above 1023.`);
  return undefined;
};

/** The one port of the machine, on 127.0.0.1 only. Throws a `Refusal` when it is taken. */
export const openFrontDoor = async ({ port, onFault = console.error }: FrontDoorOptions): Promise<FrontDoor> => {
  let mounts: readonly Mount[] = [];
  let sockets: Sockets | undefined;
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isLocalHost(request.headers.host)) return send(response, gatewayAnswer(421, "Misdirected Request"));
    if (mounts.length === 0) return send(response, gatewayAnswer(503, "Starting", { "retry-after": "1" }));
    const path = (request.url ?? "/").split("?")[0] ?? "/";
    if (mounts.some(({ prefix }) => prefix === `${path}/`)) {
      return send(response, { status: 302, headers: { location: `${path}/` }, body: "" });
    }
    const mount = mounts.find(({ prefix }) => path.startsWith(prefix));
    if (mount === undefined) return send(response, gatewayAnswer(404, "Not Found"));
    await mount.handle(request, response);
  };
  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      onFault(error instanceof Error ? (error.stack ?? error.message) : String(error));
      if (!response.headersSent) send(response, gatewayAnswer(500, "Internal Server Error"));
      else response.destroy();
    });
  });
  server.on("upgrade", (request, socket, head) => {
    const isAsked = sockets?.path === (request.url ?? "/").split("?")[0] && isLocalHost(request.headers.host);
    if (sockets === undefined || !isAsked)
      return void socket.end("HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n");
    sockets.upgrade(request, socket, head).catch((error: unknown) => {
      onFault(error instanceof Error ? (error.stack ?? error.message) : String(error));
      socket.destroy();
    });
  });
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    throw listenRefusal(port, (error as NodeJS.ErrnoException).code) ?? error;
  }
  return {
    port: (server.address() as AddressInfo).port,
    open: (opened, openedSockets) => {
      sockets = openedSockets;
      mounts = [...opened].sort((a, b) => b.prefix.length - a.prefix.length);
    },
    stop: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};
