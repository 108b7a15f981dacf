import type { DynamoDBRecord } from "aws-lambda";
import { marshall } from "@aws-sdk/util-dynamodb";
import { describe, expect, it } from "vitest";
import { toChangeRequestItem } from "../../../adapters/dynamodb/change-request-item.ts";
import { toIntentItem } from "../../../adapters/dynamodb/intent-item.ts";
import type { WriterWish } from "../../../core/channel/writer-wish.ts";
import { toCaseItem } from "../../../adapters/dynamodb/case-item.ts";
import type { Case } from "../../../core/case/case.ts";
import { afterDeadline, caseRulesWith, openCase, takeStep } from "../../../core/case/case-steps.ts";
import type { HolderId, TransferId } from "../../../core/ids.ts";
import type { Intent } from "../../../core/intent/intent.ts";
import type { ChangeRequest } from "../../../core/limits/change-request.ts";
import { relayRecords } from "../../../functions/relay/relay-records.ts";
import { ledgerOrder } from "../../../contracts/messages/ledger-order.ts";
import { notice } from "../../../contracts/messages/notice.ts";
import { consentTo, proposal } from "../../support/intents.ts";

type Images = NonNullable<DynamoDBRecord["dynamodb"]>;

const intentRecord = (before: Intent | undefined, after: Intent, touchedAt?: string): DynamoDBRecord => ({
  eventSourceARN: "intents",
  eventName: before ? "MODIFY" : "INSERT",
  dynamodb: {
    ...(before ? { OldImage: toIntentItem(before) as Images["OldImage"] } : {}),
    NewImage: { ...toIntentItem(after), ...(touchedAt ? { touchedAt: { S: touchedAt } } : {}) } as Images["NewImage"],
  } as Images,
});

const holderRecord = (item: Record<string, string>, eventName: "INSERT" | "MODIFY"): DynamoDBRecord => ({
  eventSourceARN: "holders",
  eventName,
  dynamodb: { NewImage: Object.fromEntries(Object.entries(item).map(([name, text]) => [name, { S: text }])) },
});

const relayed = async (...records: DynamoDBRecord[]) => {
  const orders: unknown[] = [];
  const notices: unknown[] = [];
  const into = (list: unknown[]) => ({
    send: async (messages: readonly { body: unknown }[]) => void list.push(...messages.map(({ body }) => body)),
  });
  await relayRecords(records, {
    ledgerQueue: into(orders),
    noticesQueue: into(notices),
    intentsStreamArn: "intents",
    holdersStreamArn: "holders",
  });
  // What goes out is what the other side's contract takes in.
  return { orders: orders.map((body) => ledgerOrder.parse(body)), notices: notices.map((body) => notice.parse(body)) };
};

const approved = proposal({ state: "approved", consent: consentTo(proposal({ id: "pi_cinema" as Intent["id"] })) });

const changeRecord = (request: ChangeRequest): DynamoDBRecord => ({
  eventSourceARN: "intents",
  eventName: "INSERT",
  dynamodb: { NewImage: toChangeRequestItem(request) as Images["NewImage"] } as Images,
});

describe("what an owner asks of the wallet", () => {
  const asked: Omit<ChangeRequest, "change"> = {
    id: "rq_1" as ChangeRequest["id"],
    holder: "hol_alice" as ChangeRequest["holder"],
    state: "asked",
    askedAt: "2026-11-24T12:00:00.000Z",
  };

  it("is ordered until it is done: what was signed with its evidence, the rest by the id of the request", async () => {
    const { evidence, terms } = consentTo(proposal());
    const { nonce, stage, expires } = terms;
    const unfreeze = {
      v: 1,
      purpose: "unfreeze",
      stage,
      holder: asked.holder,
      currency: "EUR",
      expires,
      nonce,
    } as const;
    const lower = { kind: "lower", limits: { day: 500n } } as const;
    const { orders, notices } = await relayed(
      changeRecord({ ...asked, change: lower }),
      changeRecord({ ...asked, change: { kind: "signed", terms: unfreeze, evidence } }),
      changeRecord({ ...asked, change: lower, state: "done" }),
    );
    expect(orders).toEqual([
      {
        type: "change.asked.v1",
        request: "rq_1",
        holder: "hol_alice",
        change: { kind: "lower", limits: { day: 500 } },
      },
      { type: "change.signed.v1", terms: unfreeze, evidence },
    ]);
    expect(notices).toEqual([]);
  });
});

describe("the outbox", () => {
  it("tells of a new proposal, and orders nothing", async () => {
    const { orders, notices } = await relayed(intentRecord(undefined, proposal()));
    expect(orders).toEqual([]);
    expect(notices).toMatchObject([
      { type: "intent.changed.v1", state: "pending_approval", total: 1299, currency: "EUR" },
    ]);
  });

  it("orders an approved payment with what its payer signed, once", async () => {
    const { orders, notices } = await relayed(intentRecord(proposal(), approved));
    expect(orders).toEqual([{ type: "payments.approved.v1", payments: [approved.consent] }]);
    expect(notices).toEqual([]);
    expect((await relayed(intentRecord(approved, { ...approved, note: "later" }))).orders).toEqual([]);
  });

  it("packs approved payments to one payee together, 49 at most, and leaves one to several payees alone", async () => {
    const to = (userId: string, index: number, others: Intent["lines"] = []): DynamoDBRecord => {
      const [line] = proposal().lines;
      const intent = proposal({
        id: `pi_${userId}_${index}` as Intent["id"],
        lines: [{ ...line!, payee: { ...line!.payee, userId } }, ...others],
      });
      return intentRecord(intent, { ...intent, state: "approved", consent: consentTo(intent) });
    };
    const famous = Array.from({ length: 60 }, (_, index) => to("102", index));
    const { orders } = await relayed(
      ...famous.slice(0, 30),
      to("103", 1),
      to(
        "102",
        99,
        [...proposal().lines].map((line) => ({ ...line, payee: { ...line.payee, userId: "104" } })),
      ),
      ...famous.slice(30),
    );
    expect(orders.map((order) => order.type === "payments.approved.v1" && order.payments.length)).toEqual([
      49, 1, 1, 11,
    ]);
    const first = orders[0]?.type === "payments.approved.v1" ? orders[0].payments : [];
    expect(new Set(first.map(({ terms }) => terms.lines[0]?.user_id))).toEqual(new Set(["102"]));
  });

  it("orders it again when the sweep touches it, whether approved or settling", async () => {
    for (const state of ["approved", "settling"] as const) {
      const hanging = { ...approved, state };
      const { orders } = await relayed(intentRecord(hanging, hanging, "2026-11-24T12:02:00.000Z"));
      expect(orders).toHaveLength(1);
    }
  });

  it("tells of the end of a payment", async () => {
    const { notices } = await relayed(
      intentRecord(approved, { ...approved, state: "settled" }),
      intentRecord(approved, { ...approved, state: "failed", reason: "insufficient_funds" }),
    );
    expect(notices).toMatchObject([{ state: "settled" }, { state: "failed", reason: "insufficient_funds" }]);
  });

  it("tells the payer's devices that a proposal was reported, and of one asked for in the app nothing in public", async () => {
    const reported = await relayed(intentRecord(proposal(), { ...proposal(), state: "reported" }));
    expect(reported.notices).toMatchObject([{ state: "reported" }]);
    const source = { ...proposal().source, channel: "app", quiet: true };
    expect((await relayed(intentRecord(undefined, proposal({ source })))).notices).toMatchObject([{ quiet: true }]);
  });

  it("has the wallet opened by the first key, and tells of every new key", async () => {
    const key = { pk: "hol_a", sk: "key#key_1", id: "key_1", enrolledAt: "2026-11-24T12:00:00.000Z" };
    const { orders, notices } = await relayed(
      holderRecord({ pk: "hol_a", sk: "holder", firstKey: "key_1" }, "MODIFY"),
      holderRecord({ pk: "hol_b", sk: "holder" }, "INSERT"),
      holderRecord(key, "INSERT"),
      holderRecord(key, "MODIFY"),
    );
    expect(orders).toEqual([{ type: "wallet.requested.v1", holder: "hol_a", currency: "EUR" }]);
    expect(notices).toEqual([{ type: "key.enrolled.v1", holder: "hol_a", key: "key_1", enrolledAt: key.enrolledAt }]);
  });

  it("tells of a wish that changes something, and of no trace that a writer leaves", async () => {
    type Said = { readonly wish?: WriterWish["says"]; readonly proposed?: readonly unknown[] } | undefined;
    const item = (said: Said) => said && marshall({ id: "writer#x#101", revision: 1, ...said, ...wishOf(said) });
    const wishOf = ({ wish }: NonNullable<Said>) =>
      wish ? { wish: { says: wish, postId: "7", at: "2026-11-24T12:00:00.000Z", language: "fr" } } : {};
    const told = async (before: Said, after: Said) => {
      const images = { OldImage: item(before), NewImage: item(after) } as Images;
      return (await relayed({ eventSourceARN: "intents", eventName: "MODIFY", dynamodb: images })).notices;
    };
    const tells = { type: "writer.wished.v1", channel: "x", postId: "7", writerId: "101", language: "fr" };
    expect(await told(undefined, { wish: "stop" })).toEqual([{ ...tells, wish: "stop" }]);
    expect(await told({ wish: "stop" }, { wish: "start" })).toEqual([{ ...tells, wish: "start" }]);
    expect(await told({ wish: "start" }, { wish: "stop" })).toEqual([{ ...tells, wish: "stop" }]);
    expect(await told({ wish: "stop" }, { wish: "stop", proposed: [] })).toEqual([]);
    expect(await told(undefined, { wish: "start" })).toEqual([]);
    expect(await told({}, { proposed: [{ post: "7" }] })).toEqual([]);
  });

  it("tells both sides of what was sent back, each return once, and nothing in public", async () => {
    const settled = { ...approved, state: "settled" as const };
    const part = { line: 0, amount: 500, at: "2026-11-24T12:00:00.000Z" };
    const returnAs = (id: string) => ({ [id]: { ...part, debited: id as TransferId, credited: id as TransferId } });
    const once = { ...settled, returns: returnAs("tr_a") };
    const { notices, orders } = await relayed(intentRecord(settled, once));
    const { userId } = settled.lines[0]!.payee;
    expect(orders).toEqual([]);
    expect(notices).toEqual([
      { type: "payment.returned.v1", intent: settled.id, holder: "hol_alice", payee: { channel: "x", userId } },
    ]);
    const twice = { ...once, returns: { ...once.returns, ...returnAs("tr_b") } };
    expect((await relayed(intentRecord(once, twice))).notices).toHaveLength(1);
    expect((await relayed(intentRecord(once, once, "2026-11-24T13:00:00.000Z"))).notices).toEqual([]);
  });

  it("tells whoever has not taken the last step of a case", async () => {
    const now = Date.parse("2026-11-24T12:00:00.000Z");
    const timing = { now, rules: caseRulesWith({}) };
    const [alice, bob] = ["hol_alice" as HolderId, "hol_bob" as HolderId];
    const of = { intent: "pi_1" as Intent["id"], line: 0, reporter: alice, other: bob, words: "where is it?" };
    const opened = await openCase({ ...of, kind: "not_received" }, timing);
    const record = (before: Case | undefined, after: Case): DynamoDBRecord => ({
      eventSourceARN: "intents",
      eventName: before ? "MODIFY" : "INSERT",
      dynamodb: {
        ...(before ? { OldImage: toCaseItem(before, timing.rules) as Images["OldImage"] } : {}),
        NewImage: toCaseItem(after, timing.rules) as Images["NewImage"],
      } as Images,
    });
    const told = async (before: Case | undefined, after: Case) => (await relayed(record(before, after))).notices;
    const notices = (...holders: readonly string[]) => [{ type: "case.changed.v1", case: opened.id, holders }];
    expect(await told(undefined, opened)).toEqual(notices(bob));
    const replied = takeStep(opened, { by: "other", did: "replied", words: "on its way" }, timing);
    expect(replied.ok && (await told(opened, replied.value))).toEqual(notices(alice));
    const late = afterDeadline(opened, { ...timing, now: now + 8 * 86_400_000 });
    expect(late && (await told(opened, late))).toEqual(notices(alice, bob));
    expect(await told(opened, opened)).toEqual([]);
    expect(JSON.stringify(await told(undefined, opened))).not.toContain("where is it");
  });

  it("leaves out deletions and aliases, and refuses a stream it does not know", async () => {
    const alias = { ...intentRecord(undefined, proposal()), dynamodb: { NewImage: { id: { S: "post#x#1" } } } };
    const deletion: DynamoDBRecord = { eventSourceARN: "intents", eventName: "REMOVE", dynamodb: {} };
    expect(await relayed(alias, deletion)).toEqual({ orders: [], notices: [] });
    await expect(relayed({ ...deletion, eventSourceARN: "another" })).rejects.toThrow("another");
  });
});
