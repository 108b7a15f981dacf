import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PayoutView } from "../../../contracts/http/payouts.ts";
import type { Iban } from "../../../core/bank/iban.ts";
import type { Payout, PayoutStore } from "../../../core/bank/payout.ts";
import type { PayoutTerms } from "../../../core/consent/terms.ts";
import { instant, minuteMs } from "../../../core/clock.ts";
import type { HolderId, PayoutId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { freshNonce } from "../../support/software-authenticator.ts";
import { as, startApiWorld } from "./api-world.ts";

let world: Awaited<ReturnType<typeof startApiWorld>>;
let alice: HolderId;
beforeAll(async () => {
  world = await startApiWorld();
  alice = (await world.call({ route: "GET /v1/me", as: as("alice") })).body["id"] as HolderId;
});
afterAll(() => world.stop());

const show = (id: string, subject = "alice") =>
  world.call({ route: "GET /v1/payouts/{id}", params: { id }, as: as(subject) });

const termsOf = (others: Partial<PayoutTerms> = {}): PayoutTerms => ({
  ...{ v: 1, purpose: "payout", stage: "test", holder: alice, currency: "EUR", amount: 700 },
  ...{ iban: "FR1420041010050500013M02606", name: "Alice Martin", check: "match" },
  ...{ expires: instant(world.deps.clock() + minuteMs), nonce: freshNonce() },
  ...others,
});
const post = async (terms: PayoutTerms, keyId?: string) => {
  const [key] = (await world.deps.holders.byId(alice))?.keys ?? [];
  const evidence = {
    ...{ kind: "device", key_id: keyId ?? key?.id, signature: "c2ln" },
    pin_proof: { mac: "bWFj", expires: 2_000_000_000 },
  };
  return world.call({ route: "POST /v1/payouts", body: { terms, evidence }, as: as("alice") });
};

describe("payouts", () => {
  it("are asked for once by what was signed, and shown to nobody else", async () => {
    const terms = termsOf();
    const asked = (await post(terms)).body as unknown as PayoutView;
    expect(asked).toMatchObject({ amount: 700, name: "Alice Martin", check: "match", state: "asked" });
    expect((await post(terms)).body).toEqual(asked);
    expect((await show(asked.id)).body).toEqual(asked);
    expect(await show(asked.id, "bob")).toMatchObject({ status: 404 });
    expect(await show("po_none")).toMatchObject({ status: 404 });
    const request = asked.id.replace("po_", "rq_") as Parameters<typeof world.deps.changeRequests.get>[0];
    expect(await world.deps.changeRequests.get(request)).toMatchObject({ holder: alice, change: { kind: "signed" } });
  });

  it.each([
    ["for another account than can be", { iban: "FR1520041010050500013M02606" }, 422, "iban_invalid"],
    ["too late", { expires: "2020-01-01T00:00:00.000Z" }, 422, "terms_expired"],
    ["in somebody else's name", { holder: "hol_bob" }, 422, "terms_mismatch"],
    ["of nothing", { amount: 0 }, 400, "bad_request"],
    ["without an account", { iban: "none" }, 400, "bad_request"],
  ])("are refused at once %s", async (_what, others, status, code) => {
    expect(await post(termsOf(others))).toMatchObject({ status, body: { code } });
  });

  it("are refused at once with a key that is not enrolled", async () => {
    expect(await post(termsOf(), "key_none")).toMatchObject({ status: 422, body: { code: "evidence_invalid" } });
  });

  it("are listed newest first, with what has become of them", async () => {
    // As `ledger` and `bank` have it.
    const store = world.deps.payouts as PayoutStore;
    const payout: Payout = {
      ...{
        id: "po_1" as PayoutId,
        holder: alice,
        amount: 5n,
        currency: EUR,
        iban: "FR1420041010050500013M02606" as Iban,
      },
      ...{ name: "Alice", check: "not_possible", state: "held", heldAt: "2026-11-24T12:00:00.000Z" },
    };
    await store.create(payout);
    await store.create({ ...payout, id: "po_2" as PayoutId, heldAt: "2026-11-25T12:00:00.000Z" });
    await store.create({ ...payout, holder: "hol_other" as HolderId });
    await store.mark(payout.id, { state: "returned", reason: "AC04" });
    await store.mark(payout.id, { state: "settled" });
    const listed = (await world.call({ route: "GET /v1/payouts", as: as("alice") })).body["data"];
    expect(listed).toMatchObject([
      { id: "po_2", state: "held", check: "not_possible", created_at: "2026-11-25T12:00:00.000Z" },
      { id: "po_1", state: "returned", reason: "AC04", amount: 5 },
    ]);
    expect((await show("po_1")).body).toMatchObject({ state: "returned" });
  });
});
