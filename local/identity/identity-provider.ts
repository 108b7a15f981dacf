import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { Provider } from "oidc-provider";
import type { Clock } from "../../core/clock.ts";
import type { Mount } from "../front-door/mount.ts";
import type { SeededPerson } from "../seed/people.ts";
import { createAccounts, type Accounts } from "./accounts.ts";
import { isAppUri } from "./app-uri.ts";
import { createPasskeys } from "./passkeys.ts";
import { providerConfiguration } from "./provider-configuration.ts";
import { loadProviderKeys } from "./provider-keys.ts";
import { createProviderStore } from "./provider-store.ts";
import { signInRoutes, type Middleware } from "./sign-in-routes.ts";
import { issueTokens, type Tokens } from "./tokens.ts";

export type IdentityProvider = {
  /** Answers under `/oidc/` of whatever local origin it is asked at; the issuer stays the same. */
  readonly mount: Mount;
  /** The path of the public keys. */
  readonly jwksPath: string;
  /** The tokens of somebody who has signed in this moment. Throws for a handle that cannot sign in. */
  readonly tokensFor: (handle: string, options?: { readonly nonce?: string | undefined }) => Promise<Tokens>;
  /** Who can sign in. */
  readonly people: Pick<Accounts, "remove">;
  /** Keeps who is signed in for the next start. */
  readonly stop: () => void;
};

export type IdentityOptions = {
  readonly issuer: string;
  readonly clientId: string;
  readonly people: readonly SeededPerson[];
  /** Where keys and sessions are kept; without it they live as long as the process. */
  readonly dataDir?: string | undefined;
  /** Tells `auth_time`; the life of tokens is the provider's own affair. */
  readonly clock: Clock;
};

const base = "/oidc";

/** `POST /oidc/token-for?person=alice[&nonce=…]` is for the terminal; a page, which says where it is from, gets nothing. */
const tokensForTerminal = (accounts: Accounts, tokensFor: IdentityProvider["tokensFor"]): Middleware => {
  return async (context, next) => {
    if (context.path !== "/token-for") return next();
    const { person, nonce } = context.query;
    const fromPage = context.get("Origin") !== "" || context.get("Sec-Fetch-Site") !== "";
    if (context.method !== "POST" || fromPage) {
      context.status = 403;
    } else if (typeof person !== "string" || accounts.byHandle(person) === undefined) {
      context.status = 404;
      context.body = { people: accounts.all().map(({ handle }) => handle) };
    } else {
      const tokens = await tokensFor(person, typeof nonce === "string" ? { nonce } : {});
      context.body = { access_token: tokens.accessToken, id_token: tokens.idToken };
    }
  };
};

/** The provider takes the app of every local origin: the port is known only once the front door listens. */
const allowLocalApps = (provider: Provider): void => {
  Object.assign(provider.Client.prototype, { redirectUriAllowed: isAppUri, postLogoutRedirectUriAllowed: isAppUri });
};

/** An OpenID provider (oidc-provider, the code flow with PKCE) whose accounts are the seeded people. */
export const createIdentityProvider = async (options: IdentityOptions): Promise<IdentityProvider> => {
  const { issuer, clientId, clock } = options;
  const accounts = createAccounts(options.people, options.dataDir && join(options.dataDir, "identity-people.json"));
  const passkeys = createPasskeys(options.dataDir && join(options.dataDir, "identity-passkeys.json"));
  const keys = await loadProviderKeys(options.dataDir);
  const store = createProviderStore(options.dataDir && join(options.dataDir, "identity-sessions.json"));
  const configuration = providerConfiguration({ clientId, accounts, keys, clock });
  const provider = new Provider(issuer, { ...configuration, adapter: store.adapter });
  allowLocalApps(provider);
  const tokensFor: IdentityProvider["tokensFor"] = async (handle, { nonce } = {}) => {
    const account = accounts.byHandle(handle);
    if (account === undefined) throw new Error(`nobody called ${handle} can sign in`);
    return issueTokens({ provider, clientId, clock }, account, nonce);
  };
  provider.use(signInRoutes({ provider, accounts, passkeys, clock }));
  provider.use(tokensForTerminal(accounts, tokensFor));
  const answer = provider.callback();
  return {
    mount: {
      prefix: `${base}/`,
      handle: (request: IncomingMessage & { originalUrl?: string }, response) => {
        // The provider builds its addresses from the difference of the two.
        request.originalUrl = request.url ?? "";
        request.url = request.originalUrl.slice(base.length);
        return answer(request, response);
      },
    },
    jwksPath: `${base}/jwks`,
    tokensFor,
    people: accounts,
    stop: store.save,
  };
};
