import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { Key, KeySpec, KeyUsage } from "aws-cdk-lib/aws-kms";
import type { Construct } from "constructs";
import type { Stage } from "../stages.ts";

/**
 * Signs the root of each day's transfers. Nobody can read it, not even the account's owner; its public half is served at
 * /v1/keys.json and kept for ever, so that a later key leaves old receipts valid.
 */
export const createRootKey = (scope: Construct, { keepsData }: Stage): Key =>
  new Key(scope, "root-key", {
    description: "Signs the root of each day's transfers",
    keySpec: KeySpec.ECC_NIST_P256,
    keyUsage: KeyUsage.SIGN_VERIFY,
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    pendingWindow: Duration.days(keepsData ? 30 : 7),
  });
