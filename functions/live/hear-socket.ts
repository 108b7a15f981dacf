import { type LiveMessage, phoneMessage } from "../../contracts/live.ts";
import { instant } from "../../core/clock.ts";
import { holderIdOf } from "../../core/ids.ts";
import { type Connection, maximumConnections } from "../../core/live/connections.ts";
import type { LiveDeps } from "./live-deps.ts";

/** What a WebSocket API tells of a socket, as far as it is looked at here. */
export type SocketEvent = {
  readonly requestContext: { readonly routeKey: string; readonly connectionId: string };
  /** On `$connect` only. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
};

/** The body, where there is one, goes to the phone; another status than 200 refuses a connection. */
export type SocketAnswer = { readonly statusCode: number; readonly body?: string };

const done: SocketAnswer = { statusCode: 200 };

/** A socket begins, ends, or says something. Who has not shown a token hears nothing, and is not kept. */
export const hearSocket = async (event: SocketEvent, deps: LiveDeps): Promise<SocketAnswer> => {
  const { routeKey, connectionId } = event.requestContext;
  switch (routeKey) {
    case "$connect":
      return admits(event, deps) ? done : { statusCode: 403 };
    case "$disconnect":
      await deps.connections.forgetSocket(connectionId);
      return done;
    default:
      return hear({ id: connectionId, body: event.body ?? "" }, deps);
  }
};

/** A browser always says whose page it is; what is no browser can say what it likes, and needs a token all the same. */
const admits = ({ headers = {} }: SocketEvent, { origins }: LiveDeps): boolean => {
  const origin = headers["Origin"] ?? headers["origin"];
  return origin === undefined || origins.includes(origin);
};

const hear = async (said: { readonly id: string; readonly body: string }, deps: LiveDeps): Promise<SocketAnswer> => {
  const message = phoneMessage.safeParse(jsonOrUndefined(said.body));
  if (!message.success) return turnAway(said.id, "not_understood", deps);
  // API Gateway ends a socket on which nothing was said for ten minutes.
  if (message.data.type === "ping") return done;
  const bearer = await deps.tokens.verify(message.data.token);
  if (bearer === undefined) return turnAway(said.id, "token", deps);
  const holder = await holderIdOf(bearer.issuer, bearer.subject);
  await admit({ id: said.id, holder, saidHelloAt: instant(deps.clock()), until: bearer.until }, deps);
  return tell({ type: "welcome", until: bearer.until });
};

const admit = async (connection: Connection, deps: LiveDeps): Promise<void> => {
  await deps.connections.keep(connection);
  const open = await deps.connections.ofHolder(connection.holder, connection.saidHelloAt);
  const tooMany = open.slice(0, Math.max(0, open.length - maximumConnections));
  for (const oldest of tooMany) {
    await deps.connections.forget(oldest);
    await deps.sockets.close(oldest.id);
  }
  deps.log.info("socket_admitted", { open: open.length - tooMany.length });
};

const turnAway = async (id: string, reason: string, deps: LiveDeps): Promise<SocketAnswer> => {
  deps.log.warn("socket_refused", { reason });
  await deps.sockets.close(id);
  return done;
};

const tell = (message: LiveMessage): SocketAnswer => ({ statusCode: 200, body: JSON.stringify(message) });

const jsonOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
