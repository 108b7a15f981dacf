import type { Deployment } from "../../local/template/declared.ts";
import { billOf, type Bill, gbSecondsOf, logLineOverheadBytes, traceIdBytes, type Usage, xPrices } from "../prices.ts";
import { appCallsPerPayment, type MeasuredPayments } from "./whole-payments.ts";
import type { Work } from "./work-meter.ts";

/** The webhook and the calls of the phone. */
const httpRequests = 1 + appCallsPerPayment;
/** The functions that a request reaches by a queue go on with its trace; the relay's batches have traces of their own. */
const tracedStarts = (works: MeasuredPayments["works"], payments: number): number =>
  httpRequests + (works.get("relay")?.invocations ?? 0) / payments;
const sampledShare = 0.01;
const million = 1_000_000;

const sampleOf: Readonly<Record<string, string>> = {
  "$context.requestId": "JKJaXmPLvHcESHA=",
  "$context.routeKey": "POST /v1/intents/{id}/approve",
  "$context.status": "200",
  "$context.responseLatency": "42",
  "$context.integrationErrorMessage": "-",
};

/** What the API writes for each request, in the format that the template declares. */
export const accessLogBytes = (deployment: Deployment): number => {
  const [stage] = deployment.ofType("AWS::ApiGatewayV2::Stage");
  const { Format = "" } = (stage?.properties["AccessLogSettings"] ?? {}) as { readonly Format?: string };
  return Format.replaceAll(/\$context\.\w+/g, (name) => sampleOf[name] ?? "-").length + logLineOverheadBytes;
};

const memoryOf = (deployment: Deployment, name: string): number => {
  const [declared] = deployment.ofType("AWS::Lambda::Function").filter(({ label }) => label === name);
  return Number(declared?.properties["MemorySize"] ?? 128);
};

export type Rates = {
  readonly deployment: Deployment;
  /** Of the SDK for one request, beside what the simulation computes. */
  readonly sdkCpuMs: number;
  /** Of a function for one payment, where invocations overlap and cannot be told apart; else as measured. */
  readonly cpuMsOf?: (name: string) => number | undefined;
};

const gbSecondsPerPayment = ([name, work]: readonly [string, Work], payments: number, rates: Rates): number => {
  const computedMs = rates.cpuMsOf?.(name) ?? work.cpuMs / payments;
  return gbSecondsOf({
    memoryMb: memoryOf(rates.deployment, name),
    invocations: work.invocations / payments,
    waitedMs: work.waitedMs / payments,
    cpuMs: computedMs + (work.requests / payments) * rates.sdkCpuMs,
  });
};

/** What one payment has used, on average. */
export const usagePerPayment = (measured: MeasuredPayments, rates: Rates): Usage => {
  const { payments, works, units, log } = measured;
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const all = Object.values(units);
  return {
    writeUnits: sum(all.map(({ writes }) => writes)) / payments,
    readUnits: sum(all.map(({ reads }) => reads)) / payments,
    sqsRequests: measured.sqsRequests / payments,
    httpRequests,
    invocations: sum([...works.values()].map(({ invocations }) => invocations)) / payments,
    gbSeconds: sum([...works].map((one) => gbSecondsPerPayment(one, payments, rates))),
    logBytes:
      (log.bytes + log.lines * (logLineOverheadBytes + traceIdBytes)) / payments +
      httpRequests * accessLogBytes(rates.deployment),
    traces: tracedStarts(works, payments) * sampledShare,
  };
};

/** In US dollars for a million payments, by service. */
export const costPerMillion = (usage: Usage): Bill => {
  const bill = billOf(usage);
  return Object.fromEntries(Object.entries(bill).map(([service, price]) => [service, price * million])) as Bill;
};

/** What X asks for a million payments: a mention each, and the replies. */
export const xFeePerMillion = ({ replies, payments }: Pick<MeasuredPayments, "replies" | "payments">): number =>
  (xPrices.mentionDelivered + (replies / payments) * xPrices.summonedReply) * million;
