import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

/** The socket that an event is of. */
export type SocketContext = {
  readonly apiId: string;
  readonly stage: string;
  readonly connectionId: string;
  readonly connectedAt: number;
};

type EventType = "CONNECT" | "MESSAGE" | "DISCONNECT";

const contextOf = (context: SocketContext, routeKey: string, eventType: EventType) => {
  const now = new Date();
  return {
    apiId: context.apiId,
    connectedAt: context.connectedAt,
    connectionId: context.connectionId,
    domainName: "localhost",
    eventType,
    extendedRequestId: randomUUID(),
    messageDirection: "IN",
    requestId: randomUUID(),
    requestTime: now.toUTCString(),
    requestTimeEpoch: now.getTime(),
    routeKey,
    stage: context.stage,
  };
};

/** With the headers of the handshake, named as the browser does. */
export const connectEvent = (context: SocketContext, request: IncomingMessage) => {
  const headers: Record<string, string> = {};
  const multiValueHeaders: Record<string, string[]> = {};
  for (let at = 0; at < request.rawHeaders.length; at += 2) {
    const [name = "", value = ""] = request.rawHeaders.slice(at, at + 2);
    headers[name] = value;
    (multiValueHeaders[name] ??= []).push(value);
  }
  return {
    headers,
    multiValueHeaders,
    requestContext: contextOf(context, "$connect", "CONNECT"),
    isBase64Encoded: false,
  };
};

export const messageEvent = (
  { routeKey, ...context }: SocketContext & { readonly routeKey: string },
  body: string,
) => ({
  requestContext: { ...contextOf(context, routeKey, "MESSAGE"), messageId: randomUUID() },
  body,
  isBase64Encoded: false,
});

export const disconnectEvent = (context: SocketContext, disconnectStatusCode: number) => ({
  requestContext: {
    ...contextOf(context, "$disconnect", "DISCONNECT"),
    disconnectStatusCode,
    disconnectReason: "",
  },
  isBase64Encoded: false,
});
