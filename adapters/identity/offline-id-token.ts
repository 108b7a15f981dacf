import { createLocalJWKSet, decodeJwt, type JSONWebKeySet, jwtVerify } from "jose";
import { secondMs } from "../../core/clock.ts";
import type { OfflineVerifiers } from "../../core/proof/offline-verifiers.ts";
import type { StageKeys } from "../../core/proof/receipt.ts";
import { algorithms } from "./id-token-verifier.ts";

/** `OfflineVerifiers.idToken` by the published keys of a provider. A token is judged as of the moment it was issued at. */
export const createOfflineIdTokenVerifier = ({ keys }: StageKeys["identity"]): OfflineVerifiers["idToken"] => {
  const published = createLocalJWKSet({ keys } as unknown as JSONWebKeySet);
  return async (token) => {
    try {
      const currentDate = new Date((decodeJwt(token).iat ?? 0) * secondMs);
      return (await jwtVerify(token, published, { algorithms, currentDate })).payload;
    } catch {
      // Not a token, or of a key that is not published, or changed since it was signed.
      return undefined;
    }
  };
};
