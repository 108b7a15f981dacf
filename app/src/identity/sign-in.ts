import { ErrorResponse, InMemoryWebStorage, OidcClient, type RefreshState, WebStorageStateStore } from "oidc-client-ts";
import { secondMs } from "../../../core/clock.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { AppConfig } from "./config.ts";

/** Who signed in, as the provider told at that moment. A renewal of the tokens changes nothing of it. */
export type Session = {
  readonly idToken: string;
  /** `nonce` of the ID token, where the sign-in asked for one. */
  readonly nonce: string | undefined;
  /** The subject at the provider. */
  readonly subject: string;
  readonly name: string;
  /** When the person proved himself to the provider: seconds, as it tells them. Unknown of a session kept before. */
  readonly signedInAt?: number | undefined;
};

export type Tokens = {
  readonly accessToken: string;
  /** For how long from now. A duration: the phone's clock may be wrong. */
  readonly validMs: number;
  /** Used once: each renewal gives the next. */
  readonly refreshToken: string | undefined;
};

/** What a renewal needs of the person's last sign-in or renewal. */
export type Renewable = { readonly session: Session; readonly refreshToken: string };

type SignInOptions = {
  /** The part of the app to come back to, such as `#/activity`. */
  readonly returnTo: string;
  /** Asks for a fresh sign-in whose ID token carries this nonce. */
  readonly freshNonce?: string;
  /** He has signed in a moment ago, which is fresh enough: he is not asked again. */
  readonly stillFresh?: boolean;
  /** Who is signed in there comes back signed in, and nobody is shown anything. */
  readonly silent?: boolean;
  /** Begins where a new person does. */
  readonly asNew?: boolean;
};

type Returned = { readonly session: Session; readonly tokens: Tokens; readonly returnTo: string };

export type SignIn = {
  /** Leaves the page: the person comes back to an address that `isReturnOfSignIn`. */
  leave(options: SignInOptions): Promise<void>;
  complete(address: URL): Promise<Result<Returned, "refused" | "nobody">>;
  /** New tokens without the person. `ended`: the provider takes the refresh token no more; `unknown`: it did not answer. */
  renew(renewable: Renewable): Promise<Result<Tokens, "ended" | "unknown">>;
  /** Makes the refresh token worthless, as well as can be: without a network it ends by its age. */
  revoke(refreshToken: string): Promise<void>;
  signOut(session: Pick<Session, "idToken">): Promise<void>;
};

/** The provider sent the person back to this address, with its answer. */
export const isReturnOfSignIn = ({ pathname, searchParams }: URL): boolean =>
  pathname === "/app/" && (searchParams.has("state") || searchParams.has("error"));

const timeoutInSeconds = 10;

const appAddress = (): string => `${location.origin}/app/`;

const clientFor = ({ identity }: AppConfig): OidcClient => {
  const absolute = (endpoint: string): string => new URL(endpoint, location.origin).href;
  return new OidcClient({
    authority: identity.issuer,
    client_id: identity.client_id,
    redirect_uri: appAddress(),
    post_logout_redirect_uri: appAddress(),
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
      revocation_endpoint: absolute(identity.revocation_endpoint),
    },
    requestTimeoutInSeconds: timeoutInSeconds,
    stateStore: new WebStorageStateStore({ store: storeForAway(), prefix: "piaf.sign-in." }),
  });
};

/** The standard code flow with PKCE. The verifier waits in sessionStorage while the person is away; tokens are not kept here. */
export const createSignIn = (config: AppConfig): SignIn => {
  const { identity } = config;
  const client = clientFor(config);
  return {
    leave: async ({ returnTo, freshNonce, stillFresh, silent, asNew }) => {
      const again = stillFresh === true ? {} : { prompt: "login", max_age: 0 };
      const fresh = freshNonce === undefined ? {} : { nonce: freshNonce, ...again };
      const quiet = silent === true ? { prompt: "none" } : {};
      const { url } = await client.createSigninRequest({ state: { returnTo }, ...fresh, ...quiet });
      const { authorization_endpoint: signInAt, sign_up_endpoint: signUpAt } = identity;
      location.assign(asNew === true && signUpAt !== undefined ? url.replace(signInAt, signUpAt) : url);
    },
    complete: async (address) => {
      try {
        const answer = await client.processSigninResponse(address.href);
        if (answer.id_token === undefined) return fail("refused");
        const { profile } = answer;
        const name = profile.name ?? profile.preferred_username ?? profile.sub;
        const { nonce, sub: subject, auth_time: signedInAt } = profile;
        const session = { idToken: answer.id_token, nonce, subject, name, signedInAt };
        return ok({ session, tokens: tokensOf(answer), returnTo: returnToOf(answer.userState) });
      } catch (error) {
        if (error instanceof ErrorResponse && nobodyThere.has(error.error ?? "")) return fail("nobody");
        // The provider said no, the answer was used before, or it belongs to another tab: in each case one signs in anew.
        return fail("refused");
      }
    },
    renew: async ({ session, refreshToken }) => {
      const state: RefreshState = {
        refresh_token: refreshToken,
        id_token: session.idToken,
        scope: identity.scope,
        session_state: null,
        profile: { sub: session.subject } as RefreshState["profile"],
      };
      const { resource } = identity;
      try {
        return ok(tokensOf(await client.useRefreshToken({ state, ...(resource === undefined ? {} : { resource }) })));
      } catch (error) {
        // Only the provider's own word ends a session; a network that is down, or a gateway's error, does not.
        return fail(error instanceof ErrorResponse && error.error === "invalid_grant" ? "ended" : "unknown");
      }
    },
    revoke: async (refreshToken) => client.revokeToken(refreshToken, "refresh_token").catch(() => undefined),
    signOut: async ({ idToken }) => {
      const request = await client.createSignoutRequest({
        id_token_hint: idToken,
        client_id: identity.client_id,
        // Cognito's own name for the address to come back to.
        extraQueryParams: { logout_uri: appAddress() },
      });
      location.assign(request.url);
    },
  };
};

/** What a provider says that was not to show anything, and had to (OpenID Connect Core 1.0, §3.1.2.6). */
const nobodyThere: ReadonlySet<string> = new Set([
  "login_required",
  "interaction_required",
  "consent_required",
  "account_selection_required",
]);

const tokensOf = (answer: {
  readonly access_token: string;
  readonly expires_in: number | undefined;
  readonly refresh_token?: string;
}): Tokens => ({
  accessToken: answer.access_token,
  validMs: (answer.expires_in ?? 0) * secondMs,
  refreshToken: answer.refresh_token,
});

/** A browser that refuses storage lets nobody come back from the provider; the app can still say so. */
const storeForAway = (): Storage => {
  try {
    return sessionStorage;
  } catch {
    return new InMemoryWebStorage();
  }
};

const returnToOf = (state: unknown): string => {
  const { returnTo } = (state ?? {}) as { returnTo?: unknown };
  return typeof returnTo === "string" && returnTo.startsWith("#/") ? returnTo : "#/";
};
