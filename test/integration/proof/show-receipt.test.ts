import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoCloseStore } from "../../../adapters/dynamodb/dynamo-close-store.ts";
import { createDynamoEnrolmentProofs } from "../../../adapters/dynamodb/dynamo-enrolment-proofs.ts";
import { createDynamoTransferReader } from "../../../adapters/dynamodb/dynamo-transfer-reader.ts";
import { type ReceiptView, receipt as receiptSchema, type stageKeys } from "../../../contracts/http/receipt.ts";
import { type IntentId, returnIdOf, transferIdOf } from "../../../core/ids.ts";
import type { CloseStore } from "../../../core/proof/close-store.ts";
import type { Receipt } from "../../../core/proof/receipt.ts";
import { verifyReceipt } from "../../../core/proof/verify-receipt.ts";
import type { Trust } from "../../../core/proof/verify-signature.ts";
import type { ApiDeps } from "../../../functions/api/api-deps.ts";
import { showReceipt } from "../../../functions/api/receipts.ts";
import { showStageKeys } from "../../../functions/api/stage-keys.ts";
import { createDynamoEvidenceStore } from "../../../adapters/dynamodb/dynamo-evidence-store.ts";
import { createOfflineSignatureVerifier } from "../../../adapters/webauthn/offline-signature.ts";
import { returnTermsOf, sendReturn } from "../consent/return-orders.ts";
import { requestOf, signedBy } from "../consent/signed-requests.ts";
import { type Person, startWorld, type World } from "../consent/consent-world.ts";
import type * as z from "zod";

let world: World;
let deps: ApiDeps;
let closes: CloseStore;
let alice: Person;
let bob: Person;
let carol: Person;

const published = {
  rootKey: async () => ({ key_id: "rk_now", public_key: "bm93" }),
  identityKeys: async () => [{ kid: "k2", kty: "EC", now: true }],
  ...{ issuer: "https://identity.example", clientId: "piaf-app" },
  ...{ origins: ["https://pay.example"], relyingParties: ["pay.example"] },
};

beforeAll(async () => {
  world = await startWorld();
  const { client, tableName } = world;
  closes = createDynamoCloseStore({ client, table: tableName("Closes") });
  // What receipts do not read is not here: a route that read it would fail.
  deps = {
    transfers: createDynamoTransferReader({ client, table: tableName("Transfers") }),
    evidence: createDynamoEvidenceStore({ client, table: tableName("Evidence") }),
    intents: world.intents,
    enrolments: createDynamoEnrolmentProofs({ client, table: tableName("Holders") }),
    closes,
    published,
    stage: "test",
  } as unknown as ApiDeps;
  alice = await world.newPerson("alice", 10_000n);
  bob = await world.newPerson("bob", 1n);
  carol = await world.newPerson("carol", 1n);
});
afterAll(() => world.stop());

const pay = async (lines: readonly (readonly [Person, bigint])[]) => {
  const intent = await world.propose(alice, lines);
  await world.deliver(await world.approve(intent, alice));
  return Promise.all(lines.map((_, line) => transferIdOf({ payer: alice.id, intent: intent.id as IntentId, line })));
};

const receiptFor = async (person: Person, transfer: string) => {
  const caller = { issuer: "", subject: "", holder: person.id };
  const request = { params: { transfer }, query: {}, headers: {}, body: undefined, route: "", caller };
  const { status, body } = await showReceipt(request, deps);
  return { status, body: JSON.parse(JSON.stringify(body)) as ReceiptView };
};

describe("who sees what of a receipt", () => {
  it("is payer and payee: all of it, when there is one payee", async () => {
    const [transfer] = await pay([[bob, 100n]]);
    const [own, theirs] = [await receiptFor(alice, transfer!), await receiptFor(bob, transfer!)];
    expect(own).toEqual(theirs);
    expect(receiptSchema.parse(own.body)).toEqual(own.body);
    expect(own.body.consent?.enrolment).toHaveLength(1);
    expect(own.body.inclusion).toBeUndefined();
  });

  it("is of several payees each his own transfer alone: the terms name the others", async () => {
    const [toBob, toCarol] = await pay([
      [bob, 100n],
      [carol, 200n],
    ]);
    expect((await receiptFor(alice, toBob!)).body.consent?.terms).toMatchObject({ lines: [{}, {}] });
    const { body } = await receiptFor(bob, toBob!);
    expect(body.consent).toBeUndefined();
    expect(JSON.stringify(body)).not.toMatch(/carol|200/);
    expect((await receiptFor(bob, toCarol!)).status).toBe(404);
  });

  it("of what was sent back is both sides' too: it names the payment, and holds the payee's own signature", async () => {
    const [transfer] = await pay([[bob, 100n]]);
    const terms = returnTermsOf(world, { payee: bob, payer: alice, transfer: transfer!, amount: 40 });
    const signed = await signedBy(terms, bob);
    expect(await sendReturn(world, signed)).toBe("done");
    const back = returnIdOf(await requestOf(signed.terms));
    const [own, theirs] = [await receiptFor(bob, back), await receiptFor(alice, back)];
    expect(own).toEqual(theirs);
    expect(receiptSchema.parse(own.body).transfer).toMatchObject({ code: "return", of: transfer });
    const keys = { stage: "test", relying_parties: ["pay.example"], identity: {} };
    const verifiers = {
      signature: createOfflineSignatureVerifier(["https://pay.example"]),
      idToken: async () => undefined,
    };
    const faultsOf = async (receipt: ReceiptView) =>
      (await verifyReceipt(receipt as Receipt, { keys, verifiers } as unknown as Trust))
        .slice(0, 3)
        .map((check) => check.fault);
    expect(await faultsOf(own.body)).toEqual([undefined, undefined, undefined]);
    const { transfer: moved } = own.body;
    expect(await faultsOf({ ...own.body, transfer: { ...moved, amount: 41 } })).toContain("transfer_other_amount");
    expect(await faultsOf({ ...own.body, transfer: { ...moved, of: "tr_other" } })).toContain("transfer_other_payment");
    expect(await faultsOf({ ...own.body, transfer: { ...moved, debit: moved.credit } })).toContain(
      "transfer_other_payer",
    );
    expect(await faultsOf({ ...own.body, transfer: { ...moved, code: "payment" } })).toContain(
      "transfer_other_version",
    );
  });

  it("is nobody else, and of nothing but payments", async () => {
    const [transfer] = await pay([[bob, 100n]]);
    expect((await receiptFor(carol, transfer!)).status).toBe(404);
    expect((await receiptFor(alice, "tr_fund1")).status).toBe(404);
    expect((await receiptFor(alice, "")).status).toBe(404);
  });
});

it("publishes the keys of now and those of every close before, each once", async () => {
  await closes.pin({
    rootKeys: [{ key_id: "rk_old", public_key: "b2xk" }],
    identityKeys: [{ kid: "k1" }, { kid: "k2" }],
  });
  const body = (await showStageKeys(deps)).body as z.infer<typeof stageKeys>;
  expect(body.root_keys.map(({ key_id: id }) => id)).toEqual(["rk_now", "rk_old"]);
  expect(body.identity.keys).toEqual([{ kid: "k2", kty: "EC", now: true }, { kid: "k1" }]);
  expect(body).toMatchObject({ v: 1, stage: "test", origins: ["https://pay.example"] });
});
