import type { IncomingMessage, ServerResponse } from "node:http";
import type { Mount } from "../front-door/mount.ts";
import type { LocalFunction } from "../workers/pool.ts";
import { answerOf, gatewayAnswer, send, type Answer } from "./answer.ts";
import type { Authorize } from "./authorize.ts";
import { matchRoute } from "./match-route.ts";
import { payloadOf } from "./payload.ts";
import type { ApiRoute } from "./routes.ts";

/** API Gateway's own limit. */
const largestBodyBytes = 10 * 1024 * 1024;

const read = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largestBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

export type Api = {
  readonly routes: readonly ApiRoute[];
  readonly authorize: Authorize;
  readonly functionByArn: (arn: string) => LocalFunction;
};

const answer = async ({ routes, authorize, functionByArn }: Api, request: IncomingMessage): Promise<Answer> => {
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "localhost"}`);
  const match = matchRoute(routes, { method: request.method ?? "GET", path: url.pathname });
  if (match === undefined) return gatewayAnswer(404, "Not Found");
  const { authorizer } = match.route;
  const authorization = authorizer && (await authorize(request.headers.authorization, authorizer));
  if (authorization?.status === "unauthorized") {
    return gatewayAnswer(401, "Unauthorized", { "www-authenticate": "Bearer" });
  }
  if (authorization?.status === "forbidden") return gatewayAnswer(403, "Forbidden");
  const body = await read(request);
  if (body === undefined) return gatewayAnswer(413, "Request Too Long", { connection: "close" });
  const authorized = authorization && { claims: authorization.claims, scopes: authorization.scopes };
  const target = functionByArn(match.route.functionArn);
  return answerOf(await target.invoke(payloadOf({ request, url, body, match, authorized })));
};

const prefixOf = ({ path }: ApiRoute): string => `/${path.split("/")[1] ?? ""}/`;

/** The HTTP API of the template: a mount for each first segment of its routes, such as /v1/ and /webhooks/. */
export const apiMounts = (api: Api): readonly Mount[] => {
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> =>
    send(response, await answer(api, request));
  return [...new Set(api.routes.map(prefixOf))].map((prefix) => ({ prefix, handle }));
};
