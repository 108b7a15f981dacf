import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoIntentStore } from "../../adapters/dynamodb/dynamo-intent-store.ts";
import { hourMs, instant } from "../../core/clock.ts";
import type { HolderId, IntentId } from "../../core/ids.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import { type IntentState, intentStates, isOpen, openStates } from "../../core/intent/intent-state.ts";
import { consentTo, noon, proposal } from "../support/intents.ts";
import { type Tables, startTables } from "../support/tables.ts";

let tables: Tables;
let store: IntentStore;
let count = 0;

beforeAll(async () => {
  tables = await startTables();
  store = createDynamoIntentStore({ client: tables.client, table: tables.tableName("Intents") });
});
afterAll(() => tables.stop());

const newProposal = (more: Partial<Intent> = {}): Intent => proposal({ id: `pi_${(count += 1)}` as IntentId, ...more });

const approved = (intent: Intent): Intent => ({
  ...intent,
  state: "approved",
  consent: consentTo(intent),
  updatedAt: instant(noon + hourMs),
});

describe("an intent in the store", () => {
  it("comes back as it went in, consent included", async () => {
    const intent = newProposal();
    expect(await store.create(intent)).toBe("created");
    expect(await store.get(intent.id)).toEqual(intent);
    expect(await store.replace(intent, approved(intent))).toBe("replaced");
    expect(await store.get(intent.id)).toEqual(approved(intent));
    expect(await store.get("pi_unknown" as IntentId)).toBeUndefined();
  });

  it("is created once, however often and at once it is tried (invariant 5)", async () => {
    const intent = newProposal();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => store.create(intent)));
    expect(outcomes.filter((outcome) => outcome === "created")).toHaveLength(1);
  });

  it("lets exactly one of approve and decline win (invariant 7)", async () => {
    const intent = newProposal();
    await store.create(intent);
    const declined: Intent = { ...intent, state: "declined", updatedAt: instant(noon + hourMs) };
    const outcomes = await Promise.all([store.replace(intent, approved(intent)), store.replace(intent, declined)]);
    expect([...outcomes].sort()).toEqual(["conflict", "replaced"]);
  });
});

describe("the ledger's mark", () => {
  it("settles an approved version once, and says so when it comes again", async () => {
    const intent = newProposal();
    await store.create(approved(intent));
    const mark = { id: intent.id, version: 1, to: "settled", at: instant(noon) } as const;
    expect(await store.mark(mark)).toBe("marked");
    expect(await store.mark(mark)).toBe("already_marked");
    expect(await store.mark({ ...mark, to: "failed", reason: "insufficient_funds" })).toBe("conflict");
    expect(await store.get(intent.id)).toMatchObject({ state: "settled", updatedAt: instant(noon) });
  });

  it("changes nothing that is not approved, or of another version", async () => {
    const intent = newProposal();
    await store.create(intent);
    const mark = { id: intent.id, version: 1, to: "settled", at: instant(noon) } as const;
    expect(await store.mark(mark)).toBe("conflict");
    expect(await store.mark({ ...mark, id: "pi_unknown" as IntentId })).toBe("conflict");
    await store.replace(intent, approved(intent));
    expect(await store.mark({ ...mark, version: 2 })).toBe("conflict");
  });
});

describe("lists", () => {
  it("page through a payer's intents, newest first, by state", async () => {
    const payer = { ...proposal().payer, holder: "hol_lister" as HolderId };
    for (const hour of [1, 2, 3, 4, 5]) {
      await store.create(newProposal({ payer, createdAt: instant(noon + hour * hourMs), note: `n${hour}` }));
    }
    await store.create(newProposal({ payer, state: "declined", note: "declined" }));
    const first = await store.listByPayer(payer.holder, { limit: 2, states: ["pending_approval"] });
    expect(first.items.map((intent) => intent.note)).toEqual(["n5", "n4"]);
    const second = await store.listByPayer(payer.holder, {
      limit: 9,
      states: ["pending_approval"],
      cursor: first.cursor,
    });
    expect(second.items.map((intent) => intent.note)).toEqual(["n3", "n2", "n1"]);
    expect(second.cursor).toBeUndefined();
  });

  it("tell what is open from what has ended, through approval and settlement", async () => {
    const payer = { ...proposal().payer, holder: "hol_payer" as HolderId };
    const intent = newProposal({ payer });
    const listed = async (states: readonly IntentState[]) =>
      (await store.listByPayer(payer.holder, { limit: 9, states })).items.length;
    const closedStates = intentStates.filter((state) => !isOpen(state));
    const lists = async () => [await listed(openStates), await listed(["approved"]), await listed(closedStates)];
    await store.create(intent);
    expect(await lists()).toEqual([1, 0, 0]);
    await store.replace(intent, approved(intent));
    expect(await lists()).toEqual([1, 1, 0]);
    await store.mark({ id: intent.id, version: 1, to: "settled", at: instant(noon) });
    expect(await lists()).toEqual([0, 0, 1]);
  });

  it("read nobody else's intents by a forged or foreign cursor", async () => {
    const payer = { ...proposal().payer, holder: "hol_curious" as HolderId };
    await store.create(newProposal({ payer, note: "mine" }));
    const foreign = await store.listByPayer("hol_lister" as HolderId, { limit: 1 });
    for (const cursor of [foreign.cursor, "nonsense", "e30", "W10"]) {
      const page = await store.listByPayer(payer.holder, { limit: 9, cursor });
      expect(page.items.every((intent) => intent.payer.holder === payer.holder)).toBe(true);
    }
  });

  it("find what is due: expired proposals and payments that hang, not what has ended", async () => {
    const later = { createdAt: instant(noon + 48 * hourMs), expiresAt: instant(noon + 72 * hourMs) };
    const open = newProposal(later);
    const hanging = approved(newProposal({ ...later, updatedAt: instant(noon + 48 * hourMs) }));
    const paid = approved(newProposal(later));
    for (const intent of [open, hanging, paid]) await store.create(intent);
    await store.mark({ id: paid.id, version: 1, to: "settled", at: instant(noon) });
    const dueAt = async (hours: number, minutes = 0) =>
      (await store.listDue(instant(noon + hours * hourMs + minutes * 60_000), 100)).map((intent) => intent.id);
    expect(await dueAt(1, 1)).not.toContain(hanging.id);
    expect(await dueAt(1, 3)).toContain(hanging.id);
    expect(await dueAt(71)).not.toContain(open.id);
    expect(await dueAt(73)).toEqual(expect.arrayContaining([open.id, hanging.id]));
    expect(await dueAt(73)).not.toContain(paid.id);
    expect(await store.touch(hanging, instant(noon + 73 * hourMs))).toBe("touched");
    expect(await dueAt(73)).not.toContain(hanging.id);
    expect(await store.get(hanging.id)).toEqual(hanging);
  });
});

it("remembers which intent a later version of a post belongs to", async () => {
  const post = { channel: "x", postId: "1900000000000000009" };
  expect(await store.intentOfPost(post)).toBeUndefined();
  await store.rememberPost(post, "pi_root" as IntentId);
  expect(await store.intentOfPost(post)).toBe("pi_root");
});
