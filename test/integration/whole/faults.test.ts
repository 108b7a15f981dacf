import {
  GetQueueAttributesCommand,
  SQSClient,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from "@aws-sdk/client-sqs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoLedger } from "../../../adapters/dynamodb/dynamo-ledger.ts";
import { createDynamoIntentStore } from "../../../adapters/dynamodb/dynamo-intent-store.ts";
import { instant, minuteMs } from "../../../core/clock.ts";
import type { HolderId, IntentId, TransferId } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { termsOfIntent } from "../../../core/intent/terms-of-intent.ts";
import type { Transfer } from "../../../core/ledger/ledger.ts";
import { personalWallet, systemWallet } from "../../../core/ledger/new-wallets.ts";
import { EUR } from "../../../core/money/currency.ts";
import { type Device, enrolDevice, newNonce } from "../../support/device.ts";
import { proposal } from "../../support/intents.ts";
import { until } from "../../support/until.ts";
import { type WholePiaf, startWholePiaf } from "../../support/whole-piaf.ts";

let piaf: WholePiaf;
let alice: Device;
let sqs: SQSClient;

beforeAll(async () => {
  piaf = await startWholePiaf();
  alice = await enrolDevice(piaf, "alice");
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  sqs = new SQSClient({
    region: "eu-west-3",
    endpoint: piaf.queues.endpoint,
    credentials,
    useQueueUrlAsEndpoint: false,
  });
}, 90_000);
afterAll(() => piaf.stop());

const queueUrl = (name: string) => `https://sqs.eu-west-3.amazonaws.com/000000000000/piaf-local-${name}`;

const waiting = async (name: string): Promise<number> => {
  const { Attributes } = await sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: queueUrl(name), AttributeNames: ["ApproximateNumberOfMessages"] }),
  );
  return Number(Attributes?.["ApproximateNumberOfMessages"]);
};

const balance = async () => (await alice.me()).wallet!.available;

describe("a message that cannot be understood", () => {
  it("goes to the dead-letter queue alone, and the rest goes on (invariant 8)", async () => {
    // The declared visibility is a minute; five tries of a second each are enough to see where it ends.
    await sqs.send(
      new SetQueueAttributesCommand({ QueueUrl: queueUrl("inbound"), Attributes: { VisibilityTimeout: "1" } }),
    );
    for (const MessageBody of ["{", JSON.stringify({ type: "channel_event.received.v9" })]) {
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl("inbound"), MessageBody }));
    }
    const text = "@piaf pay 1€ @bob beside the poison";
    await piaf.post({ as: "alice", text });
    await until("the good one", async () => (await alice.open()).find((intent) => intent.source.text === text));
    await until("the dead letters", async () => (await waiting("inbound-dead")) === 2, {
      withinMs: 30_000,
      everyMs: 200,
    });
  }, 45_000);
});

describe("a payment whose stream record was lost", () => {
  const store = () => createDynamoIntentStore({ client: piaf.dynamodb, table: piaf.tableName("intents") });

  /** As approved three minutes ago, with what alice signed. */
  const forgotten = async (id: string): Promise<Intent> => {
    const { id: holder } = await alice.me();
    const then = Date.now() - 3 * minuteMs;
    const intent = proposal({
      id: id as IntentId,
      state: "approved",
      payer: { ...proposal().payer, userId: "1400000000000000101", holder: holder as HolderId },
      lines: [{ payee: { channel: "x", userId: "1400000000000000102", handle: "bob", name: "Bob" }, amount: 100n }],
      createdAt: instant(then),
      updatedAt: instant(then),
      expiresAt: instant(then + 60 * minuteMs),
    });
    const terms = { ...termsOfIntent(intent, { payer: holder as HolderId, stage: "local" }), nonce: newNonce() };
    return { ...intent, consent: { terms, evidence: await alice.sign(terms) } };
  };

  it.each(["approved", "settling"] as const)("is healed by clockwork while %s, and paid once", async (state) => {
    const before = await balance();
    const intent = await forgotten(`pi_lost${state}`);
    const { consent: _later, ...bare } = intent;
    // The approval reaches the table in two steps of which neither is news to the relay: as if its record had been lost.
    await store().create({ ...bare, state });
    expect(await store().replace({ ...bare, state }, { ...intent, state })).toBe("replaced");
    await piaf.invoke("clockwork", {});
    await until("the payment", async () => (await store().get(intent.id))?.state === "settled");
    await piaf.invoke("clockwork", {});
    expect(await balance()).toBe(before - 100);
  });

  it("does not reach a payment that is fresh, nor one that has ended", async () => {
    const fresh = await forgotten("pi_fresh");
    const { consent: _later, ...bare } = { ...fresh, updatedAt: instant(Date.now()) };
    await store().create(bare);
    await piaf.invoke("clockwork", {});
    expect(await store().get(fresh.id)).toEqual(bare);
  });
});

describe("a hold that nobody resolves", () => {
  it("is given back by clockwork and the ledger when its time is over, once", async () => {
    const { id: holder } = await alice.me();
    const [wallet, shop] = await Promise.all([personalWallet(holder as HolderId, EUR), systemWallet("shop", EUR)]);
    const ledger = createDynamoLedger({
      client: piaf.dynamodb,
      tables: {
        wallets: piaf.tableName("wallets"),
        transfers: piaf.tableName("transfers"),
        journal: piaf.tableName("journal"),
      },
      clock: Date.now,
      pace: { sleep, random: Math.random },
    });
    await ledger.open([shop]);
    const before = await ledger.balance(wallet.id);
    const hold = (id: string, forMs: number): Transfer => ({
      ...{ id: id as TransferId, version: 1, debit: wallet.id, credit: shop.id, amount: 70n, currency: EUR },
      ...{ code: "payment", ref: "pi_hold", kind: { type: "pending", timeoutAt: instant(Date.now() + forMs) } },
    });
    await ledger.post([{ transfers: [hold("tr_over", -1)] }, { transfers: [hold("tr_young", minuteMs)] }]);
    await piaf.invoke("clockwork", {});
    await piaf.invoke("clockwork", {});
    await until("the hold to come back", async () => (await ledger.balance(wallet.id))?.pending === 70n);
    expect((await ledger.balance(wallet.id))?.available).toBe(before!.available - 70n);
    await until("the orders to be done", async () => (await waiting("ledger")) === 0);
    expect((await ledger.balance(wallet.id))?.pending).toBe(70n);
  });
});

describe("webhooks that are none", () => {
  const deliver = (body: string, headers: Record<string, string> = {}) =>
    fetch(`${piaf.url}/webhooks/x`, { method: "POST", body, headers });

  it("are refused by their kind, and queue nothing", async () => {
    const forged = { "x-twitter-webhooks-signature": `sha256=${"A".repeat(43)}=` };
    expect((await deliver("{}")).status).toBe(401);
    expect((await deliver("{}", forged)).status).toBe(401);
    expect((await deliver("x".repeat(512 * 1024 + 1), forged)).status).toBe(413);
    expect((await fetch(`${piaf.url}/webhooks/elsewhere`, { method: "POST", body: "{}" })).status).toBe(404);
    const oracle = encodeURIComponent('{"data":{"event_type":"post.mention.create"}}');
    expect((await fetch(`${piaf.url}/webhooks/x?crc_token=${oracle}`)).status).toBe(400);
    expect(await waiting("inbound")).toBe(0);
  });
});
