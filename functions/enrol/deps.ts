import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { channelDirectories, channelIdentities } from "../../adapters/channels/registry.ts";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoHolderRegistry } from "../../adapters/dynamodb/dynamo-holder-registry.ts";
import { createDynamoPinStore } from "../../adapters/dynamodb/dynamo-pin-store.ts";
import { createIdTokenVerifier } from "../../adapters/identity/id-token-verifier.ts";
import { createEvidenceVerifier } from "../../adapters/webauthn/evidence-verifier.ts";
import { createKeyRegistrar } from "../../adapters/webauthn/key-registrar.ts";
import { relyingPartiesOf } from "../../adapters/webauthn/relying-parties.ts";
import { createLog } from "../_shared/log.ts";
import { pinSecretOf, secretMaxAgeS } from "../_shared/secrets.ts";
import type { EnrolDeps } from "./enrol-deps.ts";
import { enrolEnv } from "./env.ts";

const saltLength = 16;

export const enrolDeps = (): EnrolDeps => {
  const env = enrolEnv.parse(process.env);
  const clock = Date.now;
  const table = { client: createDynamoClient(), clock, pace: { sleep, random: Math.random } };
  const parties = relyingPartiesOf(env.APP_ORIGINS);
  const pinSecret = pinSecretOf(env.PIN_SECRET_ID);
  const readSecret = () => getSecret(env.X_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" });
  const network = { readSecret, apiUrl: env.X_API_URL };
  return {
    holders: createDynamoHolderRegistry({ ...table, table: env.HOLDERS_TABLE }),
    pins: createDynamoPinStore({ ...table, table: env.PINS_TABLE }),
    registrar: createKeyRegistrar(parties),
    verifier: createEvidenceVerifier({ parties, pinSecret, clock }),
    signIns: createIdTokenVerifier(
      { issuer: env.IDENTITY_ISSUER, jwksUrl: env.IDENTITY_JWKS_URL, clientId: env.IDENTITY_CLIENT_ID },
      clock,
    ),
    channels: new Map([["x", channelIdentities.x(network)]]),
    directories: new Map([["x", channelDirectories.x(network)]]),
    appOrigins: parties.origins,
    pinSecret,
    salt: () => randomBytes(saltLength),
    stage: env.STAGE,
    clock,
    log: createLog("enrol"),
  };
};
