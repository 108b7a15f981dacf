import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAuthorize, type Authorize } from "../../../local/http/authorize.ts";

const issuer = "https://identity.piaf.localhost";
const authorizer = { issuer, audiences: ["piaf-app"], scopes: [] };

let keys: Record<"RS256" | "ES256" | "stranger", CryptoKey>;
let server: Server;
let authorize: Authorize;

beforeAll(async () => {
  const pairs = {
    RS256: await generateKeyPair("RS256"),
    ES256: await generateKeyPair("ES256"),
    stranger: await generateKeyPair("RS256"),
  };
  keys = { RS256: pairs.RS256.privateKey, ES256: pairs.ES256.privateKey, stranger: pairs.stranger.privateKey };
  const published = await Promise.all(
    (["RS256", "ES256"] as const).map(async (alg) => ({ ...(await exportJWK(pairs[alg].publicKey)), kid: alg, alg })),
  );
  server = createServer((_, response) => response.end(JSON.stringify({ keys: published }))).listen(0, "127.0.0.1");
  await once(server, "listening");
  authorize = createAuthorize({ jwksUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const claims = { iss: issuer, aud: "piaf-app", sub: "alice", exp: Math.floor(Date.now() / 1_000) + 60 };

const token = (changes: JWTPayload = {}, signer: keyof typeof keys = "RS256") => {
  const alg = signer === "ES256" ? "ES256" : "RS256";
  return new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg, kid: alg }).sign(keys[signer]);
};

const statusOf = async (made: Promise<string>, scopes: readonly string[] = []) =>
  (await authorize(`Bearer ${await made}`, { ...authorizer, scopes })).status;

describe("the JWT authorizer", () => {
  it("hands the claims on as texts", async () => {
    const made = await token({ auth_time: 1, groups: ["a", "b"], email_verified: true });
    expect(await authorize(`Bearer ${made}`, authorizer)).toMatchObject({
      status: "authorized",
      claims: { sub: "alice", auth_time: "1", groups: "[a b]", email_verified: "true" },
      scopes: null,
    });
    expect(await authorize(made, authorizer)).toMatchObject({ status: "authorized" });
  });

  it("takes the client for the audience only where there is no audience, as Cognito's access tokens have none", async () => {
    const { aud: _, ...withoutAudience } = claims;
    const sign = (payload: JWTPayload) =>
      new SignJWT(payload).setProtectedHeader({ alg: "RS256", kid: "RS256" }).sign(keys.RS256);
    expect(await statusOf(sign({ ...withoutAudience, client_id: "piaf-app" }))).toBe("authorized");
    expect(await statusOf(sign({ ...withoutAudience, client_id: "other" }))).toBe("unauthorized");
    expect(await statusOf(sign(withoutAudience))).toBe("unauthorized");
    expect(await statusOf(token({ aud: "other", client_id: "piaf-app" }))).toBe("unauthorized");
  });

  it.each([
    ["of another issuer", { iss: "https://other" }, "RS256"],
    ["for another audience", { aud: "other" }, "RS256"],
    ["that has expired", { exp: 1 }, "RS256"],
    ["that is not valid yet", { nbf: Math.floor(Date.now() / 1_000) + 600 }, "RS256"],
    ["signed by a stranger", {}, "stranger"],
    ["signed by an elliptic curve, which AWS does not take", {}, "ES256"],
  ] as const)("refuses a token %s", async (_, changes, signer) => {
    expect(await statusOf(token(changes, signer))).toBe("unauthorized");
  });

  it.each([[undefined], [""], ["Bearer "], ["Bearer a.b.c"], ["Basic YWxpY2U6cHc="]])("refuses %j", async (header) => {
    expect(await authorize(header, authorizer)).toEqual({ status: "unauthorized" });
  });

  it("wants one of the route's scopes", async () => {
    expect(await statusOf(token({ scope: "openid pay" }), ["pay", "admin"])).toBe("authorized");
    expect(await statusOf(token({ scope: "openid" }), ["pay"])).toBe("forbidden");
  });
});
