import { once } from "node:events";
import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from "jose";
import { createIdentityProvider } from "../../../local/identity/identity-provider.ts";
import { people } from "../../../local/seed/people.ts";

export const issuer = "https://identity.piaf.localhost";
export const clientId = "piaf-app";

/** The provider behind a server of its own, on a port that the system chose. */
export const startIdentity = async (options: { dataDir?: string; clock?: () => number } = {}) => {
  const clock = options.clock ?? Date.now;
  const identity = await createIdentityProvider({ issuer, clientId, people, dataDir: options.dataDir, clock });
  const server = createServer((request, response) => void identity.mount.handle(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const jwks = (await (await fetch(`http://127.0.0.1:${port}${identity.jwksPath}`)).json()) as JSONWebKeySet;
  const verify = (token: string) => jwtVerify(token, createLocalJWKSet(jwks), { issuer, audience: clientId });
  const stop = async () => {
    identity.stop();
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  };
  return { identity, port, verify, stop };
};

const base64Url = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes as Uint8Array).toString("base64url");

type Sent = { readonly method?: "POST"; readonly body?: URLSearchParams; readonly from?: string };

/** `fetch` lets nobody say to which host it speaks, and the system's resolver may not know alice.localhost. */
const send = async (
  port: number,
  path: string,
  { headers, method, body }: Sent & { headers: Record<string, string> },
) => {
  const form = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
  const sent = request({ host: "127.0.0.1", port, path, method: method ?? "GET", headers: { ...headers, ...form } });
  sent.end(body?.toString());
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, headers: answer.headers, body: await text(answer) };
};

export type Answer = Awaited<ReturnType<typeof send>>;

/** A browser at one origin: keeps cookies, follows nothing by itself. */
export const createBrowser = (host: string, port: number) => {
  const cookies = new Map<string, string>();
  const origin = `http://${host}:${port}`;
  return {
    origin,
    request: async (target: string, sent: Sent = {}) => {
      const { pathname, search } = new URL(target, origin);
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const own = { host: `${host}:${port}`, cookie };
      // A browser says where a POST comes from.
      const headers = sent.method === "POST" ? { ...own, origin: sent.from ?? origin } : own;
      const answer = await send(port, pathname + search, { ...sent, headers });
      for (const line of answer.headers["set-cookie"] ?? []) {
        const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      return answer;
    },
    forget: () => cookies.clear(),
  };
};

export type Browser = ReturnType<typeof createBrowser>;

/** The app's side of the code flow: where it sends the browser, and what it does with what comes back. */
export const startCodeFlow = async (browser: Browser, extra: Record<string, string> = {}) => {
  const verifier = base64Url(crypto.getRandomValues(new Uint8Array(32)));
  const challenge = base64Url(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  const redirectUri = `${browser.origin}/app/`;
  const query = new URLSearchParams({
    client_id: clientId,
    response_type: "code",
    scope: "openid profile",
    redirect_uri: redirectUri,
    state: "the-state",
    code_challenge: challenge,
    code_challenge_method: "S256",
    ...extra,
  });
  const exchange = async (location: string, changes: { code_verifier?: string; from?: string } = {}) => {
    const code = new URL(location).searchParams.get("code") ?? "";
    const body = new URLSearchParams({
      grant_type: "authorization_code",
      client_id: clientId,
      redirect_uri: redirectUri,
      code,
      code_verifier: changes.code_verifier ?? verifier,
    });
    const response = await browser.request("/oidc/token", {
      method: "POST",
      body,
      from: changes.from ?? browser.origin,
    });
    return { status: response.status, body: JSON.parse(response.body) as Record<string, string> };
  };
  return { path: `/oidc/auth?${query}`, exchange };
};

/** Follows redirections until the app would be loaded or a page is shown. */
export const follow = async (browser: Browser, path: string): Promise<{ location: string } | { page: Answer }> => {
  let next = path;
  for (let hop = 0; hop < 10; hop++) {
    const response = await browser.request(next);
    const { location } = response.headers;
    if (location === undefined) return { page: response };
    if (new URL(location, browser.origin).pathname === "/app/") return { location };
    next = location;
  }
  throw new Error("redirected in a circle");
};
