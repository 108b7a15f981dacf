import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import type * as z from "zod";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoBlockStore } from "../../adapters/dynamodb/dynamo-block-store.ts";
import { createDynamoCaseStore } from "../../adapters/dynamodb/dynamo-case-store.ts";
import { createDynamoChangeRequestStore } from "../../adapters/dynamodb/dynamo-change-request-store.ts";
import { createDynamoCloseReader } from "../../adapters/dynamodb/dynamo-close-reader.ts";
import { createDynamoContactStore } from "../../adapters/dynamodb/dynamo-contact-store.ts";
import { createDynamoControlsReader } from "../../adapters/dynamodb/dynamo-controls-store.ts";
import { createDynamoEnrolmentProofs } from "../../adapters/dynamodb/dynamo-enrolment-proofs.ts";
import { createDynamoEvidenceStore } from "../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createDynamoHolderDirectory } from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoIdempotencyStore } from "../../adapters/dynamodb/dynamo-idempotency-store.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedgerReader, readStanding } from "../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { createDynamoPayoutStore } from "../../adapters/dynamodb/dynamo-payout-store.ts";
import { createDynamoOwnHistory } from "../../adapters/dynamodb/dynamo-own-history.ts";
import { createDynamoPreferenceStore } from "../../adapters/dynamodb/dynamo-preference-store.ts";
import { createDynamoPushKey } from "../../adapters/dynamodb/dynamo-push-key.ts";
import { createDynamoPushSubscriptions } from "../../adapters/dynamodb/dynamo-push-subscriptions.ts";
import { createDynamoTransferReader } from "../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { createDynamoWriterStore } from "../../adapters/dynamodb/dynamo-writer-store.ts";
import { readWallet } from "../../adapters/dynamodb/shards.ts";
import { fetchPublishedKeys } from "../../adapters/identity/published-keys.ts";
import { createKmsRootKey } from "../../adapters/kms/kms-root-signer.ts";
import { relyingPartiesOf } from "../../adapters/webauthn/relying-parties.ts";
import { caseRulesOf } from "../../contracts/case-rules.ts";
import { limitRulesOf } from "../../contracts/limit-rules.ts";
import { minuteMs } from "../../core/clock.ts";
import { ledgerReading } from "../_shared/deps.ts";
import { createLog } from "../_shared/log.ts";
import type { ApiDeps } from "./api-deps.ts";
import { apiEnv } from "./env.ts";
import { remember } from "./remember.ts";

/** Keys change once in years; everybody may ask for them, so that they are not fetched each time. */
const keysMaxAgeMs = 5 * minuteMs;

const publishedBy = (env: z.infer<typeof apiEnv>): ApiDeps["published"] => {
  const parties = relyingPartiesOf(env.APP_ORIGINS);
  return {
    rootKey: createKmsRootKey({ client: new KMSClient(), keyId: env.ROOT_KEY_ARN }),
    identityKeys: remember(() => fetchPublishedKeys(env.IDENTITY_JWKS_URL), {
      maxAgeMs: keysMaxAgeMs,
      clock: Date.now,
    }),
    issuer: env.IDENTITY_ISSUER,
    clientId: env.IDENTITY_CLIENT_ID,
    origins: parties.origins,
    relyingParties: parties.hosts,
  };
};

const pushBy = (env: z.infer<typeof apiEnv>, client: DynamoDBClient): ApiDeps["push"] => {
  const published = createDynamoPushKey({ client, table: env.REPLIES_TABLE });
  let known: string | undefined;
  return {
    subscriptions: createDynamoPushSubscriptions({ client, table: env.PEOPLE_TABLE }),
    hosts: env.PUSH_HOSTS.split(","),
    publicKey: async () => (known ??= await published.read()),
  };
};

export const apiDeps = (): ApiDeps => {
  const env = apiEnv.parse(process.env);
  const client = createDynamoClient();
  const reading = ledgerReading(env, client);
  return {
    intents: createDynamoIntentStore({ client, table: env.INTENTS_TABLE }),
    holders: createDynamoHolderDirectory({ client, table: env.HOLDERS_TABLE }),
    ledger: createDynamoLedgerReader(reading),
    standing: (wallet) => readStanding(reading, wallet),
    walletBooks: (wallet) => readWallet(reading, wallet),
    transfers: createDynamoTransferReader({ client, table: env.TRANSFERS_TABLE }),
    evidence: createDynamoEvidenceStore({ client, table: env.EVIDENCE_TABLE }),
    enrolments: createDynamoEnrolmentProofs({ client, table: env.HOLDERS_TABLE }),
    closes: createDynamoCloseReader({ client, table: env.CLOSES_TABLE }),
    published: publishedBy(env),
    push: pushBy(env, client),
    idempotency: createDynamoIdempotencyStore({ client, table: env.PEOPLE_TABLE }),
    contacts: createDynamoContactStore({ client, table: env.PEOPLE_TABLE }),
    blocks: createDynamoBlockStore({ client, table: env.PEOPLE_TABLE }),
    controls: createDynamoControlsReader({ client, table: env.CONTROLS_TABLE }),
    payouts: createDynamoPayoutStore({ client, table: env.PAYOUTS_TABLE }),
    changeRequests: createDynamoChangeRequestStore({ client, table: env.INTENTS_TABLE }),
    limitRules: limitRulesOf(env.LIMIT_RULES),
    ownHistory: createDynamoOwnHistory({ client, table: env.PEOPLE_TABLE }),
    cases: createDynamoCaseStore({ client, table: env.INTENTS_TABLE, rules: caseRulesOf(env.CASE_RULES) }),
    caseRules: caseRulesOf(env.CASE_RULES),
    preferences: createDynamoPreferenceStore({ client, table: env.PEOPLE_TABLE }),
    writers: createDynamoWriterStore({ client, table: env.INTENTS_TABLE }),
    stage: env.STAGE,
    clock: Date.now,
    log: createLog("api"),
  };
};
