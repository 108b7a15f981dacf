import { setTimeout as sleep } from "node:timers/promises";
import { createDynamoBlockStore } from "../../../adapters/dynamodb/dynamo-block-store.ts";
import { createDynamoCaseStore } from "../../../adapters/dynamodb/dynamo-case-store.ts";
import { caseRulesWith } from "../../../core/case/case-steps.ts";
import { createDynamoChangeRequestStore } from "../../../adapters/dynamodb/dynamo-change-request-store.ts";
import { createDynamoControlsReader } from "../../../adapters/dynamodb/dynamo-controls-store.ts";
import { readWallet } from "../../../adapters/dynamodb/shards.ts";
import { defaultLimitRules } from "../../../core/limits/limits.ts";
import { createDynamoCloseReader } from "../../../adapters/dynamodb/dynamo-close-reader.ts";
import { createDynamoContactStore } from "../../../adapters/dynamodb/dynamo-contact-store.ts";
import { createDynamoEnrolmentProofs } from "../../../adapters/dynamodb/dynamo-enrolment-proofs.ts";
import { createDynamoEvidenceStore } from "../../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createDynamoHolderRegistry } from "../../../adapters/dynamodb/dynamo-holder-registry.ts";
import { createDynamoIdempotencyStore } from "../../../adapters/dynamodb/dynamo-idempotency-store.ts";
import { createDynamoIntentStore } from "../../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { readStanding } from "../../../adapters/dynamodb/dynamo-ledger-reader.ts";
import { createDynamoPayoutStore } from "../../../adapters/dynamodb/dynamo-payout-store.ts";
import { createDynamoOwnHistory } from "../../../adapters/dynamodb/dynamo-own-history.ts";
import { createDynamoPreferenceStore } from "../../../adapters/dynamodb/dynamo-preference-store.ts";
import { createDynamoPushSubscriptions } from "../../../adapters/dynamodb/dynamo-push-subscriptions.ts";
import { createDynamoReturnMarks } from "../../../adapters/dynamodb/dynamo-return-marks.ts";
import { createDynamoTransferReader } from "../../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { createDynamoWriterStore } from "../../../adapters/dynamodb/dynamo-writer-store.ts";
import type { ChannelDirectory } from "../../../adapters/channels/channel.ts";
import { createDynamoLookupCounter } from "../../../adapters/dynamodb/dynamo-lookup-counter.ts";
import { fail, ok } from "../../../core/result.ts";
import type { LookupDeps } from "../../../functions/lookup/find-payee.ts";
import { lookupRoutes } from "../../../functions/lookup/routes.ts";
import { people } from "../../../local/seed/people.ts";
import { hourMs, instant } from "../../../core/clock.ts";
import { type HolderId, type IntentId, type KeyId, holderIdOf } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { termsOfIntent } from "../../../core/intent/terms-of-intent.ts";
import { httpHandler } from "../../../functions/_shared/http.ts";
import type { ApiDeps } from "../../../functions/api/api-deps.ts";
import { apiRoutes } from "../../../functions/api/routes.ts";
import { seed } from "../../../local/seed/seed.ts";
import { type Call, callRoute } from "../../support/http-events.ts";
import { noon, proposal } from "../../support/intents.ts";
import { silentLog } from "../../support/log.ts";
import { enrolmentOfTests, freshNonce, proofOfTests } from "../../support/software-authenticator.ts";
import { startTables } from "../../support/tables.ts";

const issuer = "https://identity.test";
const pace = { sleep, random: Math.random };

export const as = (subject: string) => ({ issuer, subject });

/** `api` on tables of its own with the seeded people; alice and bob have a key. One world a test file. */
export const startApiWorld = async () => {
  const { client, tableName, stop } = await startTables();
  let now = noon + hourMs;
  let count = 0;
  const clock = () => now;
  const ledgerTables = {
    wallets: tableName("Wallets"),
    transfers: tableName("Transfers"),
    journal: tableName("Journal"),
  };
  const ledger = createDynamoLedger({ client, tables: ledgerTables, clock, pace });
  const holders = createDynamoHolderRegistry({ client, table: tableName("Holders"), clock, pace });
  const deps: ApiDeps = {
    intents: createDynamoIntentStore({ client, table: tableName("Intents") }),
    holders,
    ledger,
    push: {
      subscriptions: createDynamoPushSubscriptions({ client, table: tableName("People") }),
      hosts: ["*.push.services.mozilla.com"],
      publicKey: async () => "the-key",
    },
    idempotency: createDynamoIdempotencyStore({ client, table: tableName("People") }),
    contacts: createDynamoContactStore({ client, table: tableName("People") }),
    blocks: createDynamoBlockStore({ client, table: tableName("People") }),
    controls: createDynamoControlsReader({ client, table: tableName("Controls") }),
    payouts: createDynamoPayoutStore({ client, table: tableName("Payouts") }),
    changeRequests: createDynamoChangeRequestStore({ client, table: tableName("Intents") }),
    limitRules: defaultLimitRules,
    cases: createDynamoCaseStore({ client, table: tableName("Intents"), rules: caseRulesWith({}) }),
    caseRules: caseRulesWith({}),
    standing: (wallet) => readStanding({ client, tables: ledgerTables, pace }, wallet),
    walletBooks: (wallet) => readWallet({ client, tables: ledgerTables, pace }, wallet),
    ownHistory: createDynamoOwnHistory({ client, table: tableName("People") }),
    preferences: createDynamoPreferenceStore({ client, table: tableName("People") }),
    writers: createDynamoWriterStore({ client, table: tableName("Intents") }),
    transfers: createDynamoTransferReader({ client, table: tableName("Transfers") }),
    evidence: createDynamoEvidenceStore({ client, table: tableName("Evidence") }),
    enrolments: createDynamoEnrolmentProofs({ client, table: tableName("Holders") }),
    closes: createDynamoCloseReader({ client, table: tableName("Closes") }),
    published: {
      rootKey: async () => ({ key_id: "rk_now", public_key: "a2V5" }),
      identityKeys: async () => [{ kid: "k2", kty: "EC" }],
      issuer,
      clientId: "piaf-app",
      origins: ["https://pay.example"],
      relyingParties: ["pay.example"],
    },
    stage: "test",
    clock,
    log: silentLog,
  };
  await seed({ client, tables: { holders: tableName("Holders"), ...ledgerTables }, issuer, clock });
  const enrol = async (name: string): Promise<HolderId> => {
    const holder = await holderIdOf(issuer, name.toLowerCase());
    const key = {
      id: `key_${name.toLowerCase()}` as KeyId,
      kind: "device",
      publicKey: "a2V5",
      label: "phone",
      enrolledAt: instant(noon),
      way: "fresh_sign_in",
      enrolment: enrolmentOfTests,
    } as const;
    await holders.enrolKey({
      holder: { id: holder, name },
      key,
      proof: proofOfTests,
      nonce: freshNonce(),
      first: true,
    });
    return holder;
  };
  const [alice, bob] = [await enrol("Alice"), await enrol("Bob")];
  /** The network as the tests set it. */
  const network = { isOff: false };
  const directory: ChannelDirectory = {
    find: async (handle) => {
      if (network.isOff) return fail("unavailable");
      const person = people.find((one) => one.handle === handle.toLowerCase());
      return person
        ? ok({ id: person.userId, handle: person.handle, name: person.name, picture: "p.png" })
        : fail("unknown");
    },
    byId: async () => fail("unknown"),
  };
  const lookup: LookupDeps = {
    directories: new Map([["x", directory]]),
    holders,
    lookups: createDynamoLookupCounter({ client, table: tableName("People") }),
    clock,
    log: silentLog,
  };
  const handler = httpHandler({ ...apiRoutes(deps), ...lookupRoutes(lookup) }, silentLog);
  const call = (request: Call) => callRoute(handler as never, request);

  /** A stored intent of alice's, to Bob's seeded account. */
  const stored = async (more: Partial<Intent> = {}): Promise<Intent> => {
    const intent = proposal({
      id: `pi_api${(count += 1)}` as IntentId,
      payer: { ...proposal().payer, userId: "1400000000000000101", holder: alice },
      lines: [{ payee: { channel: "x", userId: "1400000000000000102", handle: "bob", name: "Bob" }, amount: 1299n }],
      ...more,
    });
    await deps.intents.create(intent);
    return intent;
  };

  const approvalOf = (intent: Intent, nonce = "AAAAAAAAAAAAAAAAAAAAAA") => ({
    terms: { ...termsOfIntent(intent, { payer: alice, stage: "test" }), nonce },
    evidence: { kind: "device", key_id: "key_alice", signature: "c2ln", pin_proof: { mac: "bWFj", expires: 1 } },
  });

  const post = (what: string, intent: Pick<Intent, "id">, body: unknown, { who = "alice", headers = {} } = {}) =>
    call({ route: `POST /v1/intents/{id}/${what}`, params: { id: intent.id }, body, as: as(who), headers });

  const show = (intent: Pick<Intent, "id">, who = "alice") =>
    call({ route: "GET /v1/intents/{id}", params: { id: intent.id }, as: as(who) });

  return {
    client,
    tableName,
    returns: createDynamoReturnMarks({ client, table: tableName("Intents") }),
    deps,
    network,
    ledger,
    holders,
    enrol,
    alice,
    bob,
    call,
    stored,
    approvalOf,
    post,
    show,
    now: () => now,
    wait: (milliseconds: number): void => void (now += milliseconds),
    stop,
  };
};

export type ApiWorld = Awaited<ReturnType<typeof startApiWorld>>;
