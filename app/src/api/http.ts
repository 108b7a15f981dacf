import type { Problem, ProblemCode } from "../../../contracts/http/problem.ts";
import { secondMs } from "../../../core/clock.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { Access, AccessFault } from "../identity/access.ts";

/** Why a request has no answer that can be used. */
export type ApiFault =
  /** A definite no: the request changed nothing. */
  | { readonly kind: "refused"; readonly code: ProblemCode; readonly detail: string }
  /** Nobody knows what became of the request: no network, a time-out, a fault of the server. */
  | { readonly kind: "unknown" }
  /** The person is not signed in any more: the access token is refused, and there is no other. */
  | { readonly kind: "signed_out" };

export type ApiResult<Value> = Result<Value, ApiFault>;

type ApiRequest = {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  readonly path: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
};

export type Http = <Value>(request: ApiRequest) => Promise<ApiResult<Value>>;

/** An answer that has come whole. */
type Answer = { readonly status: number; readonly text: string; readonly retryAfter: string | null };

const timeoutMs = 10_000;
const attempts = 3;
const firstPauseMs = 300;
const longestPauseMs = 5_000;

/**
 * Speaks JSON to the API with the person's access token. Never throws: what can go wrong is in the result. A token that
 * has run out is renewed, and the request made once more with the new one. What is safe to ask twice is asked again when
 * no answer came; what the API has put off, after the time it names.
 */
export const createHttp = (parts: {
  readonly fetch: typeof fetch;
  readonly access: Pick<Access, "token" | "tokenInsteadOf">;
  readonly pause: (ms: number) => Promise<void>;
  /** Told the `Date` of each answer. */
  readonly onDate: (date: string | null) => void;
}): Http => {
  const send = async (request: ApiRequest, token: string): Promise<Answer | undefined> => {
    try {
      const response = await parts.fetch(request.path, initOf(request, token));
      parts.onDate(response.headers.get("date"));
      const text = await response.text();
      return { status: response.status, text, retryAfter: response.headers.get("retry-after") };
    } catch {
      return undefined;
    }
  };
  /** Once, or twice where the first token has run out: what was refused for its token has done nothing. */
  const sendSignedIn = async (request: ApiRequest): Promise<Result<Answer | undefined, AccessFault>> => {
    const token = await parts.access.token();
    if (!token.ok) return token;
    const answer = await send(request, token.value);
    if (answer?.status !== 401) return ok(answer);
    const other = await parts.access.tokenInsteadOf(token.value);
    return other.ok ? ok(await send(request, other.value)) : other;
  };
  return async <Value>(request: ApiRequest): Promise<ApiResult<Value>> => {
    for (let attempt = 1; ; attempt += 1) {
      const sent = await sendSignedIn(request);
      if (!sent.ok) return fail({ kind: sent.fault === "ended" ? "signed_out" : "unknown" });
      const pauseMs = attempt < attempts ? pauseBeforeNext(request, { answer: sent.value, attempt }) : undefined;
      if (pauseMs === undefined) return resultOf<Value>(sent.value);
      await parts.pause(pauseMs);
    }
  };
};

const initOf = ({ method, body, idempotencyKey }: ApiRequest, token: string): RequestInit => {
  const headers: Record<string, string> = { accept: "application/json", authorization: `Bearer ${token}` };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (idempotencyKey !== undefined) headers["idempotency-key"] = idempotencyKey;
  const init: RequestInit = { method, headers, cache: "no-store", signal: AbortSignal.timeout(timeoutMs) };
  return body === undefined ? init : { ...init, body: JSON.stringify(body) };
};

/** How long to wait before the same request again; `undefined`: it stays as it is. */
const pauseBeforeNext = (
  { method, idempotencyKey }: ApiRequest,
  { answer, attempt }: { readonly answer: Answer | undefined; readonly attempt: number },
): number | undefined => {
  const pauseMs = firstPauseMs * 2 ** (attempt - 1);
  // Turned away at the door: nothing was done, so that any request may come back.
  if (answer?.status === 429) return Math.min(retryAfterMs(answer) ?? pauseMs, longestPauseMs);
  const unanswered = answer === undefined || answer.status >= 500 || isInProgress(answer);
  const repeatable = method === "GET" || idempotencyKey !== undefined;
  if (!unanswered || !repeatable) return undefined;
  return Math.min((answer && retryAfterMs(answer)) ?? pauseMs, longestPauseMs);
};

/** The same request came twice and the first is still being answered: asking again gets that answer. */
const isInProgress = ({ status, text }: Answer): boolean =>
  status === 409 && text.includes("idempotency_in_progress" satisfies ProblemCode);

/** `Retry-After` in seconds; its other form, a date, would need a clock that is right. */
const retryAfterMs = ({ retryAfter }: Answer): number | undefined =>
  retryAfter !== null && /^\d+$/.test(retryAfter) ? Number(retryAfter) * secondMs : undefined;

const resultOf = <Value>(answer: Answer | undefined): ApiResult<Value> => {
  // What was put off each time may be asked again later, as if no answer had come.
  if (answer === undefined || answer.status >= 500 || answer.status === 429) return fail({ kind: "unknown" });
  if (answer.status === 401) return fail({ kind: "signed_out" });
  return answer.status < 300 ? parse<Value>(answer.text) : fail(refusal(answer.text));
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
    const { code = "bad_request", detail = "" } = JSON.parse(text) as Partial<Problem>;
    return { kind: "refused", code: code as ProblemCode, detail };
  } catch {
    return { kind: "refused", code: "bad_request", detail: "" };
  }
};
