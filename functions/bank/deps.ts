import { getSecret } from "@aws-lambda-powertools/parameters/secrets";
import { SQSClient } from "@aws-sdk/client-sqs";
import { createOperatorChannel, createSandboxChannel } from "../../adapters/bank/bank-channels.ts";
import { readBankSecret } from "../../adapters/bank/bank-secret.ts";
import { createNoVerifier, createSandboxVerifier } from "../../adapters/bank/payee-verifiers.ts";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoBankBooks } from "../../adapters/dynamodb/dynamo-bank-books.ts";
import { createDynamoLedgerReader } from "../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { createDynamoLookupCounter } from "../../adapters/dynamodb/dynamo-lookup-counter.ts";
import { createDynamoPayoutOutbox } from "../../adapters/dynamodb/dynamo-payout-outbox.ts";
import { createDynamoPayoutStore } from "../../adapters/dynamodb/dynamo-payout-store.ts";
import { isSignedBy } from "../../adapters/funding/sandbox/standard-webhook.ts";
import { createQueueSender } from "../../adapters/sqs/queue-sender.ts";
import { ledgerReading } from "../_shared/deps.ts";
import { createLog } from "../_shared/log.ts";
import { secretMaxAgeS } from "../_shared/secrets.ts";
import type { BankDeps } from "./bank-deps.ts";
import { bankEnv } from "./env.ts";

/** A real verification of payees is one more of these. */
const banks = {
  sandbox: { channel: createSandboxChannel, verifier: createSandboxVerifier },
  operator: { channel: createOperatorChannel, verifier: createNoVerifier },
};

export const bankDeps = (): BankDeps => {
  const env = bankEnv.parse(process.env);
  const client = createDynamoClient();
  const clock = Date.now;
  const readSecret = () =>
    readBankSecret(() => getSecret(env.BANK_SECRET_ID, { maxAge: secretMaxAgeS, transform: "json" }));
  const bank = banks[env.BANK as keyof typeof banks];
  return {
    bank: env.BANK,
    account: readSecret,
    isFromBank: async ({ headers, body }) =>
      isSignedBy((await readSecret()).webhook_secrets, { headers, body, nowMs: clock() }),
    channel: bank.channel({ apiUrl: env.BANK_API_URL, readSecret }),
    verifier: bank.verifier(),
    checks: createDynamoLookupCounter({ client, table: env.BANK_TABLE }),
    books: createDynamoBankBooks({ client, table: env.BANK_TABLE }),
    outbox: createDynamoPayoutOutbox({ client, payouts: env.PAYOUTS_TABLE, bank: env.BANK_TABLE }),
    payouts: createDynamoPayoutStore({ client, table: env.PAYOUTS_TABLE }),
    queue: createQueueSender({
      client: new SQSClient({ useQueueUrlAsEndpoint: false }),
      queueUrl: env.BANK_QUEUE_URL,
    }),
    ledger: createDynamoLedgerReader(ledgerReading(env, client)),
    stage: env.STAGE,
    clock,
    log: createLog("bank"),
  };
};
