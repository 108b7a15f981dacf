import { createHash, randomBytes } from "node:crypto";
import { type Clock, minuteMs } from "../../core/clock.ts";
import type { SeededPerson } from "../seed/people.ts";
import { type SimAnswer, type SimRequest, type SimRoute, sentence } from "./answer.ts";
import type { SimCredentials } from "./api-v2.ts";

type Grant = {
  readonly person: SeededPerson;
  readonly challenge: string;
  readonly redirectUri: string;
  readonly expiresMs: number;
};

export type SimOAuth = {
  readonly routes: readonly SimRoute[];
  readonly ownerOfToken: (token: string) => SeededPerson | undefined;
};

const codeLifetimeMs = minuteMs / 2;

/** OAuth 2.0 with PKCE: instead of a sign-in, a page asks who of the seeded people one is. Codes are used once. */
export const createOAuth = (settings: {
  readonly people: readonly SeededPerson[];
  readonly credentials: SimCredentials;
  readonly clock: Clock;
}): SimOAuth => {
  const grants = new Map<string, Grant>();
  const owners = new Map<string, SeededPerson>();
  const authorize = (request: SimRequest): SimAnswer => {
    const { query } = request;
    const redirectUri = query.get("redirect_uri") ?? "";
    const challenge = query.get("code_challenge") ?? "";
    const fault = authorizeFault(query, settings.credentials.clientId);
    if (fault) return sentence(400, fault);
    const person = settings.people.find((one) => one.handle === query.get("as"));
    if (!person) return { status: 200, html: consentPage(settings.people, query) };
    const code = randomBytes(24).toString("base64url");
    grants.set(code, { person, challenge, redirectUri, expiresMs: settings.clock() + codeLifetimeMs });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    if (query.has("state")) back.searchParams.set("state", query.get("state") ?? "");
    return { status: 303, headers: { location: back.href } };
  };
  const token = (request: SimRequest): SimAnswer => {
    if (!isClient(request, settings.credentials)) return oauthError(401, "unauthorized_client");
    const form = new URLSearchParams(request.body.toString("utf8"));
    const grant = grants.get(form.get("code") ?? "");
    grants.delete(form.get("code") ?? "");
    if (!grant || !isRedeemable(grant, form, settings.clock())) return oauthError(400, "invalid_request");
    const accessToken = randomBytes(32).toString("base64url");
    owners.set(accessToken, grant.person);
    const scope = "tweet.read users.read";
    return { status: 200, json: { token_type: "bearer", expires_in: 7200, access_token: accessToken, scope } };
  };
  return {
    routes: [
      { method: "GET", path: /^i\/oauth2\/authorize$/, answer: authorize },
      { method: "POST", path: /^2\/oauth2\/token$/, answer: token },
    ],
    ownerOfToken: (accessToken) => owners.get(accessToken),
  };
};

const oauthError = (status: number, error: string): SimAnswer => ({
  status,
  json: { error, error_description: "Value passed for the authorization code was invalid." },
});

const authorizeFault = (query: URLSearchParams, clientId: string): string | undefined => {
  if (query.get("response_type") !== "code") return 'Ask for "response_type=code".';
  if (query.get("client_id") !== clientId) return "The simulated X does not know this client_id.";
  if (query.get("code_challenge_method") !== "S256" || !query.get("code_challenge"))
    return "Send a code_challenge with the method S256.";
  // A real app registers its addresses; here whatever is on this machine is one.
  const redirect = URL.parse(query.get("redirect_uri") ?? "");
  const isLocal = redirect?.protocol === "http:" && /^(127\.0\.0\.1|(.+\.)?localhost)$/.test(redirect.hostname);
  return isLocal ? undefined : "The redirect_uri must be on this machine.";
};

const isClient = (request: SimRequest, { clientId, clientSecret }: SimCredentials): boolean =>
  request.headers.authorization === `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;

const isRedeemable = (grant: Grant, form: URLSearchParams, now: number): boolean =>
  form.get("grant_type") === "authorization_code" &&
  form.get("redirect_uri") === grant.redirectUri &&
  now < grant.expiresMs &&
  createHash("sha256")
    .update(form.get("code_verifier") ?? "")
    .digest("base64url") === grant.challenge;

const consentPage = (people: readonly SeededPerson[], query: URLSearchParams): string => {
  const choices = people.map((person) => {
    const next = new URLSearchParams(query);
    next.set("as", person.handle);
    return `<li><a href="?${next.toString().replaceAll("&", "&amp;")}">${person.name} (@${person.handle})</a></li>`;
  });
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Simulated X</title><h1>Who are you on X?</h1><p>Piaf will learn your name and handle.</p><ul>${choices.join("")}</ul></html>`;
};
