import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { CaseList, CaseView } from "../../../contracts/http/cases.ts";
import { dayMs, instant } from "../../../core/clock.ts";
import type { CaseId, TransferId } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import { runCase } from "../../../bin/operator/run-case.ts";
import { moveCases } from "../../../functions/clockwork/move-cases.ts";
import { silentLog } from "../../support/log.ts";
import { type ApiWorld, as, startApiWorld } from "./api-world.ts";
import { createDynamoCaseStore } from "../../../adapters/dynamodb/dynamo-case-store.ts";

let world: ApiWorld;
let paid: Intent;
beforeAll(async () => {
  world = await startApiWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  paid = await world.stored({ state: "settled" });
});

const report = (more: object = {}, who = "alice") =>
  world.call({
    route: "POST /v1/cases",
    body: { intent: paid.id, kind: "not_received", words: "Nothing came.", ...more },
    as: as(who),
  });
const view = async (id: string, who = "alice") =>
  (await world.call({ route: "GET /v1/cases/{id}", params: { id }, as: as(who) })).body as unknown as CaseView;
const list = async (who: string) =>
  ((await world.call({ route: "GET /v1/cases", as: as(who) })).body as unknown as CaseList).data;
const step = (id: string, body: object, who = "alice") =>
  world.call({ route: "POST /v1/cases/{id}/steps", params: { id }, body, as: as(who) });
const opened = async (more: object = {}): Promise<CaseView> => (await report(more)).body as unknown as CaseView;

describe("a reported payment", () => {
  it("is a case that both sides see, each as its own; reported again it is the same", async () => {
    const one = await opened();
    expect(one).toMatchObject({
      ...{ role: "reporter", state: "waiting_for_other", waits_for_you: false, may: ["escalate", "close"] },
      ...{ payer: { handle: "alice" }, payee: { handle: "bob" }, amount: 1_299, currency: "EUR" },
      steps: [{ by: "you", did: "opened", words: "Nothing came." }],
      deadline: instant(world.now() + 7 * dayMs),
    });
    expect((await report({ kind: "other", words: "again" })).body).toEqual(one);
    expect(await view(one.id, "bob")).toMatchObject({
      ...{ role: "other", waits_for_you: true, may: ["reply"], steps: [{ by: "other", words: "Nothing came." }] },
    });
    expect((await list("bob")).map(({ id }) => id)).toContain(one.id);
    expect((await world.call({ route: "GET /v1/cases/{id}", params: { id: one.id }, as: as("erin") })).status).toBe(
      404,
    );
  });

  it("is replied to, looked at by an operator, and closed by who reported it", async () => {
    const { id } = await opened();
    expect((await step(id, { do: "reply", words: "Tomorrow." }, "bob")).body).toMatchObject({
      state: "answered",
      may: [],
    });
    expect((await step(id, { do: "reply", words: "Again." }, "bob")).body).toMatchObject({ code: "case_not_allowed" });
    expect((await step(id, { do: "escalate", words: "No." }, "bob")).body).toMatchObject({ code: "case_not_allowed" });
    expect((await step(id, { do: "escalate", words: "Still nothing." })).body).toMatchObject({
      state: "waiting_for_operator",
    });
    const closed = (await step(id, { do: "close" })).body as unknown as CaseView;
    expect([closed.state, closed.may, closed.steps.map(({ did }) => did)]).toEqual([
      "closed",
      [],
      ["opened", "replied", "escalated", "closed"],
    ]);
    expect((await step(id, { do: "close" })).body).toMatchObject({ code: "case_not_allowed" });
    expect((await step(id, { do: "escalate", words: "" })).status).toBe(400);
  });

  it("is over by the other side's own return, which the payment tells", async () => {
    const { id } = await opened();
    const part = { line: 0, amount: 1_299, at: instant(world.now()) };
    const transfer = `tr_${paid.id}` as TransferId;
    await world.returns.markReturn(paid.id, { ...part, debited: transfer, credited: transfer });
    expect(await view(id)).toMatchObject({ state: "returned", may: [], steps: [{}, { by: "piaf", did: "returned" }] });
    expect(await world.deps.cases.get(id as CaseId)).toMatchObject({ state: "returned", revision: 2 });
  });

  it("is one's own to report, once it is paid", async () => {
    expect((await report({}, "erin")).status).toBe(404);
    expect((await report({ line: 3 })).status).toBe(404);
    paid = await world.stored();
    expect((await report()).body).toMatchObject({ code: "payment_not_paid" });
    expect((await report({ intent: "pi_none" })).status).toBe(404);
    expect((await report({ kind: "boredom" })).status).toBe(400);
  });

  it("may be reported by the payee, too, who is not the payer's case", async () => {
    const [one, other] = [await opened(), (await report({ kind: "wrong_person" }, "bob")).body as unknown as CaseView];
    expect(other).toMatchObject({ role: "reporter", state: "waiting_for_other" });
    expect(other.id).not.toBe(one.id);
    expect(await view(other.id)).toMatchObject({ role: "other", may: ["reply"] });
  });
});

it('"This wasn\'t me" of a proposal is a case of which an operator hears, and nobody else', async () => {
  const proposal = await world.stored();
  await world.post("report", proposal, { version: proposal.version });
  const found = (await list("alice")).find(({ intent }) => intent === proposal.id);
  expect(found).toMatchObject({ kind: "not_me", state: "waiting_for_operator", steps: [{ by: "you", did: "opened" }] });
  expect((await list("bob")).map(({ intent }) => intent)).not.toContain(proposal.id);
  await world.post("report", proposal, { version: proposal.version });
  expect((await list("alice")).filter(({ intent }) => intent === proposal.id)).toHaveLength(1);
});

it("the clockwork reminds, then hands over, each once, and finds what is open for the operator", async () => {
  const { id } = await opened();
  const store = createDynamoCaseStore({
    client: world.client,
    table: world.tableName("Intents"),
    rules: world.deps.caseRules,
  });
  const sweep = async () => {
    await moveCases({ cases: store, caseRules: world.deps.caseRules, clock: world.now, log: silentLog });
    return (await view(id)).steps.map(({ did }) => did);
  };
  expect(await sweep()).toEqual(["opened"]);
  world.wait(5 * dayMs);
  expect(await sweep()).toEqual(["opened", "reminded"]);
  expect(await sweep()).toEqual(["opened", "reminded"]);
  world.wait(2 * dayMs);
  expect(await sweep()).toEqual(["opened", "reminded", "overdue"]);
  expect((await view(id)).state).toBe("waiting_for_operator");
  expect((await store.listOpen()).map((one) => one.id)).toContain(id);
  await step(id, { do: "close" });
  expect((await store.listOpen()).map((one) => one.id)).not.toContain(id);
});

describe("the operator's command", () => {
  const desk = () => ({
    cases: createDynamoCaseStore({
      client: world.client,
      table: world.tableName("Intents"),
      rules: world.deps.caseRules,
    }),
    intents: world.deps.intents,
    rules: world.deps.caseRules,
    clock: world.now,
  });
  const run = (...argv: readonly string[]) => runCase(argv, desk());

  it("lists, shows, asks, answers and ends cases, which both sides then see", async () => {
    const { id } = await opened();
    expect((await run("list")).find((line) => line.includes(id))).toMatch(/waiting_for_other.*not_received.*1299/);
    await step(id, { do: "escalate", words: "Help." });
    expect((await run("show", id))[0]).toBe(`${id}  waiting_for_operator (waits for you)`);
    await run("ask", id, "When", "was", "it?");
    expect(await view(id, "bob")).toMatchObject({
      waits_for_you: true,
      steps: [{}, {}, { by: "piaf", words: "When was it?" }],
    });
    await step(id, { do: "reply", words: "Friday." }, "bob");
    await run("answer", id, "So Friday.");
    expect(await view(id)).toMatchObject({ state: "answered", waits_for_you: true });
    const end = await run("resolve", id, "It was Friday.");
    expect(end.at(-1)).toMatch(/operator resolved: It was Friday\.$/);
    expect(await view(id)).toMatchObject({ state: "resolved", may: [] });
    expect((await run("list")).some((line) => line.includes(id))).toBe(false);
  });

  it("says in one sentence what is wrong with what was typed, and changes nothing", async () => {
    const { id } = await opened();
    const said = (...argv: readonly string[]) => run(...argv).then(String, (error: Error) => error.message);
    expect(await said()).toMatch(/^Say what to do/);
    expect(await said("destroy", id, "all")).toMatch(/^Say what to do/);
    expect(await said("show", "pi_1")).toMatch(/pi_1 is no case's id/);
    expect(await said("show", `ca_${"0".repeat(26)}`)).toMatch(/^There is no case/);
    expect(await said("answer", id)).toMatch(/^Say it in words/);
    expect(await said("answer", id, "x".repeat(2_001))).toMatch(/2000 characters/);
    expect(await said("answer", id, "Now.")).toMatch(/A case that is waiting_for_other does not allow that/);
    expect((await world.deps.cases.get(id as CaseId))?.revision).toBe(1);
  });
});
