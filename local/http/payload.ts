import type { IncomingMessage } from "node:http";
import { randomUUID } from "node:crypto";
import { account } from "../template/intrinsics.ts";
import type { Claims } from "./authorize.ts";
import type { RouteMatch } from "./match-route.ts";

export type Received = {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly match: RouteMatch;
  readonly authorized: { readonly claims: Claims; readonly scopes: readonly string[] | null } | undefined;
};

/** These go to a function as text, all others in Base64. */
const isText = (contentType: string | undefined): boolean =>
  contentType === undefined || /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml)))/i.test(contentType);

const singleHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers)
      .filter(([name]) => name !== "cookie")
      .map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : (value ?? "")]),
  );

const queryOf = (url: URL): Record<string, string> | undefined => {
  const names = [...new Set(url.searchParams.keys())];
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(",")]));
};

const contextOf = ({ request, url, match, authorized }: Received) => {
  const now = new Date();
  return {
    accountId: account,
    apiId: "local",
    ...(authorized && { authorizer: { jwt: authorized } }),
    domainName: url.hostname,
    domainPrefix: url.hostname.split(".")[0],
    http: {
      method: request.method,
      path: url.pathname,
      protocol: "HTTP/1.1",
      sourceIp: request.socket.remoteAddress ?? "127.0.0.1",
      userAgent: request.headers["user-agent"] ?? "",
    },
    requestId: randomUUID(),
    routeKey: match.route.key,
    stage: "$default",
    time: now.toUTCString(),
    timeEpoch: now.getTime(),
  };
};

/** The event that a function gets for an HTTP request, in the payload format 2.0. */
export const payloadOf = (received: Received) => {
  const { request, url, body, match } = received;
  const text = isText(request.headers["content-type"]);
  const cookies = request.headers.cookie?.split(/; */);
  const query = queryOf(url);
  return {
    version: "2.0",
    routeKey: match.route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookies && { cookies }),
    headers: singleHeaders(request),
    ...(query && { queryStringParameters: query }),
    requestContext: contextOf(received),
    ...(Object.keys(match.parameters).length > 0 && { pathParameters: match.parameters }),
    ...(body.length > 0 && { body: body.toString(text ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !text,
  };
};
