import { describe, expect, it } from "vitest";
import { accessLogBytes, costPerMillion, usagePerPayment, xFeePerMillion } from "../../../bench/ledger/cost.ts";
import type { MeasuredPayments } from "../../../bench/ledger/whole-payments.ts";
import { billOf, gbSecondsOf, logLineOverheadBytes, traceIdBytes } from "../../../bench/prices.ts";
import { indexWrites, tableWriteUnits } from "../../../local/simulation/dynamodb/write-units.ts";
import type { Deployment } from "../../../local/template/declared.ts";

const nothing = {
  ...{ writeUnits: 0, readUnits: 0, sqsRequests: 0, httpRequests: 0 },
  ...{ invocations: 0, gbSeconds: 0, logBytes: 0, traces: 0 },
};

describe("AWS's bill", () => {
  it.each([
    ["dynamodb_writes", { writeUnits: 1e6 }, 0.7423],
    ["dynamodb_reads", { readUnits: 1e6 }, 0.1487],
    ["sqs", { sqsRequests: 1e6 }, 0.4],
    ["http_api", { httpRequests: 1e6 }, 1.17],
    ["lambda_requests", { invocations: 1e6 }, 0.2],
    ["lambda_duration", { gbSeconds: 1e6 }, 13.3334],
    ["logs", { logBytes: 1e9 }, 0.59],
    ["tracing", { traces: 1e6 }, 5],
  ] as const)("has the list price of %s", (service, usage, price) => {
    const bill = billOf({ ...nothing, ...usage });
    expect(bill[service]).toBeCloseTo(price, 10);
    expect(bill.total).toBeCloseTo(price, 10);
  });

  it("charges a function for its memory and its time, longer where it has less than one processor", () => {
    const work = { invocations: 1, waitedMs: 40, cpuMs: 10 };
    expect(gbSecondsOf({ ...work, memoryMb: 3_538 })).toBeCloseTo((3_538 / 1_024) * 0.05);
    expect(gbSecondsOf({ ...work, memoryMb: 1_769 / 2 })).toBeCloseTo((1_769 / 2 / 1_024) * 0.06);
    expect(gbSecondsOf({ memoryMb: 1_024, invocations: 3, waitedMs: 0, cpuMs: 0 })).toBeCloseTo(0.003);
  });
});

const format = '{"status":"$context.status"}';
const deployment = {
  ofType: (type: string) =>
    type === "AWS::Lambda::Function"
      ? [{ label: "ledger", properties: { MemorySize: 1_024 } }]
      : [{ label: "stage", properties: { AccessLogSettings: { Format: format } } }],
} as unknown as Deployment;

const measured: MeasuredPayments = {
  payments: 2,
  works: new Map([["ledger", { invocations: 1, waitedMs: 100, cpuMs: 0, requests: 20 }]]),
  units: { wallets: { writes: 8, reads: 6 }, "intents/by-due": { writes: 6, reads: 0 } },
  sqsRequests: 12,
  log: { lines: 4, bytes: 1_000 },
  replies: 2,
};

describe("the cost of a payment", () => {
  it("is what was used by all of them, shared out", () => {
    const usage = usagePerPayment(measured, { deployment, sdkCpuMs: 0 });
    expect(usage).toMatchObject({ writeUnits: 7, readUnits: 3, sqsRequests: 6, httpRequests: 6, invocations: 0.5 });
    expect(usage.gbSeconds).toBeCloseTo(0.05);
    expect(usage.logBytes).toBe(500 + 2 * (logLineOverheadBytes + traceIdBytes) + 6 * accessLogBytes(deployment));
    expect(usage.traces).toBeCloseTo(0.06);
    expect(costPerMillion(usage).dynamodb_writes).toBeCloseTo(7 * 0.7423);
  });

  it("grows by what the SDK computes for each request", () => {
    const of = (sdkCpuMs: number) => usagePerPayment(measured, { deployment, sdkCpuMs }).gbSeconds;
    expect(of(1) - of(0)).toBeCloseTo((10 * 1_769) / 1_024 / 1_000);
  });

  it("stands beside what X asks for a mention and a reply", () => {
    expect(xFeePerMillion(measured)).toBeCloseTo(15_000);
    expect(xFeePerMillion({ payments: 2, replies: 0 })).toBeCloseTo(5_000);
  });

  it("counts the line that the API writes as long as it is with values in it", () => {
    expect(accessLogBytes(deployment)).toBe('{"status":"200"}'.length + logLineOverheadBytes);
  });
});

describe("write units by AWS's rule", () => {
  const sized = (bytes: number) => ({ id: { S: "x".repeat(bytes - 2) } });

  it.each([
    [undefined, sized(1_024), 1],
    [undefined, sized(1_025), 2],
    [sized(2_049), sized(10), 3],
    [undefined, undefined, 1],
  ])("are of the larger of the item before and after, by the KB begun", (before, after, units) => {
    expect(tableWriteUnits({ before, after })).toBe(units);
  });

  it("are one where an index entry comes, changes or goes, and two where it moves", () => {
    const entry = (sort: string, bytes: number) => ({ partition: "p", sort: { S: sort }, item: sized(bytes) });
    const units = (change: Parameters<typeof indexWrites>[0]): number =>
      indexWrites(change).reduce((sum, write) => sum + write.units, 0);
    expect(units({ before: undefined, after: entry("1", 100) } as never)).toBe(1);
    expect(units({ before: entry("1", 100), after: entry("1", 1_025) } as never)).toBe(2);
    expect(units({ before: entry("1", 100), after: entry("2", 100) } as never)).toBe(2);
    expect(units({ before: entry("1", 100), after: undefined } as never)).toBe(1);
  });
});
