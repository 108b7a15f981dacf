import { DynamoDBClient, PutItemCommand, TransactWriteItemsCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import { marshall } from "@aws-sdk/util-dynamodb";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createDynamoIntentStore } from "../../../adapters/dynamodb/dynamo-intent-store.ts";
import type { DeviceEvidence } from "../../../core/consent/evidence.ts";
import { type PaymentTerms, challengeOf } from "../../../core/consent/terms.ts";
import { instant } from "../../../core/clock.ts";
import { type HolderId, type IntentId, personalWalletIdOf, systemWalletIdOf } from "../../../core/ids.ts";
import type { Consent, Intent } from "../../../core/intent/intent.ts";
import type { IntentStore } from "../../../core/intent/intent-store.ts";
import { termsOfIntent } from "../../../core/intent/terms-of-intent.ts";
import { EUR } from "../../../core/money/currency.ts";
import { faultsOfBooks } from "../../support/sound-books.ts";
import { proposal } from "../../support/intents.ts";
import { type Device, enrolDevice, newDeviceKey, newNonce } from "../../support/device.ts";
import { until } from "../../support/until.ts";
import { type WholePiaf, startWholePiaf } from "../../support/whole-piaf.ts";
import { bankAttacks } from "./bank-attacks.ts";
import { cardAttacks } from "./card-attacks.ts";
import { erasureAttacks } from "./erasure-attacks.ts";
import { limitAttacks } from "./limit-attacks.ts";

/**
 * Somebody controls `api`: its code, its credentials, its environment. Everything here is done with what the synthesized
 * policy of its role allows, and after each attempt every balance is what it was.
 */
let piaf: WholePiaf;
let alice: Device;
let carol: Device;
let api: { dynamodb: DynamoDBClient; sqs: SQSClient; secrets: SecretsManagerClient; intents: IntentStore };
let before: string;
let count = 0;

const bobsAccount = { channel: "x", userId: "1400000000000000102", handle: "bob", name: "Bob" };
const carolsAccount = { channel: "x", userId: "1400000000000000103", handle: "carol", name: "Carol" };

beforeAll(async () => {
  piaf = await startWholePiaf();
  [alice, carol] = await Promise.all([enrolDevice(piaf, "alice"), enrolDevice(piaf, "carol")]);
  const { accessKeyId, secretAccessKey, endpoint } = piaf.principalOf("api");
  const config = { region: "eu-west-3", endpoint, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
  const dynamodb = new DynamoDBClient(config);
  api = {
    dynamodb,
    sqs: new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),
    secrets: new SecretsManagerClient(config),
    intents: createDynamoIntentStore({ client: dynamodb, table: piaf.tableName("intents") }),
  };
}, 90_000);
afterAll(() => piaf.stop());

const balances = async (): Promise<string> =>
  JSON.stringify(await Promise.all([alice, carol].map(async (device) => (await device.me()).wallet)));

beforeEach(async () => {
  before = await balances();
});
afterEach(async () => expect(await balances()).toBe(before));

/** A hand-made intent of alice's that names a payee, as `api` may write it. */
const forged = async (more: Partial<Intent> = {}): Promise<Intent> => {
  const { id: holder } = await alice.me();
  const now = Date.now();
  return proposal({
    id: `pi_forged${(count += 1)}` as IntentId,
    payer: { ...proposal().payer, userId: "1400000000000000101", holder: holder as HolderId },
    lines: [{ payee: bobsAccount, amount: 500n }],
    createdAt: instant(now),
    updatedAt: instant(now),
    expiresAt: instant(now + 3_600_000),
    ...more,
  });
};

const termsOf = (intent: Intent): PaymentTerms => ({
  ...termsOfIntent(intent, { payer: intent.payer.holder!, stage: "local" }),
  nonce: newNonce(),
});

/** Alice signs an intent in good faith. */
const signed = async (intent: Intent): Promise<Consent> => {
  const terms = termsOf(intent);
  return { terms, evidence: await alice.sign(terms) };
};

/** Writes the intent as approved by the consent, as `api` may, and waits until the ledger has judged it. */
const approvedByApi = async (intent: Intent, consent: Consent | undefined): Promise<Intent> => {
  const approved: Intent = { ...intent, state: "approved", consent };
  expect(await api.intents.create(approved)).toBe("created");
  return until(`the ledger's judgement of ${intent.id}`, async () => {
    const found = await api.intents.get(intent.id);
    return found?.state === "approved" ? undefined : found;
  });
};

const refusedAs = async (intent: Intent, consent: Consent) => {
  const judged = await approvedByApi(intent, consent);
  expect(judged.state).toBe("failed");
  return judged.reason;
};

/** A payment that is refused for its evidence goes the same way as what was written before it. */
const everythingBeforeIsJudged = async () => {
  const last = await forged();
  expect(await refusedAs(last, { ...(await signed(last)), terms: termsOf(last) })).toBe("evidence_invalid");
};

const denied = (call: Promise<unknown>) => expect(call).rejects.toMatchObject({ name: "AccessDeniedException" });

describe("with a consent of its own making", () => {
  it("a key of its own signs for nobody, under its own name or under alice's", async () => {
    const reasons = [(own: string) => own, () => alice.keyId].map(async (nameOf) => {
      const intent = await forged();
      const terms = termsOf(intent);
      const key = await newDeviceKey();
      const signature = await key.sign(await challengeOf(terms));
      const proof = { mac: "A".repeat(43), expires: Math.floor(Date.now() / 1000) + 300 };
      const evidence: DeviceEvidence = { kind: "device", key_id: nameOf(key.keyId), signature, pin_proof: proof };
      return refusedAs(intent, { terms, evidence });
    });
    expect(await Promise.all(reasons)).toEqual(["evidence_invalid", "evidence_invalid"]);
  });

  it("alice's key without her PIN signs nothing", async () => {
    const intent = await forged();
    const { terms, evidence } = await signed(intent);
    const without = { ...evidence, pin_proof: { mac: "AAAA", expires: 9_999_999_999 } } as DeviceEvidence;
    expect(await refusedAs(intent, { terms, evidence: without })).toBe("evidence_invalid");
  });

  it("what alice signed covers nothing else, in whatever it differs", async () => {
    const changes: Readonly<Record<string, (terms: PaymentTerms) => PaymentTerms>> = {
      amount: (terms) => ({ ...terms, lines: terms.lines.map((line) => ({ ...line, amount: 9_000 })) }),
      payee: (terms) => ({ ...terms, lines: [{ ...terms.lines[0]!, user_id: carolsAccount.userId }] }),
      expiry: (terms) => ({ ...terms, expires: "2099-01-01T00:00:00.000Z" }),
      version: (terms) => ({ ...terms, version: 2 }),
      stage: (terms) => ({ ...terms, stage: "prod" }),
      currency: (terms) => ({ ...terms, currency: "USD" }),
      fee: (terms) => ({ ...terms, fee: 100 }),
      nonce: (terms) => ({ ...terms, nonce: newNonce() }),
    };
    const judged = await Promise.all(
      Object.entries(changes).map(async ([what, change]) => {
        const intent = await forged();
        const { terms, evidence } = await signed(intent);
        const altered = { ...intent, version: change(terms).version };
        return [what, await refusedAs(altered, { terms: change(terms), evidence })] as const;
      }),
    );
    expect(judged.filter(([, reason]) => reason === undefined)).toEqual([]);
    expect(judged).toHaveLength(8);
  });

  it("another payee behind the name that alice reads and signs is found out", async () => {
    const intent = await forged({ lines: [{ payee: { ...carolsAccount, handle: "bob", name: "Bob" }, amount: 500n }] });
    expect(await refusedAs(intent, await signed(intent))).toBe("payee_changed");
    // Without a network it is no easier: carol's Piaf address under bob's name.
    const { address } = await carol.me();
    const payee = { channel: "piaf", userId: address!.user_id, handle: address!.handle, name: "Bob" };
    const atPiaf = await forged({ lines: [{ payee, amount: 500n }] });
    expect(await refusedAs(atPiaf, await signed(atPiaf))).toBe("payee_changed");
  });

  it("what alice signed for one payment pays no other, and not again", async () => {
    const paid = await forged();
    const consent = await signed(paid);
    expect((await approvedByApi(paid, consent)).state).toBe("settled");
    before = await balances();
    const other: Intent = { ...(await forged()), state: "approved", consent };
    await api.intents.create(other);
    await everythingBeforeIsJudged();
    expect((await api.intents.get(other.id))?.state).toBe("approved");
  });

  it("carol's signature does not pay from alice's wallet", async () => {
    const intent = await forged();
    const terms = termsOf(intent);
    expect(await refusedAs(intent, { terms, evidence: await carol.sign(terms) })).toBeDefined();
  });
});

describe("without consent", () => {
  it("a hand-made intent moves nothing, whatever state it claims", async () => {
    const approved: Intent = { ...(await forged()), state: "approved" };
    const settled: Intent = { ...(await forged()), state: "settled" };
    await api.intents.create(approved);
    await api.intents.create(settled);
    await everythingBeforeIsJudged();
    expect((await api.intents.get(approved.id))?.state).toBe("approved");
  });
});

describe("past the front door", () => {
  it("the queues are closed to it", async () => {
    const body = { type: "payments.approved.v1", payments: [await signed(await forged())] };
    for (const queue of ["ledger", "inbound", "notices", "funding"]) {
      await denied(
        api.sqs.send(
          new SendMessageCommand({
            QueueUrl: `https://sqs.eu-west-3.amazonaws.com/000000000000/piaf-local-${queue}`,
            MessageBody: JSON.stringify(body),
          }),
        ),
      );
    }
  });

  it("wallets, transfers and evidence cannot be written, alone or in a transaction", async () => {
    const { id: holder } = await alice.me();
    const wallet = marshall({ id: await personalWalletIdOf(holder as HolderId, EUR) });
    const topUp = {
      TableName: piaf.tableName("wallets"),
      Key: wallet,
      UpdateExpression: "SET available = available + :m",
      ExpressionAttributeValues: { ":m": { N: "1000000" } },
    };
    await denied(api.dynamodb.send(new UpdateItemCommand(topUp)));
    await denied(api.dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Update: topUp }] })));
    const transfer = marshall({
      id: "tr_forged",
      status: "posted",
      version: 1,
      debit: await systemWalletIdOf("funding", EUR),
      credit: wallet["id"]!.S,
      amount: 1_000_000,
      currency: "EUR",
      code: "top_up",
      ref: "nothing",
      postedAt: instant(Date.now()),
    });
    for (const table of ["transfers", "evidence", "top-ups"]) {
      await denied(api.dynamodb.send(new PutItemCommand({ TableName: piaf.tableName(table), Item: transfer })));
    }
  });

  it("keys, links and PINs cannot be written, nor a key's limit raised", async () => {
    const { id: holder } = await alice.me();
    const key = await newDeviceKey();
    const own = marshall({
      pk: holder,
      sk: `key#${key.keyId}`,
      id: key.keyId,
      kind: "device",
      publicKey: key.publicKey,
    });
    await denied(api.dynamodb.send(new PutItemCommand({ TableName: piaf.tableName("holders"), Item: own })));
    const raise = {
      TableName: piaf.tableName("holders"),
      Key: marshall({ pk: holder, sk: `key#${alice.keyId}` }),
      UpdateExpression: "REMOVE reducedUntil",
    };
    await denied(api.dynamodb.send(new UpdateItemCommand(raise)));
    const link = marshall({ pk: `link#x#${bobsAccount.userId}`, sk: "link", holder });
    await denied(api.dynamodb.send(new PutItemCommand({ TableName: piaf.tableName("holders"), Item: link })));
    await denied(
      api.dynamodb.send(
        new PutItemCommand({ TableName: piaf.tableName("pins"), Item: marshall({ holder, tries: 0 }) }),
      ),
    );
  });

  it("the secrets cannot be read", async () => {
    for (const secret of ["pin", "x", "funding", "funding-books", "bank"]) {
      await denied(api.secrets.send(new GetSecretValueCommand({ SecretId: `piaf/local/${secret}` })));
    }
  });
});

limitAttacks(() => ({ piaf, carol, api: api.dynamodb }));
cardAttacks(() => ({ piaf, alice }));
bankAttacks(() => ({ piaf, alice, api: api.dynamodb }));
erasureAttacks(() => ({ piaf, carol, api: api.dynamodb }));

it("and an honest approval still pays: the suite would notice a ledger that refuses everything", async () => {
  const intent = await forged();
  const judged = await approvedByApi(intent, await signed(intent));
  expect(judged.state).toBe("settled");
  before = await balances();
  const { dynamodb: client, tableName } = piaf;
  const books = { client, wallets: tableName("wallets"), transfers: tableName("transfers") };
  expect(await faultsOfBooks(books)).toEqual([]);
});
