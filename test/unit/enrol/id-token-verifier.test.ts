import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createIdTokenVerifier } from "../../../adapters/identity/id-token-verifier.ts";
import type { SignInVerifier } from "../../../core/holder/fresh-sign-in.ts";
import { fail, ok } from "../../../core/result.ts";
import { startTokenIssuer, type TokenIssuer } from "../../support/token-issuer.ts";

const nowMs = Date.parse("2026-11-24T12:00:00.000Z");
const now = nowMs / 1_000;
const expected = { subject: "alice", nonce: "key_new" };
const claims = {
  iss: "https://identity.example",
  aud: "piaf-app",
  sub: "alice",
  name: "Alice",
  token_use: "id",
  nonce: "key_new",
  auth_time: now - 60,
  iat: now - 50,
  exp: now + 3_600,
};

let issuer: TokenIssuer;
let verifier: SignInVerifier;
beforeAll(async () => {
  issuer = await startTokenIssuer();
});
afterAll(() => issuer.stop());
beforeEach(() => {
  issuer.failWith(200);
  verifier = createIdTokenVerifier({ issuer: claims.iss, jwksUrl: issuer.jwksUrl, clientId: claims.aud }, () => nowMs);
});

const verify = async (changes: Record<string, unknown> = {}) =>
  verifier.verify({ idToken: await issuer.sign({ ...claims, ...changes }), ...expected });

describe("a fresh sign-in", () => {
  it("is taken, with the name that it tells", async () => {
    expect(await verify()).toEqual(ok({ name: "Alice" }));
  });

  it.each([
    ["the preferred user name where there is no name", { name: undefined, preferred_username: "alice_l" }, "alice_l"],
    ["the subject where there is neither", { name: "  " }, "alice"],
    ["at most a hundred characters, none cut in half", { name: `${"a".repeat(99)}🐦🐦` }, `${"a".repeat(99)}🐦`],
    ["the composed form", { name: "Zoe\u0301" }, "Zo\u00e9"],
  ])("tells %s", async (_what, changes, name) => {
    expect(await verify(changes)).toEqual(ok({ name }));
  });

  it("is fresh for five minutes", async () => {
    expect(await verify({ auth_time: now - 300 })).toEqual(ok({ name: "Alice" }));
    expect(await verify({ auth_time: now - 301 })).toEqual(fail("id_token_invalid"));
  });

  it.each([
    ["another issuer", { iss: "https://evil.example" }],
    ["another client", { aud: "other-app" }],
    ["another subject", { sub: "mallory" }],
    ["another nonce", { nonce: "key_other" }],
    ["no nonce", { nonce: undefined }],
    ["an access token", { token_use: "access" }],
    ["no token_use", { token_use: undefined }],
    ["no auth_time", { auth_time: undefined }],
    ["an auth_time that is a text", { auth_time: String(now) }],
    ["an auth_time to come", { auth_time: now + 60 }],
    ["an expired token", { exp: now - 60 }],
    ["no expiry", { exp: undefined }],
  ])("is not %s", async (_what, changes) => {
    expect(await verify(changes)).toEqual(fail("id_token_invalid"));
  });

  it("is not what somebody else has signed, or nobody", async () => {
    const body = (text: object): string => Buffer.from(JSON.stringify(text)).toString("base64url");
    const unsigned = `${body({ alg: "none" })}.${body(claims)}.`;
    for (const idToken of [await issuer.forge(claims), unsigned, "no token", ""]) {
      expect(await verifier.verify({ idToken, ...expected })).toEqual(fail("id_token_invalid"));
    }
  });

  it("is not judged while the provider's keys cannot be had", async () => {
    issuer.failWith(503);
    await expect(verify()).rejects.toThrow();
  });
});
