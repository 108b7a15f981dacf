import { describe, expect, test } from "vitest";
import { stageOf } from "../../lib/stages.ts";
import { synthesize } from "./support/synthesized.ts";

const stages = { local: synthesize("local"), dev: synthesize("dev"), prod: synthesize("prod") };
const { dev, prod } = stages;
const tableType = "AWS::DynamoDB::GlobalTable";

type Key = { readonly AttributeName: string };
const keysOf = ({ KeySchema }: { readonly KeySchema: readonly Key[] }): string =>
  KeySchema.map(({ AttributeName }) => AttributeName).join(" ");

test("the tables have the keys, indexes, streams and times to live that the adapters count on", () => {
  const shapes = Object.entries(dev.stateful.tables)
    .filter(([name]) => name !== "node")
    .map(([name, table]) => {
      const { Ref } = dev.stateful.resolve((table as { tableName: string }).tableName) as { Ref: string };
      const { Properties } = dev.all.find(({ id }) => id === Ref)!;
      return [
        name,
        {
          keys: keysOf(Properties),
          indexes: (Properties.GlobalSecondaryIndexes ?? []).map(
            (index: { IndexName: string; KeySchema: Key[] }) => `${index.IndexName}: ${keysOf(index)}`,
          ),
          stream: Properties.StreamSpecification?.StreamViewType,
          ttl: Properties.TimeToLiveSpecification?.AttributeName,
        },
      ];
    });
  const plain = { indexes: [], stream: undefined, ttl: undefined };
  expect(Object.fromEntries(shapes)).toEqual({
    wallets: { ...plain, keys: "id" },
    transfers: { ...plain, keys: "id", indexes: ["holds-by-due: holdBucket timeoutAt"] },
    journal: { ...plain, keys: "wallet page" },
    evidence: { ...plain, keys: "intent version" },
    intents: {
      ...plain,
      keys: "id",
      indexes: ["by-payer: payerHolder createdAt", "by-due: dueBucket dueAt", "requests-by-holder: holder askedAt"],
      stream: "NEW_AND_OLD_IMAGES",
      ttl: "ttl",
    },
    holders: { ...plain, keys: "pk sk", stream: "NEW_IMAGE", ttl: "ttl" },
    claims: { ...plain, keys: "account escrowed", indexes: ["claims-by-due: dueBucket dueAt"] },
    erasures: { ...plain, keys: "holder", indexes: ["erasures-by-due: dueBucket dueAt"] },
    controls: { ...plain, keys: "pk sk", indexes: ["raises-by-due: dueBucket dueAt"] },
    people: { ...plain, keys: "pk sk", ttl: "ttl" },
    pins: { ...plain, keys: "holder" },
    topUps: { ...plain, keys: "id", indexes: ["by-holder: holder createdAt"] },
    payouts: { ...plain, keys: "id", indexes: ["by-holder: holder heldAt", "payouts-to-send: sendBucket heldAt"] },
    bank: { ...plain, keys: "pk sk", ttl: "ttl" },
    connections: { ...plain, keys: "holder connection", indexes: ["by-connection: connection"], ttl: "ttl" },
    replies: { ...plain, keys: "id", ttl: "ttl" },
    closes: { ...plain, keys: "pk sk" },
  });
});

describe.each(Object.entries(stages))("in %s", (_name, { every }) => {
  test("every table is on demand and can be brought back to any second", () => {
    for (const { id, Properties } of every(tableType)) {
      expect(Properties.BillingMode, id).toBe("PAY_PER_REQUEST");
      for (const replica of Properties.Replicas) {
        expect(replica.PointInTimeRecoverySpecification, id).toEqual({ PointInTimeRecoveryEnabled: true });
      }
    }
  });

  test("secrets are made by Secrets Manager, not written in the template", () => {
    for (const { id, Properties } of every("AWS::SecretsManager::Secret")) {
      expect(Properties.SecretString, id).toBeUndefined();
      expect(Properties.GenerateSecretString, id).toBeDefined();
    }
  });
});

describe("in prod", () => {
  test("tables, people and secrets outlive the stack, and are not deleted by mistake", () => {
    for (const type of [tableType, "AWS::Cognito::UserPool", "AWS::SecretsManager::Secret"]) {
      for (const { id, DeletionPolicy } of prod.every(type)) expect(DeletionPolicy, id).toBe("Retain");
    }
    for (const { id, Properties } of prod.every(tableType)) {
      expect(
        Properties.Replicas.every((replica: Record<string, unknown>) => replica["DeletionProtectionEnabled"]),
        id,
      ).toBe(true);
    }
    for (const { Properties } of prod.every("AWS::Cognito::UserPool"))
      expect(Properties.DeletionProtection).toBe("ACTIVE");
    expect(prod.stateful.terminationProtection).toBe(true);
  });

  test("the logs outlive the stack", () => {
    for (const { id, DeletionPolicy } of prod.every("AWS::Logs::LogGroup")) expect(DeletionPolicy, id).toBe("Retain");
  });
});

describe("the stages", () => {
  const typesOf = ({ all }: { readonly all: readonly { readonly Type: string }[] }): readonly string[] =>
    [...new Set(all.map(({ Type }) => Type))].sort();

  test("are made of the same kinds of resources, but for the copy of the app", () => {
    expect(typesOf(dev)).toEqual(typesOf(prod));
    const copied = ["AWS::Lambda::LayerVersion", "Custom::CDKBucketDeployment"];
    expect(typesOf(stages.local)).toEqual(typesOf(dev).filter((type) => !copied.includes(type)));
  });

  test("that do not exist are named as such", () => expect(() => stageOf("staging")).toThrow(/"staging".*stage=prod/));
});

describe("people sign in", () => {
  const pool = dev.every("AWS::Cognito::UserPool")[0]!.Properties;
  const client = dev.every("AWS::Cognito::UserPoolClient")[0]!.Properties;

  test("by passkey, a code by e-mail, or password, on the managed pages", () => {
    expect(pool.UserPoolTier).toBe("ESSENTIALS");
    expect(pool.Policies.SignInPolicy.AllowedFirstAuthFactors).toEqual(["PASSWORD", "EMAIL_OTP", "WEB_AUTHN"]);
    expect(pool.WebAuthnUserVerification).toBe("required");
    expect(dev.every("AWS::Cognito::UserPoolDomain")[0]!.Properties.ManagedLoginVersion).toBe(2);
    expect(dev.every("AWS::Cognito::ManagedLoginBranding")).toHaveLength(1);
  });

  test("with a passkey of the very host of those pages", () => {
    const prefix = JSON.stringify(dev.every("AWS::Cognito::UserPoolDomain")[0]!.Properties.Domain);
    const host = JSON.stringify(pool.WebAuthnRelyingPartyID);
    expect(host).toBe(prefix.replace(/\]\]\}$/, ',".auth.eu-west-3.amazoncognito.com"]]}'));
  });

  test("through the code flow, from the app alone, which keeps no secret", () => {
    expect(client).toMatchObject({
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "profile"],
      // Refresh tokens are rotated, which Cognito has instead of a flow of its own for them.
      ExplicitAuthFlows: ["ALLOW_USER_AUTH"],
      GenerateSecret: false,
      PreventUserExistenceErrors: "ENABLED",
    });
    expect(client.CallbackURLs).toHaveLength(1);
    expect(JSON.stringify(client.CallbackURLs)).toMatch(
      /\["https:\/\/",\{"Fn::GetAtt":\["sitedistribution\w+","DomainName"\]\},"\/app\/"\]/,
    );
  });
});
