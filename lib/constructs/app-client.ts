import { Duration } from "aws-cdk-lib";
import { CfnManagedLoginBranding, ClientAttributes, OAuthScope, UserPoolClient } from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import type { Identity } from "./identity.ts";

export type AppClientProps = {
  readonly identity: Identity;
  /** Of the app. */
  readonly origin: string;
};

/** The phone app as the identity provider knows it: the code flow with PKCE, without a secret. */
export class AppClient extends Construct {
  readonly id: string;
  /** What the app reads at /app/config.json about signing in. */
  readonly config: object;

  constructor(scope: Construct, id: string, { identity, origin }: AppClientProps) {
    super(scope, id);
    const page = `${origin}/app/`;
    const client = new UserPoolClient(this, "client", {
      userPool: identity.pool,
      generateSecret: false,
      authFlows: { user: true },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      // What is in the ID token, which is kept as the proof of a key: the name, and not the e-mail address.
      readAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: [page],
        logoutUrls: [page],
      },
      idTokenValidity: Duration.minutes(15),
      accessTokenValidity: Duration.minutes(15),
      refreshTokenValidity: Duration.days(30),
      // Each refresh token works once. An answer that was lost on the way may be asked for again so long.
      refreshTokenRotationGracePeriod: Duration.seconds(30),
    });
    this.id = client.userPoolClientId;
    new CfnManagedLoginBranding(this, "branding", {
      userPoolId: identity.pool.userPoolId,
      clientId: this.id,
      useCognitoProvidedValues: true,
    });
    this.config = {
      issuer: identity.issuer,
      client_id: this.id,
      authorization_endpoint: `${identity.origin}/oauth2/authorize`,
      sign_up_endpoint: `${identity.origin}/signup`,
      token_endpoint: `${identity.origin}/oauth2/token`,
      end_session_endpoint: `${identity.origin}/logout`,
      revocation_endpoint: `${identity.origin}/oauth2/revoke`,
      scope: "openid profile",
    };
  }
}
