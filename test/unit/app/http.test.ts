import { describe, expect, it } from "vitest";
import { createHttp } from "../../../app/src/api/http.ts";
import { fail, ok } from "../../../core/result.ts";

const answering = (answer: () => Promise<Response>) => {
  const seen: RequestInit[] = [];
  const http = createHttp({
    fetch: (_path, init) => {
      seen.push(init ?? {});
      return answer();
    },
    accessToken: () => "token",
  });
  return { http, seen };
};

const get = { method: "GET", path: "/v1/me" } as const;
const problem = JSON.stringify({ code: "pin_wrong", detail: "Enter it again." });

describe("a request to the API", () => {
  it.each<[string, () => Promise<Response>, unknown]>([
    ["an answer", () => Promise.resolve(new Response('{"id":1}')), ok({ id: 1 })],
    ["an answer without a body", () => Promise.resolve(new Response(null, { status: 204 })), ok(undefined)],
    ["no network", () => Promise.reject(new TypeError("Failed to fetch")), fail({ kind: "unknown" })],
    ["a fault of the server", () => Promise.resolve(new Response("", { status: 502 })), fail({ kind: "unknown" })],
    ["a cut answer", () => Promise.resolve(new Response('{"id":')), fail({ kind: "unknown" })],
    ["a refused token", () => Promise.resolve(new Response("", { status: 401 })), fail({ kind: "signed_out" })],
    [
      "a problem",
      () => Promise.resolve(new Response(problem, { status: 422 })),
      fail({ kind: "refused", code: "pin_wrong", detail: "Enter it again." }),
    ],
    [
      "a refusal without a problem",
      () => Promise.resolve(new Response("no", { status: 404 })),
      fail({ kind: "refused", code: "bad_request", detail: "" }),
    ],
  ])("gives a result for %s", async (_what, answer, expected) => {
    expect(await answering(answer).http(get)).toEqual(expected);
  });

  it("carries the token, the body and the idempotency key", async () => {
    const { http, seen } = answering(() => Promise.resolve(new Response("{}")));
    await http({ method: "POST", path: "/v1/me/keys", body: { pin: "1" }, idempotencyKey: "one" });
    expect(seen[0]).toMatchObject({
      method: "POST",
      body: '{"pin":"1"}',
      headers: { authorization: "Bearer token", "idempotency-key": "one", "content-type": "application/json" },
    });
  });
});
