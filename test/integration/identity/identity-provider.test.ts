import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeJwt } from "jose";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { clientId, createBrowser, follow, issuer, startCodeFlow, startIdentity } from "./local-identity.ts";

type Local = Awaited<ReturnType<typeof startIdentity>>;
let local: Local;
let now = Date.now();

beforeAll(async () => {
  local = await startIdentity({ clock: () => now });
});
afterAll(() => local.stop());

const arrival = async (...flow: Parameters<typeof startCodeFlow>) => {
  const { path, exchange } = await startCodeFlow(...flow);
  const end = await follow(flow[0], path);
  if (!("location" in end)) throw new Error(`a page instead of the app: ${end.page.body}`);
  return { location: end.location, exchange };
};

describe("on a phone's own origin", () => {
  test("its owner is signed in at once, without a form or a cookie", async () => {
    const phone = createBrowser("alice.localhost", local.port);
    const { path, exchange } = await startCodeFlow(phone, { nonce: "key_of_alice" });
    const answer = await phone.request(path);
    const location = answer.headers.location ?? "";
    expect(location).toMatch(`http://alice.localhost:${local.port}/app/?code=`);
    expect(new URL(location).searchParams.get("state")).toBe("the-state");
    phone.forget();
    const { body } = await exchange(location);
    const { payload } = await local.verify(body.id_token!);
    expect(payload).toMatchObject({
      sub: "alice",
      name: "Alice",
      nonce: "key_of_alice",
      token_use: "id",
      aud: clientId,
    });
  });

  test("the access token is a JWT for the client, signed as Cognito signs", async () => {
    const { location, exchange } = await arrival(createBrowser("bob.localhost", local.port));
    const { payload, protectedHeader } = await local.verify((await exchange(location)).body.access_token!);
    expect(payload).toMatchObject({ iss: issuer, sub: "bob", client_id: clientId, token_use: "access" });
    expect(protectedHeader.alg).toBe("RS256");
  });

  test("each sign-in is fresh, also when the app asks for it", async () => {
    const phone = createBrowser("alice.localhost", local.port);
    const authTimeOf = async (extra: Record<string, string>) => {
      const { location, exchange } = await arrival(phone, extra);
      return decodeJwt((await exchange(location)).body.id_token!).auth_time;
    };
    const before = await authTimeOf({});
    now += 600_000;
    expect(await authTimeOf({ prompt: "login" })).toBe(Number(before) + 600);
  });

  test("signing out goes back to the app", async () => {
    const phone = createBrowser("alice.localhost", local.port);
    const back = encodeURIComponent(`${phone.origin}/app/`);
    const answer = await phone.request(`/oidc/session/end?post_logout_redirect_uri=${back}&state=bye`);
    expect(answer.headers.location).toBe(`${phone.origin}/app/?state=bye`);
    const elsewhere = await phone.request("/oidc/session/end?post_logout_redirect_uri=https://evil.example/app/");
    expect(elsewhere.headers.location).toBe("/app/");
  });

  test("who is on X only has no sign-in of their own", async () => {
    const phone = createBrowser("dave.localhost", local.port);
    const end = await follow(phone, (await startCodeFlow(phone)).path);
    expect("page" in end && end.page.status).toBe(200);
  });
});

describe("a session that goes on", () => {
  const signedIn = async () => {
    const phone = createBrowser("alice.localhost", local.port);
    const { location, exchange } = await arrival(phone, { nonce: "of-the-sign-in" });
    const { refresh_token: first = "", id_token: idToken = "" } = (await exchange(location)).body;
    phone.forget();
    const post = async (path: string, fields: Record<string, string>) => {
      const body = new URLSearchParams({ client_id: clientId, ...fields });
      const { status, body: text } = await phone.request(path, { method: "POST", body });
      return { status, body: (text === "" ? {} : JSON.parse(text)) as Record<string, string> };
    };
    const renew = (token: string) => post("/oidc/token", { grant_type: "refresh_token", refresh_token: token });
    const revoke = (token: string) => post("/oidc/token/revocation", { token });
    return { first, idToken, renew, revoke };
  };
  afterEach(() => void vi.useRealTimers());

  test("is renewed without the person and without a cookie; each refresh token gives the next", async () => {
    const { first, idToken, renew } = await signedIn();
    const { body } = await renew(first);
    expect((await local.verify(body.access_token!)).payload).toMatchObject({ sub: "alice", token_use: "access" });
    // A renewal is no fresh sign-in: nothing may be enrolled by it.
    expect(decodeJwt(body.id_token!).auth_time).toBe(decodeJwt(idToken).auth_time);
    // By it a person's own history knows one sign-in from the next.
    expect(decodeJwt(body.access_token!).auth_time).toBe(decodeJwt(idToken).auth_time);
    expect(body.refresh_token).not.toBe(first);
    expect((await renew(body.refresh_token!)).status).toBe(200);
  });

  test("survives an answer that was lost; a refresh token that comes up later was stolen, and ends it", async () => {
    const { first, renew } = await signedIn();
    expect((await renew(first)).status).toBe(200);
    const again = await renew(first);
    expect(again.status).toBe(200);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 31_000 });
    expect((await renew(first)).body.error).toBe("invalid_grant");
    expect((await renew(again.body.refresh_token!)).body.error).toBe("invalid_grant");
  });

  test("ends when it is revoked", async () => {
    const { first, renew, revoke } = await signedIn();
    const next = (await renew(first)).body.refresh_token!;
    expect((await revoke(next)).status).toBe(200);
    expect((await renew(next)).body.error).toBe("invalid_grant");
  });
});

describe("on plain localhost", () => {
  const choose = async (handle: string) => {
    const browser = createBrowser("localhost", local.port);
    const { path, exchange } = await startCodeFlow(browser);
    const page = (await browser.request(path)).headers.location!;
    const shown = await browser.request(page);
    const html = shown.body;
    const chosen = await browser.request(page, { method: "POST", body: new URLSearchParams({ person: handle }) });
    return { browser, shown, html, chosen, exchange };
  };

  test("the seeded people who can sign in are shown, without anything inline", async () => {
    const { shown, html } = await choose("alice");
    for (const name of ["Alice", "Bob", "Carol", "Corner Bakery", "Food for All"]) expect(html).toContain(name);
    expect(html).not.toContain("Dave");
    expect(html).not.toMatch(/<style|<script(?! src)|style=|onclick=/);
    expect(shown.headers["content-security-policy"]).toContain("default-src 'none'");
  });

  test("the chosen person is signed in, and stays so until signing out", async () => {
    const { browser, chosen, exchange } = await choose("carol");
    const end = await follow(browser, chosen.headers.location!);
    if (!("location" in end)) throw new Error("not signed in");
    const { body } = await exchange(end.location);
    expect(decodeJwt(body.access_token!).sub).toBe("carol");
    expect((await arrival(browser)).location).toContain("code=");

    const back = encodeURIComponent(`${browser.origin}/app/`);
    const leaving = await browser.request(
      `/oidc/session/end?id_token_hint=${body.id_token}&post_logout_redirect_uri=${back}`,
    );
    expect(leaving.headers["content-security-policy"]).toContain("default-src 'none'");
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(leaving.body)![1]!;
    const confirmed = await browser.request("/oidc/session/end/confirm", {
      method: "POST",
      body: new URLSearchParams({ xsrf, logout: "yes" }),
    });
    expect(confirmed.headers.location).toBe(`${browser.origin}/app/`);
    expect("page" in (await follow(browser, (await startCodeFlow(browser)).path))).toBe(true);
  });

  test("an unknown choice shows the people again; an unknown sign-in says where to begin", async () => {
    expect((await choose("dave")).chosen.body).toContain("Who is holding this phone?");
    const lost = await createBrowser("localhost", local.port).request("/oidc/sign-in/unknown");
    expect(lost.status).toBe(400);
    expect(lost.body).toContain('href="/app/"');
  });
});

describe("what the provider refuses", () => {
  test.each(["https://evil.example/app/", "http://alice.localhost.evil.example/app/", "http://localhost/elsewhere/"])(
    "sending somebody to %s",
    async (redirect_uri) => {
      const phone = createBrowser("alice.localhost", local.port);
      const answer = await phone.request((await startCodeFlow(phone, { redirect_uri })).path);
      expect(answer.status).toBe(400);
      expect(answer.headers.location).toBeUndefined();
    },
  );

  test.each([{ assertion: "{}" }, { assertion: "nonsense" }, { passkey: "{}" }, { without: "passkey" }])(
    "a passkey that is none, or for which no code was typed: %j",
    async (form) => {
      const browser = createBrowser("localhost", local.port);
      const page = (await browser.request((await startCodeFlow(browser)).path)).headers.location!;
      const answer = await browser.request(page, { method: "POST", body: new URLSearchParams(form) });
      expect(answer.status).toBe(200);
      expect(answer.headers.location).toBeUndefined();
      expect(answer.body).toContain("Who is holding this phone?");
    },
  );

  test("a code without the verifier that it was asked with", async () => {
    const { location, exchange } = await arrival(createBrowser("alice.localhost", local.port));
    expect((await exchange(location, { code_verifier: "x".repeat(43) })).status).toBe(400);
  });

  test("a code from a page of another origin", async () => {
    const { location, exchange } = await arrival(createBrowser("alice.localhost", local.port));
    expect((await exchange(location, { from: `http://bob.localhost:${local.port}` })).status).toBe(400);
  });

  test("a code a second time", async () => {
    const { location, exchange } = await arrival(createBrowser("alice.localhost", local.port));
    expect((await exchange(location)).status).toBe(200);
    expect((await exchange(location)).status).toBe(400);
  });

  test("a page that asks for somebody's token", async () => {
    const ask = (headers: Record<string, string>) =>
      fetch(`http://127.0.0.1:${local.port}/oidc/token-for?person=bob`, { method: "POST", headers });
    expect((await ask({ origin: "http://alice.localhost" })).status).toBe(403);
    expect((await ask({})).status).toBe(200);
  });
});

const refresh = async (port: number, refresh_token: string) => {
  const answer = await createBrowser("alice.localhost", port).request("/oidc/token", {
    method: "POST",
    body: new URLSearchParams({ grant_type: "refresh_token", client_id: clientId, refresh_token }),
  });
  return JSON.parse(answer.body) as Record<string, string>;
};

test("a token made without a browser says the same as one of the code flow", async () => {
  const { accessToken, idToken } = await local.identity.tokensFor("carol", { nonce: "key_x" });
  const { payload } = await local.verify(idToken);
  expect(payload).toMatchObject({ sub: "carol", name: "Carol", nonce: "key_x", token_use: "id" });
  expect(payload.auth_time).toBe(Math.floor(now / 1_000));
  expect((await local.verify(accessToken)).payload).toMatchObject({ sub: "carol", client_id: clientId });
  await expect(local.identity.tokensFor("dave")).rejects.toThrow("dave");
});

test("who is signed in stays so over a restart on the same data folder", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "piaf-identity-"));
  const first = await startIdentity({ dataDir });
  const { location, exchange } = await arrival(createBrowser("alice.localhost", first.port));
  const { body } = await exchange(location);
  await first.stop();
  const second = await startIdentity({ dataDir });
  expect((await second.verify(body.access_token!)).payload.sub).toBe("alice");
  const renewed = await refresh(second.port, body.refresh_token!);
  expect((await second.verify(renewed.access_token!)).payload.sub).toBe("alice");
  await second.stop();
  rmSync(dataDir, { recursive: true });
});
