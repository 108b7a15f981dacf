import { Aws, Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  AccountRecovery,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  PasskeyUserVerification,
  UserPool,
} from "aws-cdk-lib/aws-cognito";
import { Construct } from "constructs";
import type { Stage } from "../stages.ts";

/**
 * Who signs in: by passkey, a code sent by e-mail, or a password, on Cognito's managed pages. Signing in moves no money; the payment key,
 * which the phone keeps, is another one.
 */
export class Identity extends Construct {
  readonly pool: UserPool;
  /** The `iss` of its tokens. */
  readonly issuer: string;
  /** Where its pages and its token endpoint are. */
  readonly origin: string;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    // The account's number makes the name unique. Written out, not read from the domain, since the pool needs it too.
    const domainPrefix = `piaf-${stage.name}-${Aws.ACCOUNT_ID}`;
    const host = `${domainPrefix}.auth.${stage.region}.amazoncognito.com`;
    this.pool = new UserPool(this, "pool", {
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true }, fullname: { required: false, mutable: true } },
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true, emailOtp: true } },
      passkeyRelyingPartyId: host,
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      // A passkey as the first factor excludes a second one.
      mfa: Mfa.OFF,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.pool.addDomain("domain", {
      cognitoDomain: { domainPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    this.issuer = `https://cognito-idp.${stage.region}.amazonaws.com/${this.pool.userPoolId}`;
    this.origin = `https://${host}`;
  }
}
