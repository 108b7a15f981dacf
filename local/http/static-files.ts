import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, normalize } from "node:path";
import { createGzip } from "node:zlib";
import type { Mount } from "../front-door/mount.ts";
import { gatewayAnswer, send } from "./answer.ts";

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".map": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};

/** What CloudFront sends compressed. */
const compressible = /^(text\/|image\/svg|application\/(json|manifest))/;

export type Site = {
  readonly prefix: string;
  readonly folder: string;
  /** Sent with every file. */
  readonly headers: Readonly<Record<string, string>>;
  /** Whether paths that name no file are places within the page, as `lib/constructs/app-paths.js` says to CloudFront. */
  readonly hasPlaces?: boolean;
  /** Answered as JSON in the place of files, by their path below the prefix. */
  readonly documents?: Readonly<Record<string, unknown>>;
};

/** Files whose name carries a hash never change; all others are asked for again each time. */
const cacheControl = (path: string): string =>
  path.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";

const fileOf = (path: string, { hasPlaces = false }: Site): string =>
  path === "" || (hasPlaces && extname(path) === "") ? "index.html" : path;

const pathBelow = (prefix: string, request: IncomingMessage): string | undefined => {
  try {
    const path = decodeURIComponent((request.url ?? "/").split("?")[0] ?? "/").slice(prefix.length);
    return normalize(`/${path}`).slice(1);
  } catch {
    return undefined;
  }
};

const serve = async (site: Site, request: IncomingMessage, response: ServerResponse) => {
  const { prefix, folder, headers, documents } = site;
  if (request.method !== "GET" && request.method !== "HEAD") {
    return send(response, gatewayAnswer(405, "Method Not Allowed", { allow: "GET, HEAD" }));
  }
  const path = pathBelow(prefix, request);
  const document = path === undefined ? undefined : documents?.[path];
  if (document !== undefined) {
    const kept = { ...headers, "content-type": "application/json", "cache-control": "no-store" };
    return send(response, { status: 200, headers: kept, body: JSON.stringify(document) });
  }
  const file = path === undefined ? "" : join(folder, fileOf(path, site));
  const found = await stat(file).catch(() => undefined);
  if (path === undefined || !found?.isFile()) return send(response, gatewayAnswer(404, "Not Found"));
  const type = contentTypes[extname(file)] ?? "application/octet-stream";
  const isPacked = compressible.test(type) && /\bgzip\b/.test(String(request.headers["accept-encoding"]));
  response.writeHead(200, {
    ...headers,
    "content-type": type,
    ...(isPacked ? { "content-encoding": "gzip" } : { "content-length": found.size }),
    vary: "accept-encoding",
    "cache-control": cacheControl(path),
  });
  if (request.method === "HEAD") response.end();
  else if (isPacked) createReadStream(file).pipe(createGzip()).pipe(response);
  else createReadStream(file).pipe(response);
};

/** A folder of built files below a prefix. */
export const staticFiles = (site: Site): Mount => ({
  prefix: site.prefix,
  handle: (request, response) => serve(site, request, response),
});
