import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";

export type Call = {
  readonly route: string;
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  /** Sent as JSON, or as it is where it is a string. */
  readonly body?: unknown;
  /** The subject that the authorizer has verified; absent for who is not signed in. */
  readonly as?: { readonly issuer: string; readonly subject: string };
};

export type Answer = { readonly status: number; readonly type: string; readonly body: Record<string, unknown> };

type Handler = (event: never, context: Context) => Promise<unknown>;

/** Calls a handler with the event that an HTTP API makes of a request (payload 2.0). */
export const callRoute = async (handler: Handler, call: Call): Promise<Answer> => {
  const [method = "", rawPath = ""] = call.route.split(" ");
  const event = {
    version: "2.0",
    routeKey: call.route,
    rawPath,
    rawQueryString: "",
    headers: { "content-type": "application/json", ...call.headers },
    isBase64Encoded: false,
    ...(call.params ? { pathParameters: call.params } : {}),
    ...(call.query ? { queryStringParameters: call.query } : {}),
    ...(call.body === undefined ? {} : { body: typeof call.body === "string" ? call.body : JSON.stringify(call.body) }),
    requestContext: {
      http: { method, path: rawPath },
      ...(call.as ? { authorizer: { jwt: { claims: { iss: call.as.issuer, sub: call.as.subject } } } } : {}),
    },
  } as unknown as APIGatewayProxyEventV2;
  const answer = (await handler(event as never, {} as Context)) as APIGatewayProxyStructuredResultV2;
  return {
    status: answer.statusCode ?? 0,
    type: String(answer.headers?.["content-type"]),
    body: answer.body ? (JSON.parse(answer.body) as Record<string, unknown>) : {},
  };
};
