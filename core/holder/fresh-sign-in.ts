import { minuteMs } from "../clock.ts";
import type { Result } from "../result.ts";

/** How long ago somebody may have proved who he is, to add a key or to set the PIN. */
export const freshForMs = 5 * minuteMs;

/** The identity provider's word that the subject has just signed in, for the very purpose that the nonce names. */
type FreshSignIn = { readonly name: string };

/**
 * Verifies an ID token: of our provider, for our app, of this subject, signed in within `freshForMs`, with this nonce.
 * Throws only when the provider's keys cannot be had.
 */
export type SignInVerifier = {
  verify(claim: {
    readonly idToken: string;
    readonly subject: string;
    readonly nonce: string;
  }): Promise<Result<FreshSignIn, "id_token_invalid">>;
};
