import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { SQSClient } from "@aws-sdk/client-sqs";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoLedgerReader } from "../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { createDynamoTopUpStore } from "../../adapters/dynamodb/dynamo-top-up-store.ts";
import { createDynamoTransferReader } from "../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { createSandboxProvider } from "../../adapters/funding/sandbox/sandbox-provider.ts";
import { createStripeProvider } from "../../adapters/funding/stripe/stripe-provider.ts";
import { createQueueSender } from "../../adapters/sqs/queue-sender.ts";
import { ledgerReading } from "../_shared/deps.ts";
import { createLog } from "../_shared/log.ts";
import { secretMaxAgeS } from "../_shared/secrets.ts";
import { fundingEnv } from "./env.ts";
import type { FundingDeps } from "./funding-deps.ts";

const providers = { stripe: createStripeProvider, sandbox: createSandboxProvider };

export const fundingDeps = (): FundingDeps => {
  const env = fundingEnv.parse(process.env);
  const client = createDynamoClient();
  const clock = Date.now;
  const createProvider = providers[env.FUNDING_PROVIDER as keyof typeof providers];
  return {
    provider: createProvider({
      readSecret: () => getSecret(env.FUNDING_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" }),
      apiUrl: env.FUNDING_API_URL,
      clock,
    }),
    topUps: createDynamoTopUpStore({ client, table: env.TOP_UPS_TABLE }),
    queue: createQueueSender({
      client: new SQSClient({ useQueueUrlAsEndpoint: false }),
      queueUrl: env.FUNDING_QUEUE_URL,
    }),
    ledger: createDynamoLedgerReader(ledgerReading(env, client)),
    transfers: createDynamoTransferReader({ client, table: env.TRANSFERS_TABLE }),
    limits: { minimum: BigInt(env.TOP_UP_MINIMUM), maximum: BigInt(env.TOP_UP_MAXIMUM) },
    clock,
    log: createLog("funding"),
  };
};
