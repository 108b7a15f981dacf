import { afterAll, beforeAll, expect, it } from "vitest";
import type { ChangeView } from "../../../contracts/http/limits.ts";
import type { ClosingView } from "../../../contracts/http/rights.ts";
import { minuteMs } from "../../../core/clock.ts";
import type { RequestId } from "../../../core/ids.ts";
import { consentTo, proposal } from "../../support/intents.ts";
import { type ApiWorld, as, startApiWorld } from "./api-world.ts";

let world: ApiWorld;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world.stop());

const call = (route: string, who: string, body?: unknown) =>
  world.call({ route, as: as(who), ...(body === undefined ? {} : { body }) });
const closing = async (who: string) => (await call("GET /v1/me/close", who)).body as unknown as ClosingView;
const signed = async (who: string, more: object = {}) => ({
  terms: { ...(await closing(who)).terms, nonce: "AAAAAAAAAAAAAAAAAAAAAA", ...more },
  evidence: { ...consentTo(proposal()).evidence, key_id: `key_${who}` },
});

it("says what stands in the way of closing an account", async () => {
  expect((await closing("alice")).in_the_way).toEqual(["wallet_not_empty"]);
  await world.stored({ state: "held_for_claim", claims: { 0: "held" } });
  expect((await closing("alice")).in_the_way).toEqual(["claims_open", "wallet_not_empty"]);
  await world.enrol("Erin");
  expect((await closing("erin")).in_the_way).toEqual([]);
});

it("writes down once what was signed, for the ledger to judge", async () => {
  const body = await signed("bob");
  const [first, again] = [await call("POST /v1/me/close", "bob", body), await call("POST /v1/me/close", "bob", body)];
  expect(first.body).toMatchObject({ state: "asked" });
  expect(again.body).toEqual(first.body);
  const { id } = first.body as unknown as ChangeView;
  expect((await world.deps.changeRequests.get(id as RequestId))?.change).toMatchObject({
    ...{ kind: "signed", terms: { purpose: "close", holder: world.bob } },
  });
});

it("refuses at once terms of somebody else, of another purpose, or that have lapsed", async () => {
  const post = async (more: object) => (await call("POST /v1/me/close", "bob", await signed("bob", more))).body;
  expect(await post({ holder: world.alice })).toMatchObject({ code: "terms_mismatch" });
  expect(await post({ purpose: "unfreeze" })).toMatchObject({ code: "bad_request" });
  const late = await signed("bob");
  world.wait(6 * minuteMs);
  expect((await call("POST /v1/me/close", "bob", late)).body).toMatchObject({ code: "terms_expired" });
});
