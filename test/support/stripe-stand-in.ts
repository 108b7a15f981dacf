import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

type Json = Record<string, unknown>;
type Answer = { readonly status: number; readonly body: Json; readonly headers?: Record<string, string> };
type Call = { readonly method: string; readonly path: string; readonly params: URLSearchParams };

const fixture = (name: string): Json => JSON.parse(readFileSync(`test/fixtures/stripe/${name}.json`, "utf8")) as Json;
const idOf = (prefix: string): string => `${prefix}_${randomBytes(12).toString("hex")}`;
const error = (status: number, type: string, more: Json = {}): Answer => ({
  status,
  body: { error: { type, message: type, ...more } },
});

/** What Stripe answers when something is wrong, by status, in its own shape. */
const faults: Readonly<Record<number, Answer>> = {
  401: error(401, "invalid_request_error", { message: "Invalid API Key provided" }),
  402: error(402, "card_error", { code: "card_declined", decline_code: "generic_decline" }),
  400: error(400, "invalid_request_error", { code: "amount_too_large", param: "amount" }),
  409: error(409, "idempotency_error", { code: "idempotency_key_in_use" }),
  429: error(429, "invalid_request_error", { code: "rate_limit" }),
  500: error(500, "api_error"),
};

export const stripeKeys = { secret: "sk_test_1", restricted: "rk_test_1", webhook: "whsec_test_1" };

/** Stripe's API as far as Piaf calls it, over HTTP, in its own shapes, with its idempotency, and faults on demand. */
export const startStripeStandIn = async (clock: () => number) => {
  const intents = new Map<string, Json>();
  const refunds: Json[] = [];
  const disputes: Json[] = [];
  const events: Json[] = [];
  const kept = new Map<string, { readonly params: string; readonly answer: Answer }>();
  const requests: (Call & { readonly idempotencyKey: string | undefined })[] = [];
  let failing: readonly number[] = [];
  const created = (): number => Math.floor(clock() / 1_000);
  const emit = (type: string, object: Json): void =>
    void events.push({ ...fixture("event"), id: idOf("evt"), created: created(), type, data: { object } });

  const createIntent = ({ params }: Call): Answer => {
    const id = idOf("pi");
    const metadata = Object.fromEntries(
      [...params]
        .flatMap(([name, value]) => [[/^metadata\[(\w+)\]$/.exec(name)?.[1] ?? "", value] as const])
        .filter(([name]) => name !== ""),
    );
    const intent = {
      ...fixture("payment_intent"),
      ...{ id, metadata, client_secret: `${id}_secret_x`, created: created() },
      ...{ amount: Number(params.get("amount")), currency: params.get("currency") },
    };
    intents.set(id, intent);
    return { status: 200, body: intent };
  };

  /** The same key again is answered as the first time; with other parameters it is refused. */
  const keptOnce = (key: string | undefined, call: Call, work: (call: Call) => Answer): Answer => {
    const before = key === undefined ? undefined : kept.get(key);
    if (before && before.params !== call.params.toString()) return error(400, "idempotency_error");
    if (before) return { ...before.answer, headers: { "idempotent-replayed": "true" } };
    const answer = work(call);
    if (key !== undefined) kept.set(key, { params: call.params.toString(), answer });
    return answer;
  };

  const list = (items: readonly Json[], { params }: Call): Answer => {
    const number = (name: string, otherwise: number) => Number(params.get(name) ?? otherwise);
    const types = [...params].filter(([name]) => name.startsWith("types[")).map(([, type]) => type);
    const found = items
      .filter(
        (one) =>
          Number(one["created"]) >= number("created[gte]", 0) &&
          Number(one["created"]) < number("created[lt]", Infinity),
      )
      .filter((one) => types.length === 0 || types.includes(String(one["type"])))
      .filter((one) => !params.has("payment_intent") || one["payment_intent"] === params.get("payment_intent"))
      .toReversed();
    const from = found.findIndex(({ id }) => id === params.get("starting_after")) + 1;
    const data = found.slice(from, from + number("limit", 10));
    return { status: 200, body: { object: "list", data, has_more: from + data.length < found.length, url: "/v1" } };
  };

  const answer = (call: Call, request: IncomingMessage): Answer => {
    const [fault, ...others] = failing;
    failing = others;
    if (fault !== undefined) return faults[fault] ?? error(fault, "api_error");
    const key = request.headers.authorization?.replace("Bearer ", "");
    if (key !== stripeKeys.secret && key !== stripeKeys.restricted) return faults[401]!;
    if (call.method === "POST" && key === stripeKeys.restricted) return error(403, "invalid_request_error");
    const [, , resource, id] = call.path.split("/");
    if (call.method === "POST" && resource === "payment_intents" && id === undefined) {
      return keptOnce(request.headers["idempotency-key"] as string | undefined, call, createIntent);
    }
    if (resource === "payment_intents" && id !== undefined) {
      const intent = intents.get(decodeURIComponent(id));
      return intent ? { status: 200, body: intent } : error(404, "invalid_request_error", { code: "resource_missing" });
    }
    const lists: Record<string, readonly Json[]> = {
      payment_intents: [...intents.values()],
      refunds,
      disputes,
      events,
    };
    return lists[resource ?? ""] ? list(lists[resource ?? ""]!, call) : error(404, "invalid_request_error");
  };

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? "/", "http://stripe");
    const body = await text(request);
    const call = {
      method: request.method ?? "GET",
      path: url.pathname,
      params: request.method === "POST" ? new URLSearchParams(body) : url.searchParams,
    };
    requests.push({ ...call, idempotencyKey: request.headers["idempotency-key"] as string | undefined });
    const { status, body: json, headers } = answer(call, request);
    response.writeHead(status, { "content-type": "application/json", "request-id": idOf("req"), ...headers });
    response.end(JSON.stringify(json));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");

  const change = (id: string, changed: Json): Json => {
    const intent = { ...intents.get(id), ...changed };
    intents.set(id, intent);
    return intent;
  };
  const takeBack = (into: Json[], made: Json, type: string): string => {
    into.push(made);
    emit(type, made);
    return String(made["id"]);
  };
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    /** The next calls fail so, one after the other. */
    failWith: (...statuses: readonly number[]): void => void (failing = statuses),
    set: (id: string, changed: Json): void => void change(id, changed),
    succeed: (id: string): void =>
      emit(
        "payment_intent.succeeded",
        change(id, { status: "succeeded", amount_received: intents.get(id)?.["amount"], last_payment_error: null }),
      ),
    decline: (id: string, reason: Json): void =>
      emit(
        "payment_intent.payment_failed",
        change(id, { status: "requires_payment_method", last_payment_error: { type: "card_error", ...reason } }),
      ),
    refund: (id: string, amount: number, status = "succeeded"): string =>
      takeBack(
        refunds,
        { ...fixture("refund"), id: idOf("re"), payment_intent: id, amount, status, created: created() },
        "refund.created",
      ),
    dispute: (id: string, amount: number, status = "needs_response"): string =>
      takeBack(
        disputes,
        { ...fixture("dispute"), id: idOf("dp"), payment_intent: id, amount, status, created: created() },
        "charge.dispute.created",
      ),
    /** Another status of a refund or a dispute. */
    turn: (id: string, status: string): void => {
      for (const one of [...refunds, ...disputes]) {
        if (one["id"] !== id) continue;
        one["status"] = status;
        emit(id.startsWith("re") ? "refund.failed" : "charge.dispute.closed", { ...one });
      }
    },
    lastEvent: (): Json => events.at(-1)!,
    stop: async (): Promise<void> => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
};

export type StripeStandIn = Awaited<ReturnType<typeof startStripeStandIn>>;
