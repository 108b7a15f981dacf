import { interactionPolicy, type Configuration, type KoaContextWithOIDC } from "oidc-provider";
import { secondMs, type Clock } from "../../core/clock.ts";
import type { Account, Accounts } from "./accounts.ts";
import { signingAlgorithm, type ProviderKeys } from "./provider-keys.ts";
import { refusalPage, signOutPage } from "./pages.ts";

/** The API that access tokens are for. */
export const apiResource = "urn:piaf:api";
export const scopes = "openid profile";

export type ProviderSettings = {
  readonly clientId: string;
  readonly accounts: Accounts;
  readonly keys: ProviderKeys;
  readonly clock: Clock;
};

const hourSeconds = 60 * 60;
const daySeconds = 24 * hourSeconds;

/** When somebody signs in now, as `auth_time` says it. */
export const authTime = (clock: Clock): number => Math.floor(clock() / secondMs);

/** `token_use` is Cognito's claim: it keeps an access token from being taken for an ID token. */
export const idClaims = ({ subject, name, handle }: Account) => ({
  sub: subject,
  // Of who has signed up no more is known than the address, which is nobody's business.
  ...(name === undefined ? {} : { name, preferred_username: handle }),
  token_use: "id",
});

/**
 * API Gateway looks at `aud` before it looks at `client_id`, and the template's authorizer names the client: so the
 * audience of the API is the client, as if Cognito had left `aud` out.
 */
export const apiServer = (clientId: string) => ({
  audience: clientId,
  scope: "",
  accessTokenFormat: "jwt" as const,
  accessTokenTTL: hourSeconds,
  jwt: { sign: { alg: signingAlgorithm } as const },
});

/** The app is our own: what it asks for is granted without a question. */
const loadGrant = async ({ oidc }: KoaContextWithOIDC) => {
  const { provider, session, client, account } = oidc;
  if (session === undefined || client === undefined || account === undefined) return undefined;
  const known = session.grantIdFor(client.clientId);
  const existing = known === undefined ? undefined : await provider.Grant.find(known);
  if (existing !== undefined) return existing;
  const grant = new provider.Grant({ accountId: account.accountId, clientId: client.clientId });
  grant.addOIDCScope(scopes);
  await grant.save();
  return grant;
};

/**
 * On a phone's own origin its owner is signed in at once, anew each time, and without a cookie: a phone of the stage is
 * an iframe of another site. oidc-provider runs the check of an extra parameter on every authorization request, after
 * all others and before it looks for the account.
 */
const signInOwnerOfPhone = ({ accounts, clock }: ProviderSettings) => {
  return ({ host, oidc }: KoaContextWithOIDC): void => {
    const owner = accounts.byHost(host);
    if (owner === undefined) return;
    oidc.session?.loginAccount({ accountId: owner.subject, loginTs: authTime(clock) });
    // Also a `prompt=login` is thereby answered.
    if (oidc.params !== undefined) oidc.params.prompt = undefined;
  };
};

const withoutConsent = () => {
  const policy = interactionPolicy.base();
  policy.remove("consent");
  return policy;
};

/** `auth_time`, as Cognito has it in access tokens too: the same in all that come of one sign-in. */
const signedInBy = (oidc: KoaContextWithOIDC["oidc"] | undefined): { readonly auth_time?: number } => {
  const { AuthorizationCode: code, RefreshToken: refresh } = oidc?.entities ?? {};
  const time = code?.authTime ?? refresh?.authTime;
  return time === undefined ? {} : { auth_time: time };
};

/** What the provider is told: one public client (code flow with PKCE), no consent page, JWTs for the API. */
export const providerConfiguration = (settings: ProviderSettings): Configuration => ({
  clients: [
    {
      client_id: settings.clientId,
      token_endpoint_auth_method: "none",
      grant_types: ["authorization_code", "refresh_token"],
      response_types: ["code"],
      // A place-holder: the provider takes the app of every local origin (`isAppUri`).
      redirect_uris: ["http://localhost/app/"],
      id_token_signed_response_alg: signingAlgorithm,
      require_auth_time: true,
    },
  ],
  jwks: { keys: [settings.keys.signingKey] },
  cookies: { keys: [settings.keys.cookieSecret] },
  pkce: { required: () => true },
  // A browser names the origin of a POST also when it stays on it: only the app of that very origin gets tokens.
  clientBasedCORS: ({ host }, origin) => origin === `http://${host}`,
  scopes: scopes.split(" "),
  claims: { openid: ["sub", "token_use"], profile: ["name", "preferred_username"] },
  conformIdTokenClaims: false,
  findAccount: (_context, subject) => {
    const account = settings.accounts.bySubject(subject);
    return account && { accountId: subject, claims: () => idClaims(account) };
  },
  loadExistingGrant: loadGrant,
  renderError: (context, { error, error_description: reason }) => {
    context.type = "html";
    context.body = refusalPage(`The app asked for what cannot be granted: ${reason ?? error}.`);
  },
  // As Cognito: always one, without a scope that asks for it, used once, and it outlives the provider's own session.
  issueRefreshToken: () => true,
  rotateRefreshToken: true,
  expiresWithSession: () => false,
  extraTokenClaims: ({ oidc } = {} as KoaContextWithOIDC) => ({ token_use: "access", ...signedInBy(oidc) }),
  extraParams: { phone: signInOwnerOfPhone(settings) },
  interactions: { policy: withoutConsent(), url: (_context, { uid }) => `/oidc/sign-in/${uid}` },
  features: {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: async (_context, client, token) => token.clientId === client.clientId,
    },
    rpInitiatedLogout: { enabled: true, logoutSource: (context, form) => void (context.body = signOutPage(form)) },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => apiResource,
      getResourceServerInfo: () => apiServer(settings.clientId),
      useGrantedResource: () => true,
    },
  },
  ttl: {
    AccessToken: hourSeconds,
    IdToken: hourSeconds,
    Interaction: hourSeconds,
    RefreshToken: 30 * daySeconds,
    Session: 30 * daySeconds,
    Grant: 30 * daySeconds,
  },
});
