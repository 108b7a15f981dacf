import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { KMSClient } from "@aws-sdk/client-kms";
import { SQSClient } from "@aws-sdk/client-sqs";
import type * as z from "zod";
import type { ChannelHistory } from "../../adapters/channels/channel.ts";
import { type KnownChannel, channelHistories } from "../../adapters/channels/registry.ts";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoBankStatements } from "../../adapters/dynamodb/dynamo-bank-books.ts";
import { createDynamoDueCases } from "../../adapters/dynamodb/dynamo-due-cases.ts";
import { createDynamoDueClaims } from "../../adapters/dynamodb/dynamo-claim-book.ts";
import { createDynamoDueRequests } from "../../adapters/dynamodb/dynamo-due-requests.ts";
import { createDynamoDueRaises } from "../../adapters/dynamodb/dynamo-controls-store.ts";
import { createDynamoCloseBooks } from "../../adapters/dynamodb/dynamo-close-books.ts";
import { createDynamoCloseStore } from "../../adapters/dynamodb/dynamo-close-store.ts";
import { createDynamoDeliveryRecord } from "../../adapters/dynamodb/dynamo-delivery-record.ts";
import { createDynamoFundingCheckStore } from "../../adapters/dynamodb/dynamo-funding-check-store.ts";
import { createDynamoHoldBook } from "../../adapters/dynamodb/dynamo-hold-book.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedgerReader } from "../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { createDynamoTransferReader } from "../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { createSandboxBooks } from "../../adapters/funding/sandbox/sandbox-books.ts";
import { createStripeBooks } from "../../adapters/funding/stripe/stripe-books.ts";
import { caseRulesOf } from "../../contracts/case-rules.ts";
import { fetchPublishedKeys } from "../../adapters/identity/published-keys.ts";
import { createKmsRootSigner } from "../../adapters/kms/kms-root-signer.ts";
import { createQueueSender } from "../../adapters/sqs/queue-sender.ts";
import { ledgerReading } from "../_shared/deps.ts";
import { createLog } from "../_shared/log.ts";
import { secretMaxAgeS } from "../_shared/secrets.ts";
import type { CloseDeps } from "./close-deps.ts";
import { clockworkEnv } from "./env.ts";
import type { MissedDeps } from "./find-missed.ts";
import { measureClose } from "./measure.ts";
import { measureBank } from "./measure-bank.ts";
import { measureFunding } from "./measure-funding.ts";
import type { BankCheckDeps } from "./reconcile-bank.ts";
import type { FundingCheckDeps } from "./reconcile-funding.ts";
import type { SweepDeps } from "./sweep.ts";

const books = { stripe: createStripeBooks, sandbox: createSandboxBooks };

/** What the comparison with the card provider needs beside the rest. */
const fundingDeps = (env: z.infer<typeof clockworkEnv>, client: DynamoDBClient) => ({
  provider: books[env.FUNDING_PROVIDER as keyof typeof books]({
    readSecret: () => getSecret(env.FUNDING_BOOKS_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" }),
    apiUrl: env.FUNDING_API_URL,
  }),
  transfers: createDynamoTransferReader({ client, table: env.TRANSFERS_TABLE }),
  ledger: createDynamoLedgerReader(ledgerReading(env, client)),
  checks: createDynamoFundingCheckStore({ client, table: env.CLOSES_TABLE }),
  measureFunding,
});

export const clockworkDeps = (): SweepDeps & CloseDeps & MissedDeps & FundingCheckDeps & BankCheckDeps => {
  const env = clockworkEnv.parse(process.env);
  const client = createDynamoClient();
  const reading = ledgerReading(env, client);
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false });
  const caseRules = caseRulesOf(env.CASE_RULES);
  const bot = { userId: env.X_BOT_USER_ID };
  const histories: Readonly<Record<KnownChannel, ChannelHistory>> = {
    x: channelHistories.x({
      readSecret: () => getSecret(env.X_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" }),
      apiUrl: env.X_API_URL,
      botUserId: bot.userId,
    }),
  };
  return {
    intents: createDynamoIntentStore({ client, table: env.INTENTS_TABLE }),
    books: createDynamoCloseBooks(reading),
    closes: createDynamoCloseStore({ client, table: env.CLOSES_TABLE }),
    signer: createKmsRootSigner({ client: new KMSClient(), keyId: env.ROOT_KEY_ARN }),
    identityKeys: () => fetchPublishedKeys(env.IDENTITY_JWKS_URL),
    measure: measureClose,
    histories: new Map(Object.entries(histories)),
    deliveries: createDynamoDeliveryRecord({ client, table: env.INTENTS_TABLE }),
    inbound: createQueueSender({ client: sqs, queueUrl: env.INBOUND_QUEUE_URL }),
    claims: createDynamoDueClaims({ client, table: env.CLAIMS_TABLE }),
    raises: createDynamoDueRaises({ client, table: env.CONTROLS_TABLE }),
    cases: createDynamoDueCases({ client, table: env.INTENTS_TABLE, rules: caseRules }),
    caseRules,
    requests: createDynamoDueRequests({ client, table: env.INTENTS_TABLE }),
    holds: createDynamoHoldBook({ client, table: env.TRANSFERS_TABLE, pace: reading.pace }),
    ledgerQueue: createQueueSender({ client: sqs, queueUrl: env.LEDGER_QUEUE_URL }),
    ...fundingDeps(env, client),
    ...{ statements: createDynamoBankStatements({ client, table: env.BANK_TABLE }), measureBank },
    bot,
    stage: env.STAGE,
    clock: Date.now,
    log: createLog("clockwork"),
  };
};
