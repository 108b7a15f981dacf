import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createXIdentity } from "../../../adapters/channels/x/oauth.ts";
import { readXSecret, startSimulatedX, xSecret } from "../../support/simulated-x.ts";

let x: Awaited<ReturnType<typeof startSimulatedX>>;
let now = Date.UTC(2026, 10, 24, 12);

beforeAll(async () => {
  x = await startSimulatedX({ clock: () => now });
});
afterAll(() => x.stop());

const verifier = "a verifier of at least forty-three characters";
const redirectUri = "http://alice.localhost:4400/app/linked";

const authorize = async (more: Record<string, string> = {}): Promise<Response> => {
  const query = new URLSearchParams({
    response_type: "code",
    client_id: xSecret.client_id,
    redirect_uri: redirectUri,
    scope: "tweet.read users.read",
    state: "opaque",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...more,
  });
  return fetch(`${x.apiUrl}/i/oauth2/authorize?${query}`, { redirect: "manual" });
};

const codeFor = async (handle: string): Promise<string> => {
  const location = new URL((await authorize({ as: handle })).headers.get("location") ?? "");
  expect(location.searchParams.get("state")).toBe("opaque");
  return location.searchParams.get("code") ?? "";
};

const identity = () => createXIdentity({ readSecret: readXSecret, apiUrl: x.apiUrl });

test("a code tells who its owner is, once", async () => {
  const code = await codeFor("alice");
  expect(await identity().exchangeCode({ code, verifier, redirectUri })).toEqual({
    ok: true,
    value: {
      id: "1400000000000000101",
      handle: "alice",
      name: "Alice",
      picture: undefined,
      scopes: ["tweet.read", "users.read"],
    },
  });
  expect(await identity().exchangeCode({ code, verifier, redirectUri })).toEqual({ ok: false, fault: "code_refused" });
});

test.each([
  ["another verifier", { verifier: `${verifier}!` }],
  ["another address", { redirectUri: "http://bob.localhost:4400/app/linked" }],
  ["another code", { code: "made up" }],
])("%s is refused", async (_what, changed) => {
  const grant = { code: await codeFor("alice"), verifier, redirectUri, ...changed };
  expect(await identity().exchangeCode(grant)).toEqual({ ok: false, fault: "code_refused" });
});

test("a code is worth nothing after half a minute", async () => {
  const code = await codeFor("alice");
  now += 30_000;
  expect(await identity().exchangeCode({ code, verifier, redirectUri })).toEqual({ ok: false, fault: "code_refused" });
});

test("an outage says nothing about the code", async () => {
  const nowhere = createXIdentity({ readSecret: readXSecret, apiUrl: "http://127.0.0.1:9" });
  expect(await nowhere.exchangeCode({ code: "any", verifier, redirectUri })).toEqual({
    ok: false,
    fault: "unavailable",
  });
  await x.call("PUT", "settings", { faults: { server_error: 1 } });
  const code = await codeFor("alice");
  expect(await identity().exchangeCode({ code, verifier, redirectUri })).toEqual({ ok: false, fault: "unavailable" });
});

test("who is not named chooses on a page", async () => {
  const page = await (await authorize()).text();
  expect(page).toContain("@alice");
  expect(page).toContain("as=alice");
});

test.each([
  ["a foreign client", { client_id: "somebody" }],
  ["no challenge", { code_challenge: "" }],
  ["an address that is not on this machine", { redirect_uri: "https://example.com/" }],
])("%s gets no page", async (_what, more) => {
  expect((await authorize({ as: "alice", ...more })).status).toBe(400);
});
