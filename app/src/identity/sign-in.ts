import { OidcClient, WebStorageStateStore } from "oidc-client-ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { AppConfig } from "./config.ts";

/** A signed-in person. It lives in memory only: a reload signs in again by redirect. */
export type Session = {
  readonly accessToken: string;
  readonly idToken: string;
  /** `nonce` of the ID token, where the sign-in asked for one. */
  readonly nonce: string | undefined;
  /** The subject at the provider. */
  readonly subject: string;
  readonly name: string;
};

type SignInOptions = {
  /** The part of the app to come back to, such as `#/activity`. */
  readonly returnTo: string;
  /** Asks for a fresh sign-in whose ID token carries this nonce. */
  readonly freshNonce?: string;
};

type Returned = { readonly session: Session; readonly returnTo: string };

export type SignIn = {
  /** The address that the provider sent the person back to holds an answer. */
  isReturn(address: URL): boolean;
  /** Leaves the page: the person comes back to `isReturn`. */
  leave(options: SignInOptions): Promise<void>;
  complete(address: URL): Promise<Result<Returned, "refused">>;
  signOut(session: Session): Promise<void>;
};

/** The standard code flow with PKCE. The verifier waits in sessionStorage while the person is away; tokens are stored nowhere. */
export const createSignIn = ({ identity }: AppConfig): SignIn => {
  const absolute = (endpoint: string): string => new URL(endpoint, location.origin).href;
  const appAddress = `${location.origin}/app/`;
  const client = new OidcClient({
    authority: identity.issuer,
    client_id: identity.client_id,
    redirect_uri: appAddress,
    post_logout_redirect_uri: appAddress,
    response_type: "code",
    scope: identity.scope,
    ...(identity.resource === undefined ? {} : { resource: identity.resource }),
    loadUserInfo: false,
    // The nonce of the ID token is what binds a new payment key to the person: keep it.
    filterProtocolClaims: false,
    metadata: {
      issuer: identity.issuer,
      authorization_endpoint: absolute(identity.authorization_endpoint),
      token_endpoint: absolute(identity.token_endpoint),
      end_session_endpoint: absolute(identity.end_session_endpoint),
    },
    stateStore: new WebStorageStateStore({ store: sessionStorage, prefix: "piaf.sign-in." }),
  });
  return {
    isReturn: ({ searchParams }) => searchParams.has("state") || searchParams.has("error"),
    leave: async ({ returnTo, freshNonce }) => {
      const fresh = freshNonce === undefined ? {} : { nonce: freshNonce, prompt: "login", max_age: 0 };
      const request = await client.createSigninRequest({ state: { returnTo }, ...fresh });
      location.assign(request.url);
    },
    complete: async (address) => {
      try {
        const answer = await client.processSigninResponse(address.href);
        if (answer.id_token === undefined) return fail("refused");
        const { profile } = answer;
        const name = profile.name ?? profile.preferred_username ?? profile.sub;
        const session = {
          accessToken: answer.access_token,
          idToken: answer.id_token,
          nonce: profile.nonce,
          subject: profile.sub,
          name,
        };
        return ok({ session, returnTo: returnToOf(answer.userState) });
      } catch {
        // The provider said no, the answer was used before, or it belongs to another tab: in each case one signs in anew.
        return fail("refused");
      }
    },
    signOut: async (session) => {
      const request = await client.createSignoutRequest({
        id_token_hint: session.idToken,
        client_id: identity.client_id,
        // Cognito's own name for the address to come back to.
        extraQueryParams: { logout_uri: appAddress },
      });
      location.assign(request.url);
    },
  };
};

const returnToOf = (state: unknown): string => {
  const { returnTo } = (state ?? {}) as { returnTo?: unknown };
  return typeof returnTo === "string" && returnTo.startsWith("#/") ? returnTo : "#/";
};
