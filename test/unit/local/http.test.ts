import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { answerOf } from "../../../local/http/answer.ts";
import { matchRoute } from "../../../local/http/match-route.ts";
import { payloadOf } from "../../../local/http/payload.ts";
import type { ApiRoute } from "../../../local/http/routes.ts";

const route = (key: string): ApiRoute => {
  const [method = "", path = ""] = key.split(" ");
  return { key, method, path, functionArn: "arn:f", authorizer: undefined };
};

describe("the match of a request with the routes", () => {
  const routes = [
    "GET /v1/intents/{id}",
    "GET /v1/intents/open",
    "ANY /v1/{proxy+}",
    "POST /v1/intents/{id}/approve",
  ].map(route);
  const match = (method: string, path: string) => {
    const found = matchRoute(routes, { method, path });
    return found && [found.route.key, found.parameters];
  };

  it.each([
    ["GET", "/v1/intents/pi_1", ["GET /v1/intents/{id}", { id: "pi_1" }]],
    ["GET", "/v1/intents/open", ["GET /v1/intents/open", {}]],
    ["POST", "/v1/intents/pi_1/approve", ["POST /v1/intents/{id}/approve", { id: "pi_1" }]],
    ["DELETE", "/v1/intents/pi_1", ["ANY /v1/{proxy+}", { proxy: "intents/pi_1" }]],
    ["GET", "/v1/intents/a%20b", ["GET /v1/intents/{id}", { id: "a b" }]],
    ["GET", "/v1/intents/%E0%A4%A", ["GET /v1/intents/{id}", { id: "%E0%A4%A" }]],
    ["GET", "/v1/", undefined],
    ["GET", "/v2/intents", undefined],
  ])("%s %s", (method, path, expected) => {
    expect(match(method, path)).toEqual(expected);
  });
});

describe("the event of a request", () => {
  const event = (headers: Record<string, string>, body = "", search = "") =>
    payloadOf({
      request: { headers, method: "POST", socket: { remoteAddress: "127.0.0.1" } } as unknown as IncomingMessage,
      url: new URL(`http://localhost:4400/webhooks/x${search}`),
      body: Buffer.from(body),
      match: { route: route("POST /webhooks/{channel}"), parameters: { channel: "x" } },
      authorized: undefined,
    });

  it("has JSON as text and other bytes in Base64", () => {
    expect(event({ "content-type": "application/json" }, "{}")).toMatchObject({ body: "{}", isBase64Encoded: false });
    expect(event({ "content-type": "application/octet-stream" }, "{}")).toMatchObject({
      body: "e30=",
      isBase64Encoded: true,
    });
    expect(event({})).not.toHaveProperty("body");
  });

  it("has cookies apart, and the values of a repeated query name together", () => {
    const made = event({ cookie: "a=1; b=2", "x-a": "1" }, "", "?q=1&q=2&r=%20");
    expect(made).toMatchObject({
      cookies: ["a=1", "b=2"],
      headers: { "x-a": "1" },
      queryStringParameters: { q: "1,2", r: " " },
      rawQueryString: "q=1&q=2&r=%20",
      pathParameters: { channel: "x" },
      routeKey: "POST /webhooks/{channel}",
    });
    expect(made.headers).not.toHaveProperty("cookie");
  });
});

describe("the answer to a request", () => {
  const fault = (errorType: string) =>
    ({ ok: false, requestId: "r", fault: { errorType, errorMessage: "", stack: "" } }) as const;
  const value = (given: unknown) => ({ ok: true, requestId: "r", value: given }) as const;

  it("is what the function says, decoded", () => {
    const result = { statusCode: 201, headers: { "X-A": 1 }, body: "aGk=", isBase64Encoded: true, cookies: ["a=1"] };
    expect(answerOf(value(result))).toMatchObject({ status: 201, headers: { "x-a": "1" }, cookies: ["a=1"] });
    expect(answerOf(value(result)).body.toString()).toBe("hi");
  });

  it("is JSON under 200 when the function names no status", () => {
    expect(answerOf(value({ a: 1 }))).toMatchObject({ status: 200, body: '{"a":1}' });
  });

  it("says nothing of an error of the function", () => {
    expect(answerOf(fault("TypeError"))).toMatchObject({ status: 500, body: '{"message":"Internal Server Error"}' });
    expect(answerOf(fault("Sandbox.Timedout"))).toMatchObject({ status: 503 });
  });
});
