import middy, { type MiddlewareObj } from "@middy/core";
import httpHeaderNormalizer from "@middy/http-header-normalizer";
import httpSecurityHeaders from "@middy/http-security-headers";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { type Instant, instant, secondMs } from "../../core/clock.ts";
import { type HolderId, holderIdOf } from "../../core/ids.ts";
import { type Result, fail, ok } from "../../core/result.ts";
import type { Log } from "./log.ts";
import { type HttpAnswer, problem } from "./problem.ts";

/** The signed-in person, as the authorizer's verified claims name them. */
export type Caller = {
  readonly issuer: string;
  readonly subject: string;
  readonly holder: HolderId;
  /** When the person signed in, where the provider says it: the same for all tokens that come of it. */
  readonly signedInAt?: Instant | undefined;
};

type HttpRequest = {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON, or undefined. */
  readonly body: unknown;
  /** `routeKey` of the API, such as "POST /v1/intents/{id}/approve". */
  readonly route: string;
};

export type SignedInRequest = HttpRequest & { readonly caller: Caller };

/** What an outsider has signed: the bytes as they came. */
export type SignedRequest = Omit<HttpRequest, "body"> & { readonly bytes: Uint8Array };

type Route =
  | { readonly signed: (request: SignedRequest) => Promise<HttpAnswer> }
  | { readonly open: (request: HttpRequest) => Promise<HttpAnswer> }
  | { readonly signedIn: (request: SignedInRequest) => Promise<HttpAnswer> };

/** The routes of a function by `routeKey`, as the stack declares them. */
export type Routes = Readonly<Record<string, Route>>;

type JsonEvent = APIGatewayProxyEventV2 & {
  requestContext: { authorizer?: { jwt?: { claims: Record<string, unknown> } } | undefined };
};

/** HTTP API (payload 2.0) with JSON in and out: every answer, errors too, is JSON with security headers. */
export const httpHandler = (routes: Routes, log: Log) =>
  middy<JsonEvent, APIGatewayProxyStructuredResultV2>()
    .use(httpHeaderNormalizer())
    .use(httpSecurityHeaders())
    .use(problemsForErrors(log))
    .handler(async (event: JsonEvent) => respond(await dispatch(routes, event)));

const dispatch = async (routes: Routes, event: JsonEvent): Promise<HttpAnswer> => {
  const route = routes[event.routeKey];
  if (!route) return problem("not_found", "Nothing answers here: see /v1/openapi.json for what does.");
  const common: Omit<HttpRequest, "body"> = {
    params: present(event.pathParameters),
    query: present(event.queryStringParameters),
    headers: event.headers,
    route: event.routeKey,
  };
  if ("signed" in route) return route.signed({ ...common, bytes: bytesOf(event) });
  const body = jsonBodyOf(event);
  if (!body.ok) return body.fault;
  const request: HttpRequest = { ...common, body: body.value };
  if ("open" in route) return route.open(request);
  const caller = await callerOf(event);
  if (!caller) return problem("unauthorized", "Sign in and send the access token as a bearer token.");
  return route.signedIn({ ...request, caller });
};

/** The gateway hands over what is no text as base64. */
const bytesOf = ({ body, isBase64Encoded }: JsonEvent): Uint8Array =>
  Buffer.from(body ?? "", isBase64Encoded ? "base64" : "utf8");

/** The parsed body, whatever content type it claims; none at all is undefined. */
const jsonBodyOf = ({ body, isBase64Encoded }: JsonEvent): Result<unknown, HttpAnswer> => {
  if (body === undefined || body === "") return ok(undefined);
  try {
    return ok(JSON.parse(isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body));
  } catch {
    return fail(problem("bad_request", "The body is not JSON: send one JSON object in UTF-8."));
  }
};

const callerOf = async (event: JsonEvent): Promise<Caller | undefined> => {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  if (typeof claims?.["iss"] !== "string" || typeof claims["sub"] !== "string") return undefined;
  const { iss: issuer, sub: subject } = claims as { iss: string; sub: string };
  return { issuer, subject, holder: await holderIdOf(issuer, subject), signedInAt: timeIn(claims["auth_time"]) };
};

/** Seconds since 1970; the gateway hands numbers over as text. */
const timeIn = (claim: unknown): Instant | undefined => {
  const seconds = typeof claim === "string" || typeof claim === "number" ? Number(claim) : Number.NaN;
  return Number.isSafeInteger(seconds) && seconds > 0 ? instant(seconds * secondMs) : undefined;
};

const present = (values: Record<string, string | undefined> | undefined): Record<string, string> =>
  Object.fromEntries(Object.entries(values ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined));

const respond = (answer: HttpAnswer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: answer.status,
  headers: { "content-type": "application/json", "cache-control": "no-store", ...answer.headers },
  ...(answer.body === undefined ? {} : { body: JSON.stringify(answer.body) }),
});

/** What nobody expected is our fault; its stack stays in the log. */
const problemsForErrors = (log: Log): MiddlewareObj<JsonEvent, APIGatewayProxyStructuredResultV2, Error, Context> => ({
  onError: (request) => {
    log.error("request_failed", request.error, { route: request.event.routeKey });
    request.response = respond(problem("internal", "Something went wrong on our side: try again in a moment."));
  },
});
