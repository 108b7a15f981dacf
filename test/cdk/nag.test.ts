import { AwsSolutionsChecks } from "cdk-nag";
import { expect, test } from "vitest";
import { createPiaf } from "./support/synthesized.ts";

/** `rule` is a rule's name, or with a colon at its end the beginning of the names of its findings. */
type Acknowledgement = { readonly rule: string; readonly at: RegExp; readonly reason: string };

const bucketDeployment = /^piaf-prod-stateless\/Custom::CDKBucketDeployment\w+\//;
const cdksOwn = "CDK's own function, which copies the app to its bucket, runs during a deployment only";

/** What the AWS Solutions rules say against us, and why it stays. */
const acknowledged: readonly Acknowledgement[] = [
  {
    rule: "AwsSolutions-COG2",
    at: /\/identity\/pool\//,
    reason: "Signing in moves no money: the payment key does. Cognito refuses a second factor beside passkeys.",
  },
  {
    rule: "AwsSolutions-COG8",
    at: /\/identity\/pool\//,
    reason: "The Plus plan's risk scores cost per user, and a stolen sign-in cannot pay.",
  },
  {
    rule: "AwsSolutions-SMG4",
    at: /\/secrets\/x\//,
    reason: "X has no way to rotate an application's keys but by hand; two consumer secrets are taken meanwhile.",
  },
  {
    rule: "AwsSolutions-SMG4",
    at: /\/secrets\/funding/,
    reason: "The card provider's keys are rolled in its dashboard; two webhook secrets are taken meanwhile.",
  },
  {
    rule: "AwsSolutions-SMG4",
    at: /\/secrets\/bank\//,
    reason: "A bank's keys are changed with the bank; two webhook secrets are taken meanwhile.",
  },
  {
    rule: "AwsSolutions-APIG4",
    at: /\/front\/api\/POST--webhooks--bank--\{bank\}\//,
    reason: "A bank signs its files instead; the function verifies that before it orders anything.",
  },
  {
    rule: "AwsSolutions-SMG4",
    at: /\/secrets\/pin\//,
    reason: "Its proofs live for minutes; a rotation on a date would refuse those under way and gain nothing.",
  },
  {
    rule: "AwsSolutions-SMG4",
    at: /\/secrets\/push\//,
    reason: "Another key makes every phone's subscription void: it is changed when there is a reason, not on a date.",
  },
  {
    rule: "AwsSolutions-APIG4",
    at: /\/live\/api\//,
    reason: "A browser's socket has no header for a token: it is the first message, and before it nothing is told.",
  },
  {
    rule: "AwsSolutions-IAM4[Policy::",
    at: /\/live\/log-role\//,
    reason: "AWS's own policy for the role by which API Gateway writes logs.",
  },
  {
    rule: "AwsSolutions-IAM5[Resource::",
    at: /\/functions\/(live|notifier)-role\/DefaultPolicy\//,
    reason: "Sockets have ids from the moment they open: the stage and the verb are what can be named.",
  },
  {
    rule: "AwsSolutions-APIG4",
    at: /\/front\/api\/(GET|POST)--webhooks--\{channel\}\//,
    reason: "A network signs its deliveries instead; the webhook verifies that before it queues anything.",
  },
  {
    rule: "AwsSolutions-APIG4",
    at: /\/front\/api\/POST--webhooks--funding--\{provider\}\//,
    reason: "A card provider signs its events instead, and is asked for the payment itself before anything moves.",
  },
  {
    rule: "AwsSolutions-APIG4",
    at: /\/front\/api\/GET--v1--openapi\.json\//,
    reason: "The description of the API is public.",
  },
  {
    rule: "AwsSolutions-APIG4",
    at: /\/front\/api\/GET--v1--keys\.json\//,
    reason: "Who judges a receipt needs the published keys, and no account.",
  },
  {
    rule: "AwsSolutions-S1",
    at: /\/site\/bucket\//,
    reason: "The bucket holds the public files of the app, and only CloudFront can read it.",
  },
  {
    rule: "AwsSolutions-CFR1",
    at: /\/site\/distribution\//,
    reason: "People travel, and pay while they do.",
  },
  {
    rule: "AwsSolutions-CFR2",
    at: /\/site\/distribution\//,
    reason: "A web ACL must be in us-east-1, in a stack of its own; until then the stage's throttles protect the API.",
  },
  {
    rule: "AwsSolutions-CFR3",
    at: /\/site\/distribution\//,
    reason: "Its access logs would hold people's addresses; the API has an access log without them.",
  },
  {
    rule: "AwsSolutions-CFR4",
    at: /\/site\/distribution\//,
    reason: "The oldest TLS version can be chosen with a domain of one's own only, which the operator brings.",
  },
  {
    rule: "AwsSolutions-SQS3",
    at: /\/relay\/failed\//,
    reason: "It is where the streams' mappings put what failed: a dead-letter queue itself.",
  },
  {
    rule: "AwsSolutions-IAM5[Resource::*]",
    at: /\/functions\/\w+-role\/DefaultPolicy\//,
    reason: "X-Ray knows no resources to write a trace to.",
  },
  { rule: "AwsSolutions-IAM4[Policy::", at: bucketDeployment, reason: cdksOwn },
  { rule: "AwsSolutions-IAM5[Action::s3:", at: bucketDeployment, reason: cdksOwn },
  { rule: "AwsSolutions-IAM5[Resource::", at: bucketDeployment, reason: cdksOwn },
  { rule: "AwsSolutions-L1", at: bucketDeployment, reason: cdksOwn },
];

const { app } = createPiaf("prod");
const findings = new AwsSolutionsChecks(app)
  .validateScope(app)
  .violations.flatMap(({ ruleName, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({ rule: ruleName, path: constructPath ?? "" })),
  );
const covers = ({ rule, at }: Acknowledgement, finding: { readonly rule: string; readonly path: string }): boolean =>
  (finding.rule === rule || (rule.endsWith(":") && finding.rule.startsWith(rule))) && at.test(finding.path);

test("the AWS Solutions rules find nothing that has not been thought about", () => {
  expect(findings.filter((finding) => !acknowledged.some((one) => covers(one, finding)))).toEqual([]);
});

test("nothing is acknowledged that they do not find", () => {
  expect(acknowledged.filter((one) => !findings.some((finding) => covers(one, finding)))).toEqual([]);
});
