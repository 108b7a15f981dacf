import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { BankChannel } from "../../../core/bank/bank-books.ts";
import { endToEndIdOf } from "../../../core/bank/payout.ts";
import { writeNotification } from "../../../core/bank/account-report.ts";
import { dayMs, hourMs, instant } from "../../../core/clock.ts";
import type { PayoutId } from "../../../core/ids.ts";
import { EUR } from "../../../core/money/currency.ts";
import { operate } from "../../../functions/bank/operate.ts";
import { reconcileBank } from "../../../functions/clockwork/reconcile-bank.ts";
import { schemaFaults } from "../../support/iso-schema.ts";
import { silentLog } from "../../support/log.ts";
import { type BankWorld, own, startBankWorld } from "./bank-world.ts";

let world: BankWorld;
beforeAll(async () => {
  world = await startBankWorld();
});
afterAll(() => world.stop());

const bankHolds = async (): Promise<bigint> =>
  (await world.bookings()).reduce(
    (sum, { direction, cents }) => sum + BigInt(direction === "credit" ? cents : -cents),
    0n,
  );

/** After each: the ledger's invariants, and our books say of the bank what the bank says. */
afterEach(async () => {
  expect(await world.faults()).toEqual([]);
  expect(await world.atBank()).toBe(await bankHolds());
});

const payOut = async (cents: number, iban?: string) => {
  const alice = await world.newCustomer(`alice${cents}${iban ?? ""}`, 1_000n);
  const terms = world.termsOf(alice, cents, iban === undefined ? {} : { iban });
  return { alice, payout: await world.payOut(await world.signedBy(terms, alice)) };
};

describe("payouts", () => {
  it("go to the bank in a file that keeps to the schema, each in one, whoever makes files at the same moment", async () => {
    const { alice, payout } = await payOut(301);
    const other = await payOut(302);
    const files: string[] = [];
    const channel: BankChannel = {
      send: async (file) => {
        files.push(file.text);
        return world.bank.channel.send(file);
      },
    };
    await Promise.all([1, 2, 3, 4].map(() => world.run({ channel })));
    for (const one of [payout, other.payout]) {
      expect(await world.stateOfPayout(one)).toBe("sent");
      expect(new Set(files.filter((file) => file.includes(endToEndIdOf(one)))).size).toBe(1);
    }
    for (const file of files) expect(await schemaFaults(file)).toEqual([]);
    await world.deliver(await world.mail(2));
    expect([await world.stateOfPayout(payout), await world.balance(alice)]).toEqual(["settled", 699n]);
    expect((await world.bookings()).filter(({ direction }) => direction === "debit")).toHaveLength(2);
  });

  it("come back where the account does not take them, and are freed where the bank will not make them", async () => {
    const back = await payOut(303, "AT611904300234573201");
    const never = await payOut(304, "LU280019400644750000");
    await world.run();
    await world.deliver(await world.mail(3));
    for (const { alice, payout } of [back, never]) {
      expect([await world.stateOfPayout(payout), await world.balance(alice)]).toEqual(["returned", 1_000n]);
    }
    expect((await world.bank.payouts.get(back.payout))?.reason).toBe("AC06");
  });

  it("wait for an operator's hands where the bank has no API, and ring after a day", async () => {
    const { payout } = await payOut(305);
    const byHand = { ...world.bank, channel: { send: async () => "waits" as const } };
    await world.run(byHand);
    await world.run(byHand);
    const list = { operator: "bank", do: "list" } as const;
    const { to_hand_over: files } = (await operate(list, byHand)) as {
      to_hand_over: { messageId: string; text: string }[];
    };
    expect(files.map(({ text }) => text.includes(endToEndIdOf(payout)))).toEqual([true]);
    const unsentBefore = async (ms: number) =>
      (await world.statements.waitingForOperator(instant(world.clock() + ms))).unsent;
    expect([await unsentBefore(0), await unsentBefore(1)]).toEqual([0, 1]);
    await operate({ operator: "bank", do: "handed_over", file: files[0]?.messageId ?? "" }, byHand);
    expect(await operate(list, byHand)).toMatchObject({ to_hand_over: [] });
    const taken = writeNotification({
      ...{ id: "M1", createdAt: instant(world.clock()), account: { iban: own.iban }, currency: EUR },
      entries: [],
    });
    expect(await operate({ operator: "bank", do: "take", text: taken }, byHand)).toEqual({ taken: "M1" });
  });
});

describe("a payee", () => {
  const check = (body: object, subject = "alice301") => world.call(subject, { route: "POST /v1/payouts/check", body });
  const payee = { iban: "fr14 2004 1010 0505 0001 3m02 606", name: "Alice Martn", amount: 500 };

  it("is checked at the account's bank, and shown with the terms to sign", async () => {
    const { body } = await check(payee);
    expect(body).toMatchObject({ check: "close_match", name: "Alice Martin" });
    expect(body["terms"]).toMatchObject({
      ...{ purpose: "payout", stage: "test", amount: 500, iban: "FR1420041010050500013M02606", check: "close_match" },
    });
    for (const iban of ["FR15 2004 1010 0505 0001 3M02 606", "BR1800360305000010009795493C1"]) {
      expect(await check({ ...payee, iban })).toMatchObject({
        status: 422,
        body: { code: "iban_invalid", param: "iban" },
      });
    }
  });

  it("is not asked for more often than somebody mistypes", async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 11; time += 1) statuses.push((await check(payee, "curious")).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 200), 429]);
  });
});

describe("transfers that come in", () => {
  it("are in the wallet whose reference they carry, once, told by notification, by statement and again", async () => {
    const bob = await world.newCustomer("bob");
    const shown = await world.call("bob", { route: "GET /v1/me/bank" });
    expect(shown.body).toEqual({ ...own, currency: "EUR", reference: await world.referenceOf(bob.id) });
    await world.script({
      do: "incoming",
      amount: 4_200,
      text: `Piaf ${String(shown.body["reference"]).toLowerCase()}`,
    });
    const told = await world.mail(1);
    await world.script({ do: "statement" });
    const statement = await world.mail(1);
    for (const xml of [...told, ...statement]) expect(await schemaFaults(xml)).toEqual([]);
    await world.deliver([...statement, ...told, ...told, ...statement]);
    expect([await world.balance(bob), await world.inSuspense()]).toEqual([4_200n, 0n]);
  });

  it("wait for an operator where the reference is wrong, is missing, or names two; then go to whom he says", async () => {
    const [bob, carol] = [await world.newCustomer("bob2"), await world.newCustomer("carol2")];
    const references = [await world.referenceOf(bob.id), await world.referenceOf(carol.id)];
    for (const text of ["For Bob", "RF99ABCDEFGHJKMN", references.join(" ")])
      await world.script({ do: "incoming", amount: 10, text });
    await world.deliver(await world.mail(3));
    expect(await world.inSuspense()).toBe(30n);
    const unmatched = await world.bank.books.unmatched();
    expect(unmatched.map(({ remittance }) => remittance[0])).toEqual([
      "For Bob",
      "RF99ABCDEFGHJKMN",
      references.join(" "),
    ]);
    for (const { reference } of unmatched) {
      await operate({ operator: "bank", do: "assign", reference, holder: bob.id }, world.bank);
    }
    for (const { body } of world.sent.splice(0)) await world.request(body, world.deps.bankQueueArn);
    expect([await world.balance(bob), await world.inSuspense()]).toEqual([30n, 0n]);
    expect(await world.bank.books.unmatched()).toEqual([]);
  });
});

describe("a delivery", () => {
  const body = () =>
    writeNotification({
      ...{ id: "M2", createdAt: instant(world.clock()), account: { iban: own.iban }, currency: EUR },
      entries: [{ reference: "FORGED", amount: 1_000_000n, direction: "credit", bookedAt: instant(world.clock()) }],
    });

  it.each([
    ["that somebody else has signed", { by: "another secret" }, 401],
    ["that is old", { ageMs: hourMs }, 401],
    ["for another bank", { bank: "other" }, 404],
  ])("%s makes nothing", async (_what, options, status) => {
    expect((await world.post(body(), options)).status).toBe(status);
    expect(world.sent).toEqual([]);
  });

  it("that is not understood is kept with the reason, and its bookings are none; once it is understood it waits no more", async () => {
    const foreign = body().replace(own.iban, "NL91ABNA0417164300");
    expect(await world.post(foreign)).toMatchObject({
      status: 400,
      body: { detail: "The file is about another account." },
    });
    expect(world.sent).toEqual([]);
    const [kept] = await world.bank.books.refused();
    expect(kept).toMatchObject({ text: foreign, refused: "The file is about another account." });
    await world.bank.books.keepFile({ ...kept!, refused: undefined });
    expect(await world.bank.books.refused()).toEqual([]);
  });

  it("that the queue does not take is asked for again", async () => {
    world.queue.isDown = true;
    expect((await world.post(body())).status).toBe(500);
    world.queue.isDown = false;
    expect(await world.bank.books.entry("FORGED")).toBeUndefined();
  });
});

it("the comparison with the bank's statement finds what is missing, and what waits, and nothing else", async () => {
  const measured: { difference: bigint; waiting: number; suspended: bigint }[] = [];
  const compare = async () => {
    await reconcileBank({
      ...{ statements: world.statements, ledger: world.ledger, clock: world.clock, log: silentLog },
      measureBank: (found) => void measured.push(found),
    });
    return measured.pop();
  };
  await world.script({ do: "statement" });
  await world.deliver(await world.mail(1));
  world.wait(dayMs);
  await world.script({ do: "incoming", amount: 77, text: "of the next day" });
  const told = await world.mail(1);
  expect(await compare()).toEqual({ difference: 0n, waiting: 0, suspended: 0n });
  for (const xml of told) await world.post(xml);
  expect(await compare()).toEqual({ difference: 0n, waiting: 1, suspended: 0n });
  world.wait(hourMs);
  const lost = world.sent.splice(0);
  expect(await compare()).toEqual({ difference: 77n, waiting: 1, suspended: 0n });
  for (const { body } of lost) await world.request(body, world.deps.bankQueueArn);
  expect(await compare()).toEqual({ difference: 0n, waiting: 1, suspended: 77n });
});

it("in any order, twice and late, our books end where the bank's do", async () => {
  const people = await Promise.all([0, 1, 2].map((n) => world.newCustomer(`season${n}`, 5_000n)));
  const payouts: PayoutId[] = [];
  for (const [index, person] of people.entries()) {
    for (const iban of ["FR1420041010050500013M02606", "AT611904300234573201", "LU280019400644750000"]) {
      const terms = world.termsOf(person, 400 + index, { iban });
      payouts.push(await world.payOut(await world.signedBy(terms, person)));
    }
    await world.script({ do: "incoming", amount: 50 + index, text: await world.referenceOf(person.id) });
  }
  await world.run();
  const files = await world.mail(15);
  await world.script({ do: "statement" });
  const all = [...files, ...(await world.mail(1))];
  for (const seed of [3, 5, 7]) {
    const shuffled = all.toSorted((left, right) => rank(left, seed) - rank(right, seed));
    await world.deliver([...shuffled, ...shuffled.toReversed().slice(0, 6)]);
    expect(await world.faults()).toEqual([]);
  }
  const states = await Promise.all(payouts.map(world.stateOfPayout));
  expect(states).toEqual([
    "settled",
    "returned",
    "returned",
    "settled",
    "returned",
    "returned",
    "settled",
    "returned",
    "returned",
  ]);
  for (const [index, person] of people.entries()) {
    expect(await world.balance(person)).toBe(5_000n - BigInt(400 + index) + BigInt(50 + index));
  }
});

const rank = (text: string, seed: number): number =>
  [...text].reduce((hash, letter) => (hash * 31 + (letter.codePointAt(0) ?? 0) * seed) % 65_521, seed);
