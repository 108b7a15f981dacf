import type { Provider } from "oidc-provider";
import type { Clock } from "../../core/clock.ts";
import type { Account } from "./accounts.ts";
import { apiResource, apiServer, authTime, idClaims, scopes } from "./provider-configuration.ts";

export type Tokens = { readonly accessToken: string; readonly idToken: string };

/** The tokens of a fresh sign-in, without a browser: the same keys and claims as the code flow gives. */
export const issueTokens = async (
  { provider, clientId, clock }: { provider: Provider; clientId: string; clock: Clock },
  account: Account,
  nonce: string | undefined,
): Promise<Tokens> => {
  const client = await provider.Client.find(clientId);
  if (client === undefined) throw new Error(`no client ${clientId}`);
  const grant = new provider.Grant({ accountId: account.subject, clientId });
  grant.addOIDCScope(scopes);
  const accessToken = new provider.AccessToken({
    accountId: account.subject,
    client,
    grantId: await grant.save(),
    gty: "authorization_code",
    resourceServer: new provider.ResourceServer(apiResource, apiServer(clientId)),
  });
  const idToken = new provider.IdToken({}, { client });
  const claims = { ...idClaims(account), auth_time: authTime(clock), nonce };
  for (const [claim, value] of Object.entries(claims)) if (value !== undefined) idToken.set(claim, value);
  return { accessToken: await accessToken.save(), idToken: await idToken.issue({ use: "idtoken" }) };
};
