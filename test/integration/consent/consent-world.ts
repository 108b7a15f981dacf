import { createDynamoChangeRequestStore } from "../../../adapters/dynamodb/dynamo-change-request-store.ts";
import { createDynamoClaimBook } from "../../../adapters/dynamodb/dynamo-claim-book.ts";
import { createDynamoControlsStore } from "../../../adapters/dynamodb/dynamo-controls-store.ts";
import { createDynamoErasureOrders } from "../../../adapters/dynamodb/dynamo-erasure-book.ts";
import { createDynamoEvidenceStore } from "../../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createDynamoHoldBook } from "../../../adapters/dynamodb/dynamo-hold-book.ts";
import { createDynamoHolderRegistry } from "../../../adapters/dynamodb/dynamo-holder-registry.ts";
import { createDynamoIntentStore } from "../../../adapters/dynamodb/dynamo-intent-store.ts";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { createDynamoPayoutStore } from "../../../adapters/dynamodb/dynamo-payout-store.ts";
import { createDynamoReturnMarks } from "../../../adapters/dynamodb/dynamo-return-marks.ts";
import { createDynamoSpendingHistory } from "../../../adapters/dynamodb/dynamo-spending-history.ts";
import { createHotWallets } from "../../../adapters/dynamodb/hot-wallets.ts";
import { growShards, readWallet } from "../../../adapters/dynamodb/shards.ts";
import { createEvidenceVerifier } from "../../../adapters/webauthn/evidence-verifier.ts";
import { relyingPartiesOf } from "../../../adapters/webauthn/relying-parties.ts";
import { ledgerOrder } from "../../../contracts/messages/ledger-order.ts";
import { dayMs, instant } from "../../../core/clock.ts";
import type { SignedPayment } from "../../../core/consent/judge-payment.ts";
import { challengeOf, type PaymentTerms } from "../../../core/consent/terms.ts";
import type { Holder, PaymentKey } from "../../../core/holder/holder.ts";
import type { HolderId, IntentId, TransferId } from "../../../core/ids.ts";
import { waitingLines } from "../../../core/intent/claims.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { lineTo } from "../../../core/intent/lines-as-known.ts";
import { termsOfIntent } from "../../../core/intent/terms-of-intent.ts";
import { defaultLimitRules, type LimitRules } from "../../../core/limits/limits.ts";
import { personalWallet, systemWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import type { LedgerDeps } from "../../../functions/ledger/ledger-deps.ts";
import { settingsBy } from "../../../functions/ledger/apply-controls.ts";
import { createWalletOpener } from "../../../functions/ledger/open-wallets.ts";
import { processOrder } from "../../../functions/ledger/ledger-processor.ts";
import { proposal } from "../../support/intents.ts";
import { silentLog } from "../../support/log.ts";
import { createPasskey, freshNonce, proofOfTests } from "../../support/software-authenticator.ts";
import { startTables } from "../../support/tables.ts";

const stage = "test";
const fundingQueue = "arn:aws:sqs:eu-west-3:000000000000:funding";
const ledgerQueue = "arn:aws:sqs:eu-west-3:000000000000:ledger";
export const pinSecret = "a secret of enrol and ledger";
export const place = { origin: "https://pay.example", relyingParty: "pay.example" };
const noon = Date.parse("2026-11-24T12:00:00.000Z");

export type Person = {
  readonly id: HolderId;
  readonly handle: string;
  readonly name: string;
  readonly userId: string;
  readonly passkey: Awaited<ReturnType<typeof createPasskey>>;
};

/** For the tests of everything else. */
const withoutLimits: LimitRules = {
  ...defaultLimitRules,
  levels: { unverified: {}, basic: {}, full: {} },
  pace: { minute: 1_000, hour: 1_000 },
  coolingOff: { aboveMinor: 10n ** 12n, forMs: 0 },
};

/** Tables, people with keys, links and wallets, and the ledger's processor between them. One world a test file. */
export const startWorld = async ({ rules = withoutLimits }: { readonly rules?: LimitRules } = {}) => {
  const { client, tableName, stop } = await startTables();
  let nowMs = noon;
  let count = 0;
  const clock = () => nowMs;
  const table = { client, clock, pace: { sleep: async () => undefined, random: () => 0.5 } };
  const holders = createDynamoHolderRegistry({ ...table, table: tableName("Holders") });
  const ledgerTables = {
    wallets: tableName("Wallets"),
    transfers: tableName("Transfers"),
    journal: tableName("Journal"),
  };
  const ledger = createDynamoLedger({ ...table, tables: ledgerTables });
  const intents = createDynamoIntentStore({ client, table: tableName("Intents") });
  const evidence = createDynamoEvidenceStore({ client, table: tableName("Evidence") });
  const controls = createDynamoControlsStore({ ...table, table: tableName("Controls") });
  const claims = createDynamoClaimBook({ client, table: tableName("Claims") });
  const requests = createDynamoChangeRequestStore({ client, table: tableName("Intents") });
  const deps: LedgerDeps = {
    ledger,
    holds: createDynamoHoldBook({ ...table, table: tableName("Transfers") }),
    rules,
    controls,
    spending: createDynamoSpendingHistory({ ...table, tables: ledgerTables }),
    requests,
    openWallets: createWalletOpener({ ledger, settingsOf: settingsBy({ holders, controls, rules }) }),
    holders,
    intents,
    returns: createDynamoReturnMarks({ client, table: tableName("Intents") }),
    evidence,
    claims,
    erasures: createDynamoErasureOrders({ client, table: tableName("Erasures") }),
    verifier: createEvidenceVerifier({
      parties: relyingPartiesOf(place.origin),
      pinSecret: async () => pinSecret,
      clock,
    }),
    stage,
    fundingQueueArn: fundingQueue,
    bankQueueArn: "arn:aws:sqs:eu-west-3:000000000000:bank",
    payouts: createDynamoPayoutStore({ client, table: tableName("Payouts") }),
    queueArn: ledgerQueue,
    clock,
    log: silentLog,
  };

  const enrol = (holder: Pick<Holder, "id" | "name">, key: PaymentKey, first: boolean) =>
    holders.enrolKey({ holder, key, proof: proofOfTests, nonce: freshNonce(), first });

  /** Somebody with an account on X, of whom Piaf knows nothing yet. */
  const stranger = async (handle: string): Promise<Person> => {
    count += 1;
    return {
      id: `hol_${handle}${count}` as HolderId,
      handle,
      name: handle.charAt(0).toUpperCase() + handle.slice(1),
      userId: String(100 + count),
      passkey: await createPasskey(place),
    };
  };

  /** The passkey, then the account, which goes by another handle by now where one is given. */
  const join = async (person: Person, handle = person.handle): Promise<void> => {
    await enrol(person, person.passkey.key, true);
    await holders.link(person.id, { channel: "x", userId: person.userId, handle, linkedAt: instant(nowMs) });
  };

  /** A new person with a passkey, a linked account and, where `cents` are given, a wallet that holds them. */
  const newPerson = async (handle: string, cents?: bigint): Promise<Person> => {
    const person = await stranger(handle);
    await join(person);
    if (cents !== undefined) await fund(person, cents);
    return person;
  };

  const fund = async (person: Person, cents: bigint): Promise<void> => {
    const [wallet, funding] = [await personalWallet(person.id, EUR), await systemWallet("funding", EUR)];
    await ledger.open([wallet, funding]);
    count += 1;
    const id = `tr_fund${count}` as TransferId;
    const sides = { debit: funding.id, credit: wallet.id };
    await ledger.post([
      { transfers: [{ id, version: 1, ...sides, amount: cents, currency: EUR, code: "top_up", ref: "seed" }] },
    ]);
  };

  /** Gives a wallet shards, as one that runs hot has them: what comes in goes there. */
  const spread = async (person: Person, shards: number): Promise<void> => {
    const { id } = await personalWallet(person.id, EUR);
    const tables = { wallets: tableName("Wallets"), transfers: tableName("Transfers"), journal: tableName("Journal") };
    const wallet = await readWallet({ ...table, tables }, id);
    if (wallet === undefined) throw new Error("Only a wallet that is there can be spread.");
    await growShards({ ...table, tables, hot: createHotWallets({ clock, random: Math.random }) }, wallet, shards);
  };

  const balance = async (person: Person): Promise<bigint | undefined> =>
    (await ledger.balance((await personalWallet(person.id, EUR)).id))?.available;

  /** An intent of `payer` over the lines, stored as it waits for approval. */
  const propose = async (payer: Person, lines: readonly (readonly [Person, bigint])[]): Promise<Intent> => {
    count += 1;
    const party = ({ userId, handle, name }: Person) => ({ channel: "x", userId, handle, name });
    const lineOf = async ([person, amount]: readonly [Person, bigint]) => {
      const payee = party(person);
      return lineTo({ payee, amount, asked: payee }, await holders.byLink(payee));
    };
    const intent = proposal({
      id: `pi_test${count}` as IntentId,
      payer: { ...party(payer), holder: payer.id },
      lines: waitingLines(await Promise.all(lines.map(lineOf)), instant(nowMs + dayMs)),
      createdAt: instant(nowMs),
      updatedAt: instant(nowMs),
      expiresAt: instant(nowMs + dayMs),
    });
    await intents.create(intent);
    return intent;
  };

  const termsFor = (intent: Intent, payer: Person): PaymentTerms => ({
    ...termsOfIntent(intent, { payer: payer.id, stage }),
    nonce: freshNonce(),
  });

  const sign = async (terms: PaymentTerms, signer: Person): Promise<SignedPayment> => ({
    terms,
    evidence: signer.passkey.assert(await challengeOf(terms)),
  });

  /** What `api` writes when the payer approves: the intent carries the consent. */
  const carry = async (intent: Intent, consent: SignedPayment): Promise<Intent> => {
    const current = (await intents.get(intent.id)) ?? intent;
    const next: Intent = {
      ...current,
      version: consent.terms.version,
      state: "approved",
      consent,
      updatedAt: instant(nowMs),
    };
    if ((await intents.replace(current, next)) === "conflict") throw new Error("The intent has moved on.");
    return next;
  };

  const approve = async (intent: Intent, payer: Person): Promise<SignedPayment> => {
    const consent = await sign(termsFor(intent, payer), payer);
    await carry(intent, consent);
    return consent;
  };

  /** Through the schema of the queue, as the handler does it. */
  const request = (order: unknown, queueArn = ledgerQueue): Promise<void> =>
    processOrder(ledgerOrder.parse(order), { queueArn, messageId: "1", attempt: 1 }, deps);

  const deliver = (...payments: readonly SignedPayment[]): Promise<void> =>
    request({ type: "payments.approved.v1", payments });

  const stateOf = async ({ id }: Pick<Intent, "id">) => {
    const intent = await intents.get(id);
    return { state: intent?.state, ...(intent?.reason === undefined ? {} : { reason: intent.reason }) };
  };

  const wait = (milliseconds: number): void => {
    nowMs += milliseconds;
  };

  return {
    client,
    tableName,
    stop,
    deps,
    holders,
    ledger,
    intents,
    evidence,
    controls,
    claims,
    requests,
    clock,
    wait,
    enrol,
    newPerson,
    stranger,
    join,
    fund,
    spread,
    balance,
    propose,
    termsFor,
    sign,
    carry,
    approve,
    deliver,
    request,
    stateOf,
  };
};

export type World = Awaited<ReturnType<typeof startWorld>>;
