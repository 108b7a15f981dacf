import { createRemoteJWKSet, jwtVerify, type JWTPayload } from "jose";
import type { JwtAuthorizer } from "./routes.ts";

export type Claims = Readonly<Record<string, string>>;

type Authorization =
  | { readonly status: "authorized"; readonly claims: Claims; readonly scopes: readonly string[] | null }
  | { readonly status: "unauthorized" }
  | { readonly status: "forbidden" };

export type Authorize = (header: string | undefined, authorizer: JwtAuthorizer) => Promise<Authorization>;

/** API Gateway hands every claim on as a text; a list as "[a b]". */
const claimText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.join(" ")}]`;
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

/** `client_id` counts only where there is no `aud` (Cognito's access tokens have none). */
const isForAudience = ({ aud, client_id }: JWTPayload, audiences: readonly string[]): boolean => {
  const given = aud ?? (client_id as string | undefined) ?? [];
  return [given].flat().some((audience) => audiences.includes(audience));
};

const scopesOf = ({ scope, scp }: JWTPayload): readonly string[] =>
  String(scope ?? scp ?? "")
    .split(" ")
    .filter((name) => name !== "");

/**
 * API Gateway's JWT authorizer ("Controlling access to HTTP APIs with JWT authorizers"): signature by the provider's keys
 * (RSA only, as on AWS), issuer, audience, times; then at least one of the route's scopes.
 */
export const createAuthorize = ({ jwksUrl }: { readonly jwksUrl: string }): Authorize => {
  const keys = createRemoteJWKSet(new URL(jwksUrl));
  return async (header, { issuer, audiences, scopes: wanted }) => {
    const token = header?.replace(/^Bearer /i, "") ?? "";
    try {
      const { payload } = await jwtVerify(token, keys, { issuer, algorithms: ["RS256", "RS384", "RS512"] });
      if (!isForAudience(payload, audiences)) return { status: "unauthorized" };
      const scopes = scopesOf(payload);
      if (wanted.length > 0 && !wanted.some((scope) => scopes.includes(scope))) return { status: "forbidden" };
      const claims = Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, claimText(value)]));
      return { status: "authorized", claims, scopes: wanted.length > 0 ? scopes : null };
    } catch {
      return { status: "unauthorized" };
    }
  };
};
