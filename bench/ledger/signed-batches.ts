import { minuteMs } from "../../core/clock.ts";
import type { SignedPayment } from "../../core/consent/judge-payment.ts";
import { processOrder } from "../../functions/ledger/ledger-processor.ts";
import { type Weather, weathers } from "../../local/simulation/weather.ts";
import type { Log } from "../../functions/_shared/log.ts";
import type { Deployment } from "../../local/template/declared.ts";
import { silentLog } from "../../test/support/log.ts";
import { createApprovals, type EvidenceKind } from "./approved-payments.ts";
import { type BenchCloud, startCloud } from "./cloud.ts";
import { createLedgerInstance, type LedgerInstance } from "./ledger-instance.ts";
import { type Person, settleIn } from "./people.ts";
import { ledgerTables } from "./whole-payments.ts";

/** Payments that `relay` would put into one message: at most 49, to one payee. */
const fullBatch = 49;
const cents = 1_000_000n;

type Setting = { readonly deployment: Deployment; readonly people: readonly Person[] };

const deliver = (payments: readonly SignedPayment[], instance: LedgerInstance): Promise<void> =>
  processOrder(
    {
      type: "payments.approved.v1",
      payments: payments.map(({ terms, evidence }) => ({ terms: { ...terms, lines: [...terms.lines] }, evidence })),
    },
    { queueArn: instance.queueArn, messageId: "1", attempt: 1 },
    instance,
  );

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_none, index) => index);

/** Not all in one instant: that would be more than a partition takes. */
const oneByOne = async <One, Done>(
  all: readonly One[],
  work: (one: One, index: number) => Promise<Done>,
): Promise<readonly Done[]> => {
  const done: Done[] = [];
  for (const [index, one] of all.entries()) done.push(await work(one, index));
  return done;
};

const writeUnitsOf = ({ dynamodb, tableName }: BenchCloud): { readonly all: number; readonly lost: number } => {
  const meters = ledgerTables.map((table) => dynamodb.meters.of(tableName(table)));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  return {
    all: sum(
      meters.flatMap(({ writeUnits, indexes }) => [writeUnits, ...Object.values(indexes).map((one) => one.writeUnits)]),
    ),
    lost: sum(meters.map(({ lostWriteUnits }) => lostWriteUnits)),
  };
};

/** A cloud with people and so many instances of `ledger`, in calm weather until it is told to change. */
const openLedger = async ({ deployment, people }: Setting, instances: number) => {
  const weather = { ...weathers.calm };
  const cloud = await startCloud({ deployment, weather });
  let posted = 0;
  const log: Log = {
    ...silentLog,
    info: (message, facts) => void (posted += message === "payment_posted" && facts?.["again"] === false ? 1 : 0),
  };
  const ledgers = numbers(instances).map((index) => createLedgerInstance(cloud, { name: `ledger ${index}`, log }));
  const [first] = ledgers;
  if (first === undefined) throw new RangeError("A ledger needs an instance.");
  await settleIn(cloud, { people, ledger: first.ledger, cents });
  return {
    cloud,
    ledgers,
    first,
    approve: createApprovals({ intents: first.intents, clock: cloud.time.clock }),
    posted: () => posted,
    turn: (to: Weather) => void Object.assign(weather, to),
    [Symbol.dispose]: () => cloud[Symbol.dispose](),
  };
};

/** As the queue does: again after the visibility timeout, until it is done. */
const untilDone = async (
  payments: readonly SignedPayment[],
  ledger: LedgerInstance,
  cloud: BenchCloud,
): Promise<void> => {
  for (;;) {
    try {
      return await deliver(payments, ledger);
    } catch {
      await cloud.time.sleep(visibilityMs);
    }
  }
};

const writers = 5;
const visibilityMs = 90_000;

export type HotWriteUnits = { readonly perPayment: number; readonly lostPerPayment: number; readonly payments: number };

/**
 * Write units of a payment in full batches to one wallet: signed by passkeys, delivered to five instances of `ledger` at
 * once in showery weather, cancelled attempts and deliveries in vain included.
 */
export const measureHotWriteUnits = async (setting: Setting, rounds: number): Promise<HotWriteUnits> => {
  using bank = await openLedger(setting, writers);
  const [payee, ...payers] = setting.people;
  if (payee === undefined || payers.length < writers * fullBatch) throw new RangeError("More people are needed.");
  const batchOf = (writer: number) =>
    oneByOne(payers.slice(writer * fullBatch, (writer + 1) * fullBatch), (payer) =>
      bank.approve({ payer, payee, kind: "passkey" }),
    );
  const batches = await oneByOne(bank.ledgers, (_ledger, writer) => oneByOne(numbers(rounds), () => batchOf(writer)));
  bank.cloud.dynamodb.meters.reset();
  bank.turn(weathers.showers);
  await Promise.all(
    bank.ledgers.map(async (ledger, writer) => {
      for (const batch of batches[writer] ?? []) await untilDone(batch, ledger, bank.cloud);
    }),
  );
  const payments = writers * rounds * fullBatch;
  const { all, lost } = writeUnitsOf(bank.cloud);
  return { perPayment: all / payments, lostPerPayment: lost / payments, payments };
};

/** CPU of this process for a payment, the simulated database included, in milliseconds. */
export type CpuPerPayment = { readonly alone: number; readonly inFullBatch: number };

/** A payer has paid about once in the last hour when he pays again. */
const betweenOrdersMs = minuteMs;

/** Measured after as many payments that are not counted, so that the code is compiled. */
export const measureCpu = async (setting: Setting, kind: EvidenceKind, payments: number): Promise<CpuPerPayment> => {
  using bank = await openLedger(setting, 1);
  const { people } = setting;
  const famous = people.length - 1;
  const approve = (payer: number, payee: number): Promise<SignedPayment> => {
    const [from, to] = [people[payer % famous], people[payee]];
    if (from === undefined || to === undefined) throw new RangeError("People are needed.");
    return bank.approve({ payer: from, payee: to, kind });
  };
  /** Of the deliveries alone: what their payers do before them is not the ledger's work. */
  const cpuOf = async (orders: number, approved: (order: number) => Promise<readonly SignedPayment[]>) => {
    let [microseconds, delivered] = [0, 0];
    for (const order of numbers(orders)) {
      const signed = await approved(order);
      const began = process.cpuUsage();
      await deliver(signed, bank.first);
      const { user, system } = process.cpuUsage(began);
      microseconds += user + system;
      delivered += signed.length;
      await bank.cloud.time.sleep(betweenOrdersMs);
    }
    if (bank.posted() !== (posted += delivered)) throw new Error(`Of ${posted} payments ${bank.posted()} were posted.`);
    return microseconds / 1_000 / delivered;
  };
  let posted = 0;
  const alone = () => cpuOf(payments, async (order) => [await approve(order, (order % famous) + 1)]);
  const inFullBatch = () =>
    cpuOf(Math.ceil(payments / fullBatch), () => oneByOne(numbers(fullBatch), (payer) => approve(payer, famous)));
  await alone();
  const countedAlone = await alone();
  await inFullBatch();
  return { alone: countedAlone, inFullBatch: await inFullBatch() };
};
