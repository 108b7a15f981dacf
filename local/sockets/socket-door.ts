import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { type WebSocket, WebSocketServer } from "ws";
import type { Outcome } from "../workers/instance.ts";
import type { LocalFunction } from "../workers/pool.ts";
import type { OpenSockets } from "./open-sockets.ts";
import type { SocketApi } from "./socket-api.ts";
import { connectEvent, disconnectEvent, messageEvent, type SocketContext } from "./socket-events.ts";

/** API Gateway's own limits ("Quotas for configuring and running a WebSocket API"). */
const largestMessageBytes = 128 * 1024;
const idleMs = 10 * 60_000;
const longestMs = 2 * 60 * 60_000;

export type SocketDoor = {
  /** The path at which sockets are opened. */
  readonly path: string;
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
  /** Ends all of them, and waits until their functions have heard of it. */
  readonly stop: () => Promise<void>;
};

type Parts = {
  readonly api: SocketApi;
  readonly sockets: OpenSockets;
  readonly functionByArn: (arn: string) => LocalFunction;
};

/** As API Gateway's look: they have to be escaped in a path. */
const newConnectionId = (): string => `${randomBytes(11).toString("base64url")}=`;

const statusOf = (outcome: Outcome): number => {
  if (!outcome.ok) return 502;
  const { statusCode = 200 } = (outcome.value ?? {}) as { readonly statusCode?: number };
  return statusCode;
};

const refuse = (socket: Duplex, status: number): void => {
  socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
};

const actionOf = (text: string): string | undefined => {
  try {
    const { action } = JSON.parse(text) as { readonly action?: unknown };
    return typeof action === "string" ? action : undefined;
  } catch {
    return undefined;
  }
};

/** The sockets of the template's WebSocket API: `$connect` decides, what is said goes to its route, `$disconnect` follows. */
export const createSocketDoor = ({ api, sockets, functionByArn }: Parts): SocketDoor => {
  const server = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes });
  const ending = new Set<Promise<unknown>>();
  const invoke = async (key: string, event: object): Promise<Outcome | undefined> => {
    const route = api.routes.get(key);
    return route && functionByArn(route.functionArn).invoke(event);
  };
  const hear = async (context: SocketContext, text: string): Promise<void> => {
    const key = [actionOf(text), "$default"].find((name) => name !== undefined && api.routes.has(name));
    if (key === undefined) return;
    const outcome = await invoke(key, messageEvent({ ...context, routeKey: key }, text));
    if (outcome !== undefined && !outcome.ok) {
      const fault = { message: "Internal server error", connectionId: context.connectionId, requestId: randomUUID() };
      sockets.send(context.connectionId, JSON.stringify(fault));
    } else if (api.routes.get(key)?.answers) {
      const { body } = (outcome?.value ?? {}) as { readonly body?: string };
      if (body !== undefined) sockets.send(context.connectionId, body);
    }
  };
  const follow = (socket: WebSocket, context: SocketContext): void => {
    const idle = setTimeout(() => socket.close(1001, "Going away"), idleMs).unref();
    const longest = setTimeout(() => socket.close(1001, "Going away"), longestMs).unref();
    socket.on("message", (data) => {
      idle.refresh();
      void hear(context, (data as Buffer).toString());
    });
    socket.once("close", (code) => {
      clearTimeout(idle);
      clearTimeout(longest);
      const told = invoke("$disconnect", disconnectEvent(context, code)).finally(() => ending.delete(told));
      ending.add(told);
    });
    // Its close follows.
    socket.on("error", () => undefined);
  };
  return {
    path: `/${api.stage}`,
    upgrade: async (request, socket, head) => {
      const context = { apiId: api.id, stage: api.stage, connectionId: newConnectionId(), connectedAt: Date.now() };
      // Between the handshake and the socket nobody else would hear of its errors.
      socket.on("error", () => undefined);
      const outcome = await invoke("$connect", connectEvent(context, request));
      const status = outcome === undefined ? 200 : statusOf(outcome);
      if (status < 200 || status > 299) return refuse(socket, status);
      server.handleUpgrade(request, socket, head, (opened) => {
        sockets.add(context.connectionId, opened);
        follow(opened, context);
      });
    },
    stop: async () => {
      server.close();
      sockets.closeAll();
      await Promise.allSettled(ending);
    },
  };
};
