import { describe, expect, it } from "vitest";
import type { ApiResult } from "../../../app/src/api/http.ts";
import { contactsMatching } from "../../../app/src/pay/contacts.ts";
import { createDrafts, type Drafts, type PayDraft } from "../../../app/src/pay/drafts.ts";
import { createLookups } from "../../../app/src/pay/lookups.ts";
import { createSending, orderOf } from "../../../app/src/pay/send-draft.ts";
import type { IntentView, NewIntent } from "../../../contracts/http/intents.ts";
import type { ContactView, PayeeView } from "../../../contracts/http/people.ts";
import { fail, ok } from "../../../core/result.ts";
import { until } from "../../support/until.ts";
import { sampleIntent } from "./sample-intent.ts";

const bob: PayeeView = { channel: "x", user_id: "2", handle: "bob", name: "Bob", check: "verified" };
const payee = { channel: "x", handle: "bob" };

const memory = () => {
  const kept = new Map<string, unknown>();
  let before: Promise<unknown> = Promise.resolve();
  return {
    kept,
    /** What the browser's locks are to its tabs. */
    inTurn: <Value>(work: () => Promise<Value>): Promise<Value> => {
      const turn = before.then(work);
      before = turn;
      return turn;
    },
    read: async <Value>(name: string) => kept.get(name) as Value | undefined,
    write: async (name: string, value: unknown) => void kept.set(name, structuredClone(value)),
  };
};

let ids = 0;
const draftsIn = (vault: ReturnType<typeof memory>, subject = "alice"): Drafts => {
  return createDrafts({
    vault,
    subject,
    newId: () => `${subject}-${(ids += 1)}`,
    clock: () => 0,
    inTurn: vault.inTurn,
  });
};

const only = (drafts: Drafts): PayDraft => {
  const [draft] = drafts.store.get().drafts ?? [];
  if (draft === undefined) throw new Error("There is no draft.");
  return draft;
};

const complete = { payees: [{ ...payee, found: bob }], amount: "12,5", note: " for tea " };

describe("drafts", () => {
  it("of two tabs are all kept, and each of them as it was changed last", async () => {
    const vault = memory();
    const [one, other] = [draftsIn(vault), draftsIn(vault)];
    const first = one.begin({ ...complete, note: "first" });
    const second = other.begin({ ...complete, note: "second" });
    const notes = () =>
      (vault.kept.get("drafts") as { drafts: PayDraft[] } | undefined)?.drafts.map(({ note }) => note);
    await until("both are kept", () => notes()?.length === 2);
    one.change(first, { note: "changed" });
    await until("it is changed", () => notes()?.includes("changed"));
    other.forget(second);
    await until("one is forgotten", () => notes()?.length === 1);
    expect(notes()).toEqual(["changed"]);
    expect(other.store.get().drafts?.map(({ id }) => id)).toEqual([first]);
    // What the one tab still shows of it does not bring it back.
    one.begin({ ...complete, note: "third" });
    await until("another is kept", () => notes()?.length === 2);
    expect(notes()).toEqual(["third", "changed"]);
  });

  it("outlive the page, and are nobody else's", async () => {
    const vault = memory();
    const drafts = draftsIn(vault);
    drafts.begin({});
    const id = drafts.begin(complete);
    await until("it is kept", () => vault.kept.has("drafts"));
    const again = draftsIn(vault);
    await until("they are read", () => again.store.get().drafts !== undefined);
    expect(again.store.get().drafts).toMatchObject([{ id, ...complete }]);
    const others = draftsIn(vault, "bob");
    await until("they are read", () => others.store.get().drafts !== undefined);
    expect(others.store.get().drafts).toEqual([]);
  });

  it("have one key while they say the same, and another once they were sent and say something else", () => {
    const drafts = draftsIn(memory());
    const id = drafts.begin(complete);
    const { key } = only(drafts);
    drafts.change(id, { amount: "13" });
    expect(only(drafts).key).toBe(key);
    drafts.markSent(id);
    expect(only(drafts).key).toBe(key);
    drafts.change(id, { amount: "14" });
    expect(only(drafts).key).not.toBe(key);
  });
});

describe("what a draft asks for", () => {
  const draft = { id: "1", key: "1", changedAt: "", ...complete };

  it("gives each payee the amount, by the permanent id that was looked up", () => {
    const carol = { ...bob, user_id: "3", handle: "carol" };
    const order = orderOf({ ...draft, payees: [...draft.payees, { channel: "x", handle: "carol", found: carol }] });
    expect(order).toMatchObject(
      ok({ currency: "EUR", note: "for tea", lines: [{ amount: 1250 }, { amount: 1250, payee: { user_id: "3" } }] }),
    );
  });

  it.each<[Partial<PayDraft>, string, string]>([
    [{ payees: [] }, "payees", "missing"],
    [{ payees: [payee] }, "payees", "not_found_yet"],
    [{ amount: "" }, "amount", "missing"],
    [{ amount: "1,234" }, "amount", "unclear"],
  ])("is not asked for while something is missing: %o", (change, about, code) => {
    expect(orderOf({ ...draft, ...change })).toEqual(fail({ about, code }));
  });
});

describe("sending a draft", () => {
  const world = (answers: ApiResult<IntentView>[]) => {
    const drafts = draftsIn(memory());
    const sent: { order: NewIntent; key: string }[] = [];
    const asked: IntentView[] = [];
    const createIntent = async (order: NewIntent, key: string) => {
      sent.push({ order, key });
      return answers.shift() ?? fail({ kind: "unknown" as const });
    };
    const { send } = createSending({ drafts, api: { createIntent }, onAsked: (intent) => asked.push(intent) });
    return { drafts, sent, asked, send, id: drafts.begin(complete) };
  };

  it("asks once for a double tap, and the draft is gone", async () => {
    const { drafts, sent, asked, send, id } = world([ok(sampleIntent())]);
    const [one, other] = await Promise.all([send(id), send(id)]);
    expect(one).toBe(other);
    expect([sent.length, asked.length, drafts.store.get().drafts]).toEqual([1, 1, []]);
  });

  it("keeps the draft and its key where no answer came, so that a retry is the same request", async () => {
    const { drafts, sent, send, id } = world([fail({ kind: "unknown" }), ok(sampleIntent())]);
    expect(await send(id)).toEqual(fail({ about: "sending", code: "no_answer" }));
    expect(only(drafts).id).toBe(id);
    await send(id);
    expect(sent[1]).toEqual(sent[0]);
  });

  it("says why it was refused", async () => {
    const { drafts, send, id } = world([fail({ kind: "refused", code: "payee_is_payer", detail: "" })]);
    expect(await send(id)).toEqual(fail({ about: "sending", code: "payee_is_payer" }));
    expect(only(drafts).id).toBe(id);
  });

  it("sends nothing of a draft that is not complete", async () => {
    const { drafts, sent, send, id } = world([]);
    drafts.change(id, { amount: "" });
    expect(await send(id)).toEqual(fail({ about: "amount", code: "missing" }));
    expect(sent).toEqual([]);
  });
});

describe("looking up", () => {
  it("asks once for each payee, keeps what was typed meanwhile, and asks again after a fault when told to", async () => {
    const drafts = draftsIn(memory());
    const asked: string[] = [];
    const answers: ApiResult<PayeeView>[] = [fail({ kind: "unknown" }), ok(bob)];
    const api = {
      payee: async ({ handle }: { handle: string }) => {
        asked.push(handle);
        return answers.shift() ?? fail({ kind: "unknown" as const });
      },
    };
    const lookups = createLookups({ drafts, api });
    const id = drafts.begin({ payees: [payee] });
    await Promise.all([lookups.lookUp(only(drafts)), lookups.lookUp(only(drafts))]);
    await lookups.lookUp(only(drafts));
    expect([asked, lookups.store.get().faults]).toEqual([["bob"], { "x:bob": "no_answer" }]);
    const again = lookups.again(only(drafts));
    drafts.change(id, { amount: "5" });
    await again;
    expect(only(drafts)).toMatchObject({ amount: "5", payees: [{ found: bob }] });
    expect([asked.length, lookups.store.get().faults]).toEqual([2, {}]);
  });
});

describe("contacts", () => {
  const contacts: ContactView[] = [
    { channel: "x", user_id: "2", handle: "bob", name: "Bob Müller", saved: true, trusted: false, times: 1 },
    { channel: "x", user_id: "3", handle: "carol", name: "Zoë", saved: true, trusted: false, times: 0 },
  ];
  it.each([
    ["", ["bob", "carol"]],
    ["mull", ["bob"]],
    ["MÜLLER bob", ["bob"]],
    ["@car", ["carol"]],
    ["zoe", ["carol"]],
    ["ob", []],
  ])("are found by the beginnings of their words: %s", (wanted, handles) => {
    expect(contactsMatching(contacts, wanted).map(({ handle }) => handle)).toEqual(handles);
  });
});
