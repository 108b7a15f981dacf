import type { Problem, ProblemCode } from "../../../contracts/http/problem.ts";
import { fail, ok, type Result } from "../../../core/result.ts";

/** Why a request has no answer that can be used. */
export type ApiFault =
  /** A definite no: the request changed nothing. */
  | { readonly kind: "refused"; readonly code: ProblemCode; readonly detail: string }
  /** Nobody knows what became of the request: no network, a time-out, a fault of the server. */
  | { readonly kind: "unknown" }
  /** The access token is not accepted (any more). */
  | { readonly kind: "signed_out" };

export type ApiResult<Value> = Result<Value, ApiFault>;

type ApiRequest = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
};

export type Http = <Value>(request: ApiRequest) => Promise<ApiResult<Value>>;

const timeoutMs = 10_000;

/** Speaks JSON to the API with the person's access token. Never throws: what can go wrong is in the result. */
export const createHttp = (parts: {
  readonly fetch: typeof fetch;
  readonly accessToken: () => string | undefined;
}): Http => {
  const send = async ({ method, path, body, idempotencyKey }: ApiRequest): Promise<Response | undefined> => {
    const headers: Record<string, string> = { accept: "application/json" };
    const token = parts.accessToken();
    if (token !== undefined) headers["authorization"] = `Bearer ${token}`;
    if (body !== undefined) headers["content-type"] = "application/json";
    if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
    const init: RequestInit = { method, headers, cache: "no-store", signal: AbortSignal.timeout(timeoutMs) };
    if (body !== undefined) init.body = JSON.stringify(body);
    return parts.fetch(path, init).catch(() => undefined);
  };
  return async <Value>(request: ApiRequest): Promise<ApiResult<Value>> => {
    const response = await send(request);
    if (response === undefined || response.status >= 500) return fail({ kind: "unknown" });
    if (response.status === 401) return fail({ kind: "signed_out" });
    const text = await response.text().catch(() => undefined);
    if (text === undefined) return fail({ kind: "unknown" });
    if (response.ok) return parse<Value>(text);
    return fail(refusal(text));
  };
};

const parse = <Value>(text: string): ApiResult<Value> => {
  if (text === "") return ok(undefined as Value);
  try {
    return ok(JSON.parse(text) as Value);
  } catch {
    return fail({ kind: "unknown" });
  }
};

const refusal = (text: string): ApiFault => {
  try {
    const { code, detail } = JSON.parse(text) as Problem;
    return { kind: "refused", code: code as ProblemCode, detail };
  } catch {
    return { kind: "refused", code: "bad_request", detail: "" };
  }
};
