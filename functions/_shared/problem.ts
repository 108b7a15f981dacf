import type * as z from "zod";
import { type Problem, type ProblemCode, problems } from "../../contracts/http/problem.ts";
import { type Result, fail, ok } from "../../core/result.ts";

/** What a route answers: `body` is sent as JSON, a missing one as nothing. */
export type HttpAnswer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** RFC 9457. `detail` is one sentence that names the remedy; `param` is the path of the field it speaks of. */
export const problem = (code: ProblemCode, detail: string, param?: string): HttpAnswer => {
  const { status, title } = problems[code];
  const body: Problem = { type: `urn:piaf:problem:${code}`, title, status, detail, code, ...(param ? { param } : {}) };
  return { status, body, headers: { "content-type": "application/problem+json" } };
};

/** The limits are for a minute: so long is to be waited. */
const retryAfterS = 60;

/** Too much in a minute: 429 with `Retry-After`. */
export const tooMuch = (detail: string): HttpAnswer => {
  const answer = problem("too_many_requests", detail);
  return { ...answer, headers: { ...answer.headers, "retry-after": String(retryAfterS) } };
};

/** The value by its schema, or the answer that says which field is wrong. */
export const readAs = <Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): Result<z.output<Schema>, HttpAnswer> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const path = issue?.path.join(".") ?? "";
  const named = path === "" ? "The request" : `"${path}"`;
  return fail(
    problem("bad_request", `${named} is not accepted: ${issue?.message ?? "it does not fit the schema"}.`, path),
  );
};
