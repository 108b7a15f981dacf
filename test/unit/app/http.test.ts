import { describe, expect, it } from "vitest";
import { createHttp } from "../../../app/src/api/http.ts";
import { fail, ok } from "../../../core/result.ts";

type Answer = () => Promise<Response>;

/** A server that gives these answers in turn, the last one for ever. */
const answering = (...answers: readonly Answer[]) => {
  const seen: RequestInit[] = [];
  const pauses: number[] = [];
  const dates: (string | null)[] = [];
  const http = createHttp({
    fetch: (_path, init) => {
      seen.push(init ?? {});
      const answer = answers[Math.min(seen.length, answers.length) - 1];
      return answer === undefined ? Promise.reject(new Error("no answer")) : answer();
    },
    access: {
      token: () => Promise.resolve(ok("token")),
      tokenInsteadOf: (refused) => Promise.resolve(refused === "token" ? ok("next") : fail("ended")),
    },
    pause: async (ms) => void pauses.push(ms),
    onDate: (date) => dates.push(date),
  });
  const tokens = () => seen.map(({ headers }) => (headers as Record<string, string>)["authorization"]);
  return { http, seen, pauses, dates, tokens };
};

const says = (status: number, body = "", headers: Record<string, string> = {}): Answer => {
  return () => Promise.resolve(new Response(body === "" ? null : body, { status, headers }));
};
const noNetwork: Answer = () => Promise.reject(new TypeError("Failed to fetch"));

const get = { method: "GET", path: "/v1/me" } as const;
const post = { method: "POST", path: "/v1/intents/pi_1/decline", body: {} } as const;
const keyed = { method: "POST", path: "/v1/me/keys", body: { pin: "1" }, idempotencyKey: "one" } as const;
const problem = JSON.stringify({ code: "pin_wrong", detail: "Enter it again." });

describe("a request to the API", () => {
  it.each<[string, Answer, unknown]>([
    ["an answer", says(200, '{"id":1}'), ok({ id: 1 })],
    ["an answer without a body", says(204), ok(undefined)],
    ["no network", noNetwork, fail({ kind: "unknown" })],
    ["a fault of the server", says(502), fail({ kind: "unknown" })],
    ["a cut answer", says(200, '{"id":'), fail({ kind: "unknown" })],
    ["a problem", says(422, problem), fail({ kind: "refused", code: "pin_wrong", detail: "Enter it again." })],
    ["a refusal without a problem", says(404, "no"), fail({ kind: "refused", code: "bad_request", detail: "" })],
    ["a refusal of the gateway's own", says(413, "{}"), fail({ kind: "refused", code: "bad_request", detail: "" })],
  ])("gives a result for %s", async (_what, answer, expected) => {
    expect(await answering(answer).http(get)).toEqual(expected);
  });

  it("carries the token, the body and the idempotency key, and tells the server's time", async () => {
    const { http, seen, dates } = answering(says(200, "{}", { date: "Sun, 01 Mar 2026 12:00:00 GMT" }));
    await http(keyed);
    expect(seen[0]).toMatchObject({
      method: "POST",
      body: '{"pin":"1"}',
      headers: { authorization: "Bearer token", "idempotency-key": "one", "content-type": "application/json" },
    });
    expect(dates).toEqual(["Sun, 01 Mar 2026 12:00:00 GMT"]);
  });
});

describe("a refused token", () => {
  it("is renewed, and the request made once more with the new one, whatever it is", async () => {
    const { http, tokens } = answering(says(401), says(200, "{}"));
    expect(await http(post)).toEqual(ok({}));
    expect(tokens()).toEqual(["Bearer token", "Bearer next"]);
  });

  it("ends the session when the new one is refused, too", async () => {
    const { http, seen } = answering(says(401));
    expect(await http(get)).toEqual(fail({ kind: "signed_out" }));
    expect(seen).toHaveLength(2);
  });

  it.each([
    ["ended", "signed_out"],
    ["unknown", "unknown"],
  ] as const)("of a session that is %s makes the result %s, and nothing is sent", async (fault, kind) => {
    const access = { token: async () => fail(fault), tokenInsteadOf: async () => fail(fault) };
    const rest = { pause: async () => undefined, onDate: () => undefined };
    const http = createHttp({ fetch: () => Promise.reject(new Error("sent")), access, ...rest });
    expect(await http(post)).toEqual(fail({ kind }));
  });
});

describe("asking again", () => {
  it.each<[string, typeof get | typeof keyed]>([
    ["a reading", get],
    ["a request with an idempotency key", keyed],
  ])("is done for %s, with pauses, and given up in the end", async (_what, request) => {
    const { http, seen, pauses } = answering(noNetwork, says(503), says(200, '{"late":true}'));
    expect(await http(request)).toEqual(ok({ late: true }));
    expect(pauses).toEqual([300, 600]);
    expect(new Set(seen.map(({ headers }) => (headers as Record<string, string>)["idempotency-key"])).size).toBe(1);
    const down = answering(noNetwork);
    expect(await down.http(request)).toEqual(fail({ kind: "unknown" }));
    expect(down.seen).toHaveLength(3);
  });

  it("is not done for what might happen twice", async () => {
    const { http, seen } = answering(noNetwork, says(200, "{}"));
    expect(await http(post)).toEqual(fail({ kind: "unknown" }));
    expect(seen).toHaveLength(1);
  });

  it("waits as long as the API says where it turned the request away, within reason", async () => {
    const busy = (seconds: string) => says(429, "{}", { "retry-after": seconds });
    const { http, pauses } = answering(busy("2"), busy("3600"), says(200, "{}"));
    expect(await http(post)).toEqual(ok({}));
    expect(pauses).toEqual([2_000, 5_000]);
    expect(await answering(busy("1")).http(post)).toEqual(fail({ kind: "unknown" }));
  });

  it("waits for the answer to the first of two that are the same", async () => {
    const { http } = answering(says(409, '{"code":"idempotency_in_progress"}'), says(201, '{"id":"one"}'));
    expect(await http(keyed)).toEqual(ok({ id: "one" }));
  });
});
