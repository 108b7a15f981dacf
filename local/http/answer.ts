import type { ServerResponse } from "node:http";
import type { Outcome } from "../workers/instance.ts";

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
  readonly body: Buffer | string;
};

/** A message of API Gateway's own. */
export const gatewayAnswer = (status: number, message: string, headers: Answer["headers"] = {}): Answer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify({ message }),
});

type StructuredResult = {
  readonly statusCode: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
};

const isStructured = (value: unknown): value is StructuredResult =>
  typeof value === "object" && value !== null && typeof (value as StructuredResult).statusCode === "number";

const structuredAnswer = (result: StructuredResult): Answer => ({
  status: result.statusCode,
  headers: {
    "content-type": "text/plain; charset=utf-8",
    ...Object.fromEntries(
      Object.entries(result.headers ?? {}).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
  },
  ...(result.cookies && { cookies: result.cookies }),
  body: Buffer.from(result.body ?? "", result.isBase64Encoded ? "base64" : "utf8"),
});

/** What API Gateway makes of a function's result in the payload format 2.0: without a status it is JSON under 200. */
export const answerOf = (outcome: Outcome): Answer => {
  if (!outcome.ok) {
    const { errorType } = outcome.fault;
    if (errorType === "Sandbox.Timedout") return gatewayAnswer(503, "Service Unavailable");
    return gatewayAnswer(500, "Internal Server Error");
  }
  if (isStructured(outcome.value)) return structuredAnswer(outcome.value);
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(outcome.value) };
};

export const send = (response: ServerResponse, { status, headers, cookies, body }: Answer): void => {
  response.writeHead(status, { ...headers, ...(cookies && { "set-cookie": [...cookies] }) });
  response.end(body);
};
