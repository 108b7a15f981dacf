import { once } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createSimulatedX } from "../../local/sim-x/simulated-x.ts";
import { bot, people } from "../../local/seed/people.ts";

export const xSecret = {
  consumer_secrets: ["current consumer secret", "consumer secret before"],
  app_key: "app key",
  access_token: "access token",
  access_secret: "access secret",
  client_id: "client",
  client_secret: "client secret",
};

export const readXSecret = (): Promise<unknown> => Promise.resolve(xSecret);

/** A request that reached the webhook, as its bytes. */
export type Received = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
};

type WebhookAnswer = { readonly status: number; readonly body?: string };

/** The simulated X on a port of its own, and a webhook beside it that answers as told and keeps what came. */
export const startSimulatedX = async (settings: {
  readonly answer?: (received: Received) => WebhookAnswer | Promise<WebhookAnswer>;
  readonly clock?: () => number;
  readonly dataDir?: string;
}) => {
  const received: Received[] = [];
  const webhook = await listen(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const one = { method: request.method ?? "", url, headers: request.headers, body: Buffer.concat(chunks) };
    received.push(one);
    const { status, body } = (await settings.answer?.(one)) ?? { status: 200 };
    response.writeHead(status).end(body);
  });
  const x = createSimulatedX({
    people,
    bot,
    dataDir: settings.dataDir,
    consumerSecret: xSecret.consumer_secrets[0] ?? "",
    webhookUrl: `${webhook.url}/webhooks/x`,
    clock: settings.clock ?? Date.now,
    credentials: {
      appKey: xSecret.app_key,
      accessToken: xSecret.access_token,
      clientId: xSecret.client_id,
      clientSecret: xSecret.client_secret,
    },
  });
  const door = await listen(async (request, response) => x.mount.handle(request, response));
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${door.url}/sim/x/${path}`, {
      method,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  return {
    x,
    received,
    url: door.url,
    /** What X_API_URL would be. */
    apiUrl: `${door.url}/sim/x`,
    call,
    /** Posts, and gives the new id. */
    post: async (body: unknown): Promise<string> => String((await call("POST", "posts", body)).json["id"]),
    stop: async () => {
      await x.stop();
      await Promise.all([door.stop(), webhook.stop()]);
    },
  };
};

const listen = async (handle: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>) => {
  const server: Server = createServer((request, response) => void handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
};
