import { createDynamoChangeRequestStore } from "../../adapters/dynamodb/dynamo-change-request-store.ts";
import { createDynamoClaimBook } from "../../adapters/dynamodb/dynamo-claim-book.ts";
import { createDynamoControlsStore } from "../../adapters/dynamodb/dynamo-controls-store.ts";
import { createDynamoErasureOrders } from "../../adapters/dynamodb/dynamo-erasure-book.ts";
import { createDynamoEvidenceStore } from "../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createDynamoHoldBook } from "../../adapters/dynamodb/dynamo-hold-book.ts";
import { createDynamoHolderDirectory } from "../../adapters/dynamodb/dynamo-holder-directory.ts";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedger } from "../../adapters/dynamodb/dynamo-ledger.ts";
import { createDynamoPayoutStore } from "../../adapters/dynamodb/dynamo-payout-store.ts";
import { createDynamoReturnMarks } from "../../adapters/dynamodb/dynamo-return-marks.ts";
import { createDynamoSpendingHistory } from "../../adapters/dynamodb/dynamo-spending-history.ts";
import { createEvidenceVerifier } from "../../adapters/webauthn/evidence-verifier.ts";
import { relyingPartiesOf } from "../../adapters/webauthn/relying-parties.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import type { Ledger } from "../../core/ledger/ledger.ts";
import { defaultLimitRules, type LimitRules } from "../../core/limits/limits.ts";
import type { LedgerDeps } from "../../functions/ledger/ledger-deps.ts";
import { settingsBy } from "../../functions/ledger/apply-controls.ts";
import { createWalletOpener } from "../../functions/ledger/open-wallets.ts";
import type { Log } from "../../functions/_shared/log.ts";
import type { BenchCloud } from "./cloud.ts";
import { place } from "./people.ts";

export const stage = "prod";
export const pinSecret = "a secret of enrol and ledger";

/** Of people who are known in full, and pay more often than anybody. */
const rules: LimitRules = {
  ...defaultLimitRules,
  levels: { ...defaultLimitRules.levels, unverified: defaultLimitRules.levels.full },
  pace: { minute: 1_000, hour: 1_000 },
};

export type LedgerInstance = Omit<LedgerDeps, "ledger" | "intents"> & {
  readonly ledger: Ledger;
  readonly intents: IntentStore;
};

/** What `functions/ledger/deps.ts` builds, on the simulated cloud: an instance that remembers what it has seen. */
export const createLedgerInstance = (
  { tableName, time, random, queue, ...cloud }: BenchCloud,
  {
    name,
    log,
    client = cloud.client,
  }: { readonly name: string; readonly log: Log; readonly client?: BenchCloud["client"] },
): LedgerInstance => {
  const pace = { sleep: time.sleep, random: random.fork(name).next };
  const tables = { wallets: tableName("wallets"), transfers: tableName("transfers"), journal: tableName("journal") };
  const ledger = createDynamoLedger({ client, tables, clock: time.clock, pace });
  const holders = createDynamoHolderDirectory({ client, table: tableName("holders") });
  const controls = createDynamoControlsStore({ client, table: tableName("controls"), pace });
  return {
    ledger,
    ...{ rules, controls, spending: createDynamoSpendingHistory({ client, tables, pace }) },
    openWallets: createWalletOpener({ ledger, settingsOf: settingsBy({ holders, controls, rules }) }),
    requests: createDynamoChangeRequestStore({ client, table: tableName("intents") }),
    holds: createDynamoHoldBook({ client, table: tableName("transfers"), pace }),
    erasures: createDynamoErasureOrders({ client, table: tableName("erasures") }),
    claims: createDynamoClaimBook({ client, table: tableName("claims") }),
    evidence: createDynamoEvidenceStore({ client, table: tableName("evidence") }),
    intents: createDynamoIntentStore({ client, table: tableName("intents") }),
    returns: createDynamoReturnMarks({ client, table: tableName("intents") }),
    holders,
    verifier: createEvidenceVerifier({
      parties: relyingPartiesOf(place.origin),
      pinSecret: async () => pinSecret,
      clock: time.clock,
    }),
    stage,
    queueArn: queue("ledger").arn,
    fundingQueueArn: queue("funding").arn,
    bankQueueArn: queue("bank").arn,
    payouts: createDynamoPayoutStore({ client, table: tableName("payouts") }),
    clock: time.clock,
    log,
  };
};
