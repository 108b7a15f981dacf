import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";
import { type Clock, type Instant, instant, secondMs } from "../../core/clock.ts";
import { claimsOf, type IdentityProvider } from "./id-token-verifier.ts";

/** Whose token it is, and how long it holds. */
type Bearer = { readonly issuer: string; readonly subject: string; readonly until: Instant };

export type AccessTokenVerifier = {
  /** Undefined for a token that is wrong or over. Throws when the provider's keys cannot be had. */
  verify(token: string): Promise<Bearer | undefined>;
};

/** RSA alone, as API Gateway's authorizer has it. */
const algorithms = ["RS256", "RS384", "RS512"];

/**
 * Asks of an access token what the HTTP API's JWT authorizer asks: signature by the provider's keys, issuer, times, and
 * the app as `aud` or, where there is none (Cognito's have none), as `client_id`.
 */
export const createAccessTokenVerifier = (provider: IdentityProvider, clock: Clock): AccessTokenVerifier => {
  const keys = createRemoteJWKSet(new URL(provider.jwksUrl), { timeoutDuration: 3 * secondMs });
  return {
    verify: async (token) => {
      const claims = await claimsOf(() =>
        jwtVerify(token, keys, {
          issuer: provider.issuer,
          algorithms,
          requiredClaims: ["exp", "sub"],
          currentDate: new Date(clock()),
        }),
      );
      if (claims?.sub === undefined || claims.exp === undefined || !isForApp(claims, provider)) return undefined;
      return { issuer: provider.issuer, subject: claims.sub, until: instant(claims.exp * secondMs) };
    },
  };
};

const isForApp = ({ aud, client_id }: JWTPayload, { clientId }: IdentityProvider): boolean =>
  [aud ?? (client_id as string | undefined) ?? []].flat().includes(clientId);
