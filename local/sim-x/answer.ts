import type { IncomingMessage, ServerResponse } from "node:http";

export type SimRequest = {
  readonly method: string;
  /** Below the mount, without a slash at its start: "posts/123". */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
};

/** `html` or `json`, or nothing at all but a status. */
export type SimAnswer = {
  readonly status: number;
  readonly json?: unknown;
  readonly html?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type SimRoute = {
  readonly method: string;
  readonly path: RegExp;
  /** `id` is what the path's first group holds. */
  readonly answer: (request: SimRequest, id: string) => SimAnswer | Promise<SimAnswer>;
};

const maximumBodyBytes = 1024 * 1024;

/** One sentence for a script's author. */
export const sentence = (status: number, error: string): SimAnswer => ({ status, json: { error } });

export const readRequest = async (request: IncomingMessage, prefix: string): Promise<SimRequest | undefined> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.byteLength;
    if (bytes > maximumBodyBytes) return undefined;
    chunks.push(chunk);
  }
  const url = new URL(request.url ?? "/", "http://localhost");
  return {
    method: request.method ?? "GET",
    path: url.pathname.slice(prefix.length),
    query: url.searchParams,
    headers: request.headers,
    body: Buffer.concat(chunks),
  };
};

export const send = (response: ServerResponse, answer: SimAnswer): void => {
  const text = answer.html ?? (answer.json === undefined ? "" : JSON.stringify(answer.json));
  const type = answer.html === undefined ? "application/json; charset=utf-8" : "text/html; charset=utf-8";
  response.writeHead(answer.status, { "content-type": type, "cache-control": "no-store", ...answer.headers });
  response.end(text);
};

/** The first route that fits; a path that none fits is a 404. */
export const answerBy = async (routes: readonly SimRoute[], request: SimRequest): Promise<SimAnswer> => {
  for (const route of routes) {
    const match = route.method === request.method ? route.path.exec(request.path) : null;
    if (match) return route.answer(request, match[1] ?? "");
  }
  return sentence(404, `The simulated X has no ${request.method} ${request.path}.`);
};

export const jsonOf = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    return undefined;
  }
};
