import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { instant, minuteMs } from "../../../core/clock.ts";
import { personalWalletIdOf, type RequestId, type TransferId, transferIdOf } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { EUR } from "../../../core/money/currency.ts";
import { consentTo, proposal } from "../../support/intents.ts";
import { type ApiWorld, as, startApiWorld } from "./api-world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world.stop());

/** Paid by alice to bob in the ledger, and settled. */
const paid = async (): Promise<{ readonly intent: Intent; readonly transfer: TransferId }> => {
  const intent = await world.stored({ state: "settled" });
  const [debit, credit] = [await personalWalletIdOf(world.alice, EUR), await personalWalletIdOf(world.bob, EUR)];
  const transfer = await transferIdOf({ payer: world.alice, intent: intent.id, line: 0 });
  const moved = { id: transfer, version: 1, debit, credit, amount: 1_299n, currency: EUR, code: "payment" as const };
  await world.ledger.post([{ transfers: [{ ...moved, ref: intent.id }] }]);
  return { intent, transfer };
};

const { evidence } = consentTo(proposal());
const termsOf = (transfer: string, more: object = {}) => ({
  ...{ v: 1, purpose: "return", stage: "test", holder: world.bob, transfer, amount: 299, currency: "EUR" },
  to: { channel: "x", user_id: "1400000000000000101", handle: "alice", name: "Alice" },
  expires: instant(world.now() + 5 * minuteMs),
  nonce: "AAAAAAAAAAAAAAAAAAAAAA",
  ...more,
});
const send = (terms: object, who = "bob") =>
  world.call({
    route: "POST /v1/returns",
    body: { terms, evidence: { ...evidence, key_id: `key_${who}` } },
    as: as(who),
  });

describe("POST /v1/returns", () => {
  it("is written down once for the ledger, as it was signed", async () => {
    const { transfer } = await paid();
    const [first, again] = [await send(termsOf(transfer)), await send(termsOf(transfer))];
    expect([first.status, again.body]).toEqual([200, first.body]);
    expect(await world.deps.changeRequests.get(String(first.body["id"]) as RequestId)).toMatchObject({
      ...{ holder: world.bob, state: "asked", change: { kind: "signed", terms: { transfer, amount: 299 } } },
    });
  });

  it("is refused at once for what was not paid to the caller, and what cannot be", async () => {
    const { transfer } = await paid();
    expect((await send(termsOf(transfer, { holder: world.alice }), "alice")).body).toMatchObject({ code: "not_found" });
    expect((await send(termsOf("tr_none"))).status).toBe(404);
    expect((await send(termsOf(transfer, { holder: world.alice }))).body).toMatchObject({ code: "terms_mismatch" });
    expect((await send(termsOf(transfer, { stage: "prod" }))).body).toMatchObject({ code: "terms_mismatch" });
    expect((await send(termsOf(transfer, { expires: instant(world.now()) }))).body).toMatchObject({
      code: "terms_expired",
    });
    expect((await send(termsOf(transfer, { amount: 0 }))).status).toBe(400);
    expect((await send(termsOf(transfer, { wallet: "wal_x" }))).status).toBe(400);
  });
});

it("both sides see what was sent back: in the payment, and as an entry of its own that names the payment", async () => {
  const { intent, transfer } = await paid();
  const back = `tr_back${intent.id}` as TransferId;
  const [debit, credit] = [await personalWalletIdOf(world.bob, EUR), await personalWalletIdOf(world.alice, EUR)];
  const moved = { id: back, version: 1, debit, credit, amount: 299n, currency: EUR, code: "return" as const };
  const kind = { type: "reversal" as const, original: transfer };
  await world.ledger.post([{ transfers: [{ ...moved, ref: intent.id, kind }] }]);
  const part = { line: 0, amount: 299, at: instant(world.now()), debited: back, credited: back };
  expect(await world.returns.markReturn(intent.id, part)).toBe("marked");
  expect(await world.returns.markReturn(intent.id, part)).toBe("already_marked");
  for (const who of ["alice", "bob"]) {
    const view = (await world.show(intent, who)).body as unknown as IntentView;
    expect(view).toMatchObject({ state: "settled", total: 1_299 });
    expect(view.lines[0]?.returns).toEqual([{ transfer: back, amount: 299, at: part.at }]);
    const { data } = (await world.call({ route: "GET /v1/activity", as: as(who) })).body as unknown as {
      readonly data: readonly ActivityEntry[];
    };
    const other = who === "alice" ? "Bob" : "Alice";
    expect(data.find((entry) => entry.transfer === back)).toMatchObject({
      code: "return",
      of: transfer,
      other: { name: other },
    });
  }
});

describe("POST /v1/intents/{id}/take-back", () => {
  const takeBack = (intent: Intent, who = "alice") => world.post("take-back", intent, undefined, { who });

  it("is asked once, by the payer alone, of money that still waits", async () => {
    const held = await world.stored({ state: "held_for_claim", claims: { 0: "held" } });
    expect((await takeBack(held, "bob")).status).toBe(404);
    const [first, again] = [await takeBack(held), await takeBack(held)];
    expect([first.status, again.status]).toEqual([200, 200]);
    const { takeBackAskedAt } = (await world.deps.intents.get(held.id))!;
    expect(takeBackAskedAt).toBeDefined();
    expect((await takeBack(await world.stored({ state: "settled" }))).status).toBe(409);
    expect(await takeBack(await world.stored({ state: "returned", claims: { 0: "returned" } }))).toMatchObject({
      status: 200,
      body: { state: "returned" },
    });
  });
});
