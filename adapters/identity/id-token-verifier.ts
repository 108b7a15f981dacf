import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from "jose";
import { type Clock, secondMs } from "../../core/clock.ts";
import { freshForMs, type SignInVerifier } from "../../core/holder/fresh-sign-in.ts";
import { fail, ok } from "../../core/result.ts";

export type IdentityProvider = {
  readonly issuer: string;
  readonly jwksUrl: string;
  /** The app's client id at the provider. */
  readonly clientId: string;
};

/** Cognito signs with RS256, the local provider with ES256. */
export const algorithms = ["RS256", "ES256"];

/** Between two clocks that are both right. */
const toleranceMs = 10 * secondMs;

/**
 * `SignInVerifier` for OpenID Connect ID tokens (Core 1.0, §3.1.3.7). `token_use` is Cognito's claim: without it an
 * access token, which every function sees, would pass for an ID token.
 */
export const createIdTokenVerifier = (provider: IdentityProvider, clock: Clock): SignInVerifier => {
  const keys = createRemoteJWKSet(new URL(provider.jwksUrl), { timeoutDuration: 3 * secondMs });
  return {
    verify: async ({ idToken, subject, nonce }) => {
      const claims = await claimsOf(() =>
        jwtVerify(idToken, keys, {
          issuer: provider.issuer,
          audience: provider.clientId,
          subject,
          algorithms,
          requiredClaims: ["exp", "iat", "auth_time", "nonce"],
          clockTolerance: toleranceMs / secondMs,
          currentDate: new Date(clock()),
        }),
      );
      const isFresh = claims !== undefined && signedInWithin(claims["auth_time"], clock());
      if (!isFresh || claims["token_use"] !== "id" || claims["nonce"] !== nonce) return fail("id_token_invalid");
      return ok({ name: nameOf(claims, subject) });
    },
  };
};

const signedInWithin = (authTime: unknown, nowMs: number): boolean => {
  if (typeof authTime !== "number") return false;
  const agoMs = nowMs - authTime * secondMs;
  return agoMs <= freshForMs && agoMs >= -toleranceMs;
};

/** The longest name that terms can hold is 300 characters. */
const longestName = 100;

const nameOf = (claims: JWTPayload, subject: string): string => {
  const names = [claims["name"], claims["preferred_username"], subject];
  const name = names.find((one): one is string => typeof one === "string" && one.trim() !== "") ?? subject;
  return [...name.trim().toWellFormed().normalize("NFC")].slice(0, longestName).join("");
};

/** What the token says, or undefined for a token that is wrong. That the provider's keys cannot be had says nothing of it. */
export const claimsOf = async (
  verify: () => Promise<{ readonly payload: JWTPayload }>,
): Promise<JWTPayload | undefined> => {
  try {
    return (await verify()).payload;
  } catch (error) {
    const isUnknown = error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid;
    if (!(error instanceof errors.JOSEError) || isUnknown || error.code === "ERR_JOSE_GENERIC") throw error;
    return undefined;
  }
};
