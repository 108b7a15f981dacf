/** What a payment costs the ledger, and what the ledger bears. */
import type { Benchmark, Figure, Options, Report } from "./benchmark.ts";
import { readDeployment } from "./ledger/cloud.ts";
import { costPerMillion, usagePerPayment, xFeePerMillion } from "./ledger/cost.ts";
import { measureHotCredits, measureNaiveCredits } from "./ledger/famous-wallet.ts";
import { measureLocalEngine } from "./ledger/local-engine.ts";
import { createPeople } from "./ledger/people.ts";
import { type CpuPerPayment, measureCpu, measureHotWriteUnits } from "./ledger/signed-batches.ts";
import { ledgerTables, type MeasuredPayments, measurePayments } from "./ledger/whole-payments.ts";
import { type Bill, billedServices } from "./prices.ts";
import { quantile } from "./statistics.ts";

const targets = { wruCold: 8, wruHot: 6.2, cpuMs: 1, hotPerS: 2_000, ratio: 0.8, usdPerMillion: 25 };

/** Full batches of each of ten writers, into the famous wallet. */
const hotRounds = 12;
const signedRounds = 4;
const cpuBlocks = 3;
const cpuPayments = 980;

type Cost = { readonly bill: Bill; readonly measured: MeasuredPayments };

const median = (values: readonly number[]): number => quantile(values, 0.5);

const measureCpuBlocks = async (
  setting: Parameters<typeof measureCpu>[0],
  kind: Parameters<typeof measureCpu>[1],
): Promise<readonly CpuPerPayment[]> => {
  const blocks: CpuPerPayment[] = [];
  for (let block = 0; block < cpuBlocks; block += 1) blocks.push(await measureCpu(setting, kind, cpuPayments));
  return blocks;
};

const measureAll = async ({ rounds, say }: Options) => {
  const deployment = await readDeployment();
  const people = await createPeople(400);
  const few = people.slice(0, 50);
  say("CPU of signed payments …");
  const cpu = {
    passkey: await measureCpuBlocks({ deployment, people: few }, "passkey"),
    device: await measureCpuBlocks({ deployment, people: few }, "device"),
  };
  say("one famous wallet …");
  const signed = await measureHotWriteUnits({ deployment, people }, signedRounds);
  const [hot, naive] = [await measureHotCredits(hotRounds), await measureNaiveCredits()];
  say("DynamoDB Local …");
  const local = await measureLocalEngine(deployment, rounds);
  say("whole payments …");
  const alone = await measurePayments({ deployment, people: people.slice(0, 16), payments: 128, everyMs: 6_000 });
  const busy = await measurePayments({ deployment, people, payments: 800, everyMs: 20 });
  const rates = { deployment, sdkCpuMs: local.sdkCpuMs };
  const cpuMsOf = (name: string): number => (alone.works.get(name)?.cpuMs ?? 0) / alone.payments;
  const costOf = (measured: MeasuredPayments, more: object): Cost => ({
    measured,
    bill: costPerMillion(usagePerPayment(measured, { ...rates, ...more })),
  });
  return { cpu, signed, hot, naive, local, cost: { alone: costOf(alone, {}), busy: costOf(busy, { cpuMsOf }) } };
};

type Measured = Awaited<ReturnType<typeof measureAll>>;

const writesOfLedger = ({ units, payments }: MeasuredPayments): number =>
  ledgerTables.reduce((sum, table) => sum + (units[table]?.writes ?? 0), 0) / payments;

const localOf = ({ rounds }: Measured["local"]) => ({
  ledger: rounds.map(({ ledgerPerS }) => ledgerPerS),
  bare: rounds.map(({ barePerS }) => barePerS),
  ratios: rounds.map(({ ledgerPerS, barePerS }) => ledgerPerS / barePerS),
});

const speedFigures = ({ hot, naive, local }: Measured): readonly Figure[] => [
  { what: "credits into one wallet", unit: "/s", values: [hot.creditsPerS], atLeast: targets.hotPerS },
  { what: "  a plain transaction each", unit: "/s", values: [naive.creditsPerS] },
  { what: "DynamoDB Local: transfers", unit: "/s", values: localOf(local).ledger },
  { what: "  bare transactions of the same items", unit: "/s", values: localOf(local).bare },
  { what: "  ratio", unit: "", values: localOf(local).ratios, atLeast: targets.ratio },
];

const costFigures = ({ cost: { alone, busy } }: Measured): readonly Figure[] => [
  { what: "a million payments, each alone", unit: "$", values: [alone.bill.total], atMost: targets.usdPerMillion },
  ...billedServices.map((service) => ({ what: `  ${service}`, unit: "$", values: [alone.bill[service]] })),
  { what: "a million payments, 50 a second", unit: "$", values: [busy.bill.total], atMost: targets.usdPerMillion },
  { what: "X's own fee for them", unit: "$", values: [xFeePerMillion(alone.measured)] },
];

const figuresOf = (measured: Measured): readonly Figure[] => {
  const { cpu, signed, cost } = measured;
  const alone = (blocks: readonly CpuPerPayment[]): readonly number[] => blocks.map((block) => block.alone);
  const inBatch = (blocks: readonly CpuPerPayment[]): readonly number[] => blocks.map((block) => block.inFullBatch);
  const wru = "write units";
  return [
    { what: "a cold payment", unit: wru, values: [writesOfLedger(cost.alone.measured)], atMost: targets.wruCold },
    { what: "a payment in a full batch, in weather", unit: wru, values: [signed.perPayment], atMost: targets.wruHot },
    { what: "CPU, passkey", unit: "ms", values: alone(cpu.passkey), atMost: targets.cpuMs },
    { what: "  in a full batch", unit: "ms", values: inBatch(cpu.passkey) },
    { what: "CPU, device key and PIN", unit: "ms", values: alone(cpu.device), atMost: targets.cpuMs },
    { what: "  in a full batch", unit: "ms", values: inBatch(cpu.device) },
    ...speedFigures(measured),
    ...costFigures(measured),
  ];
};

/** Four digits say all that there is to say. */
const rounded = (value: number): number => Number(value.toPrecision(4));
const eachRounded = <Key extends string>(values: Readonly<Record<Key, number>>) =>
  Object.fromEntries(Object.entries<number>(values).map(([name, value]) => [name, rounded(value)]));

const perPayment = ({ units, payments }: MeasuredPayments) =>
  Object.fromEntries(
    Object.entries(units).map(([table, { writes, reads }]) => [
      table,
      eachRounded({ write_units: writes / payments, read_units: reads / payments }),
    ]),
  );

/** Of each function: invocations and requests a payment, waiting and computing an invocation. */
const perFunction = ({ works, payments }: MeasuredPayments) =>
  Object.fromEntries(
    [...works].map(([name, { invocations, waitedMs, cpuMs, requests }]) => [
      name,
      eachRounded({
        invocations: invocations / payments,
        requests: requests / payments,
        waited_ms: waitedMs / invocations,
        cpu_ms: cpuMs / invocations,
      }),
    ]),
  );

const jsonOf = ({ cpu, signed, hot, naive, local, cost: { alone, busy } }: Measured): Report["json"] => ({
  ...eachRounded({
    wru_cold: writesOfLedger(alone.measured),
    wru_hot: signed.perPayment,
    cpu_ms_per_payment: median(cpu.passkey.map((block) => block.alone)),
    hot_credits_per_s: hot.creditsPerS,
    naive_credits_per_s: naive.creditsPerS,
    transfers_per_s: median(localOf(local).ledger),
    bare_per_s: median(localOf(local).bare),
    ratio: median(localOf(local).ratios),
  }),
  cost_per_million_usd: eachRounded(alone.bill),
  cost_per_million_busy_usd: eachRounded(busy.bill),
  x_fee_per_million_usd: rounded(xFeePerMillion(alone.measured)),
  cpu_ms: {
    passkey: eachRounded({
      alone: median(cpu.passkey.map((block) => block.alone)),
      in_full_batch: median(cpu.passkey.map((block) => block.inFullBatch)),
    }),
    device: eachRounded({
      alone: median(cpu.device.map((block) => block.alone)),
      in_full_batch: median(cpu.device.map((block) => block.inFullBatch)),
    }),
    sdk_request: rounded(local.sdkCpuMs),
  },
  units_per_payment: perPayment(alone.measured),
  functions: { alone: perFunction(alone.measured), busy: perFunction(busy.measured) },
  targets,
});

const run = async (options: Options): Promise<Report> => {
  const measured = await measureAll(options);
  return { figures: figuresOf(measured), json: jsonOf(measured) };
};

/** A round is ten of everything that is measured by the clock. */
export const ledger: Benchmark = {
  about: "what a payment costs the ledger, and what the ledger bears",
  rounds: { usual: 4, most: 50 },
  run,
};
