import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDynamoContactStore } from "../../adapters/dynamodb/dynamo-contact-store.ts";
import { createDynamoLookupCounter } from "../../adapters/dynamodb/dynamo-lookup-counter.ts";
import { instant, minuteMs } from "../../core/clock.ts";
import type { ContactStore } from "../../core/contact/contact.ts";
import type { LookupCounter } from "../../core/contact/lookup-counter.ts";
import type { HolderId } from "../../core/ids.ts";
import { noon } from "../support/intents.ts";
import { startTables, type Tables } from "../support/tables.ts";

const bob = { channel: "x", userId: "102", handle: "bob", name: "Bob" };

let tables: Tables;
let contacts: ContactStore;
let lookups: LookupCounter;
let count = 0;

beforeAll(async () => {
  tables = await startTables();
  const table = { client: tables.client, table: tables.tableName("People") };
  [contacts, lookups] = [createDynamoContactStore(table), createDynamoLookupCounter(table)];
});
afterAll(() => tables.stop());

const somebody = () => `hol_payer${(count += 1)}` as HolderId;
const payment = (amount: bigint, minute: number, payee = bob) => ({
  payee,
  amount,
  at: instant(noon + minute * minuteMs),
});

describe("what a person knows of those whom he pays", () => {
  it("counts each payment once, keeps the largest and the last, and the name of the last", async () => {
    const payer = somebody();
    await contacts.notePayment(payer, payment(500n, 1));
    await contacts.notePayment(payer, payment(900n, 2));
    await contacts.notePayment(payer, payment(900n, 2));
    await contacts.notePayment(payer, payment(100n, 3, { ...bob, handle: "bobby", name: "Bobby" }));
    await contacts.notePayment(payer, payment(500n, 1));
    expect(await contacts.list(payer)).toEqual([
      {
        ...bob,
        handle: "bobby",
        name: "Bobby",
        saved: false,
        trusted: false,
        times: 3,
        largest: 900n,
        lastAt: instant(noon + 3 * minuteMs),
      },
    ]);
  });

  it("counts one payment once, also when it is told of ten times at once", async () => {
    const payer = somebody();
    await Promise.all(Array.from({ length: 10 }, () => contacts.notePayment(payer, payment(500n, 1))));
    expect(await contacts.get(payer, bob)).toMatchObject({ times: 1, largest: 500n });
  });

  it("keeps what was paid when he is saved, and what he is saved as when he is paid", async () => {
    const payer = somebody();
    await contacts.notePayment(payer, payment(500n, 1));
    const saved = await contacts.save(payer, { ...bob, trusted: true });
    expect(saved).toMatchObject({ saved: true, trusted: true, times: 1, largest: 500n });
    await contacts.notePayment(payer, payment(600n, 2));
    expect(await contacts.get(payer, bob)).toMatchObject({ saved: true, trusted: true, times: 2, largest: 600n });
    expect(await contacts.forget(payer, bob)).toBe("forgotten");
    expect(await contacts.forget(payer, bob)).toBe("unknown");
    expect(await contacts.list(payer)).toEqual([]);
  });

  it("is his own", async () => {
    const [payer, other] = [somebody(), somebody()];
    await contacts.notePayment(payer, payment(500n, 1));
    expect(await contacts.list(other)).toEqual([]);
  });
});

it("counts look-ups by person and minute", async () => {
  const [one, other] = [somebody(), somebody()];
  const counts = await Promise.all([1, 2, 3].map(() => lookups.count(one, noon)));
  expect(counts.sort()).toEqual([1, 2, 3]);
  expect(await lookups.count(other, noon)).toBe(1);
  expect(await lookups.count(one, noon + minuteMs)).toBe(1);
});
