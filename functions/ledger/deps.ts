import { setTimeout as sleep } from "node:timers/promises";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type * as z from "zod";
import { createDynamoClient } from "../../adapters/dynamodb/client.ts";
import { createDynamoChangeRequestStore } from "../../adapters/dynamodb/dynamo-change-request-store.ts";
import { createDynamoClaimBook } from "../../adapters/dynamodb/dynamo-claim-book.ts";
import { createDynamoControlsStore } from "../../adapters/dynamodb/dynamo-controls-store.ts";
import { createDynamoErasureOrders } from "../../adapters/dynamodb/dynamo-erasure-book.ts";
import { createDynamoEvidenceStore } from "../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createDynamoHoldBook } from "../../adapters/dynamodb/dynamo-hold-book.ts";
import { createDynamoHolderDirectory } from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoReturnMarks } from "../../adapters/dynamodb/dynamo-return-marks.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedger } from "../../adapters/dynamodb/dynamo-ledger.ts";
import type { Pace } from "../../adapters/dynamodb/pace.ts";
import { createDynamoPayoutStore } from "../../adapters/dynamodb/dynamo-payout-store.ts";
import { createDynamoSpendingHistory } from "../../adapters/dynamodb/dynamo-spending-history.ts";
import { createEvidenceVerifier } from "../../adapters/webauthn/evidence-verifier.ts";
import { relyingPartiesOf } from "../../adapters/webauthn/relying-parties.ts";
import { limitRulesOf } from "../../contracts/limit-rules.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import { createLog } from "../_shared/log.ts";
import { pinSecretOf } from "../_shared/secrets.ts";
import { ledgerEnv } from "./env.ts";
import { createWalletOpener } from "./open-wallets.ts";
import { settingsBy } from "./apply-controls.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

const tablesOf = (env: z.infer<typeof ledgerEnv>) => ({
  wallets: env.WALLETS_TABLE,
  transfers: env.TRANSFERS_TABLE,
  journal: env.JOURNAL_TABLE,
});

/** What keeps wallets within their limits. */
const limitDeps = (
  env: z.infer<typeof ledgerEnv>,
  {
    client,
    pace,
    ledger,
    holders,
  }: Pick<LedgerDeps, "holders"> & { client: DynamoDBClient; pace: Pace; ledger: Ledger },
): Pick<LedgerDeps, "rules" | "controls" | "spending" | "requests" | "openWallets"> => {
  const rules = limitRulesOf(env.LIMIT_RULES);
  const controls = createDynamoControlsStore({ client, table: env.CONTROLS_TABLE, pace });
  return {
    rules,
    controls,
    spending: createDynamoSpendingHistory({ client, tables: tablesOf(env), pace }),
    requests: createDynamoChangeRequestStore({ client, table: env.INTENTS_TABLE }),
    openWallets: createWalletOpener({ ledger, settingsOf: settingsBy({ holders, controls, rules }) }),
  };
};

export const ledgerDeps = (): LedgerDeps => {
  const env = ledgerEnv.parse(process.env);
  const client = createDynamoClient();
  const clock = Date.now;
  const pace = { sleep, random: Math.random };
  const ledger = createDynamoLedger({
    client,
    tables: tablesOf(env),
    clock,
    pace,
  });
  const holders = createDynamoHolderDirectory({ client, table: env.HOLDERS_TABLE });
  return {
    ledger,
    ...limitDeps(env, { client, pace, ledger, holders }),
    holds: createDynamoHoldBook({ client, table: env.TRANSFERS_TABLE, pace }),
    evidence: createDynamoEvidenceStore({ client, table: env.EVIDENCE_TABLE }),
    erasures: createDynamoErasureOrders({ client, table: env.ERASURES_TABLE }),
    claims: createDynamoClaimBook({ client, table: env.CLAIMS_TABLE }),
    intents: createDynamoIntentStore({ client, table: env.INTENTS_TABLE }),
    returns: createDynamoReturnMarks({ client, table: env.INTENTS_TABLE }),
    holders,
    verifier: createEvidenceVerifier({
      parties: relyingPartiesOf(env.APP_ORIGINS),
      pinSecret: pinSecretOf(env.PIN_SECRET_ID),
      clock,
    }),
    stage: env.STAGE,
    queueArn: env.LEDGER_QUEUE_ARN,
    fundingQueueArn: env.FUNDING_QUEUE_ARN,
    bankQueueArn: env.BANK_QUEUE_ARN,
    payouts: createDynamoPayoutStore({ client, table: env.PAYOUTS_TABLE }),
    clock,
    log: createLog("ledger"),
  };
};
