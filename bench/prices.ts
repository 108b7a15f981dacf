/**
 * AWS's list prices in US dollars, eu-west-3 (Paris), on demand, without free tiers, as of November 2026: the pages
 * "Amazon DynamoDB pricing", "Amazon SQS pricing", "Amazon API Gateway pricing", "AWS Lambda pricing", "Amazon CloudWatch
 * pricing", "AWS X-Ray pricing". Check before quoting.
 */
export const prices = {
  dynamodbWriteUnit: 0.7423e-6,
  dynamodbReadUnit: 0.1487e-6,
  sqsRequest: 0.4e-6,
  httpApiRequest: 1.17e-6,
  lambdaRequest: 0.2e-6,
  /** On arm64. */
  lambdaGbSecond: 0.0000133334,
  logsGb: 0.59,
  tracesRecorded: 5e-6,
} as const;

/** X's, pay per use: each mention that it delivers, each reply to somebody who has called the bot. */
export const xPrices = { mentionDelivered: 0.005, summonedReply: 0.01 } as const;

/** Lambda gives a whole virtual processor at this much memory, and a share of it below (its guide, "Configure Lambda function memory"). */
export const memoryOfOneProcessorMb = 1_769;

/** What CloudWatch adds to the size of each line (its guide, "PutLogEvents"). */
export const logLineOverheadBytes = 26;

/** The id of the trace, which a function finds on AWS and adds to each line; the API's own lines have none. */
export const traceIdBytes = 53;

/** What payments have used. */
export type Usage = {
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly sqsRequests: number;
  readonly httpRequests: number;
  readonly invocations: number;
  readonly gbSeconds: number;
  readonly logBytes: number;
  readonly traces: number;
};

export const billedServices = [
  "dynamodb_writes",
  "dynamodb_reads",
  "sqs",
  "http_api",
  "lambda_requests",
  "lambda_duration",
  "logs",
  "tracing",
] as const;

export type Bill = Readonly<Record<(typeof billedServices)[number] | "total", number>>;

/** In US dollars. */
export const billOf = (usage: Usage): Bill => {
  const services = {
    dynamodb_writes: usage.writeUnits * prices.dynamodbWriteUnit,
    dynamodb_reads: usage.readUnits * prices.dynamodbReadUnit,
    sqs: usage.sqsRequests * prices.sqsRequest,
    http_api: usage.httpRequests * prices.httpApiRequest,
    lambda_requests: usage.invocations * prices.lambdaRequest,
    lambda_duration: usage.gbSeconds * prices.lambdaGbSecond,
    logs: (usage.logBytes / 1e9) * prices.logsGb,
    tracing: usage.traces * prices.tracesRecorded,
  };
  return { ...services, total: Object.values(services).reduce((sum, price) => sum + price, 0) };
};

/**
 * What Lambda charges for an invocation that waits and computes: a function with less than one processor's memory computes
 * so much longer. Milliseconds are charged from the first.
 */
export const gbSecondsOf = (work: {
  readonly memoryMb: number;
  readonly invocations: number;
  readonly waitedMs: number;
  readonly cpuMs: number;
}): number => {
  const stretch = Math.max(1, memoryOfOneProcessorMb / work.memoryMb);
  const durationMs = Math.max(work.invocations, work.waitedMs + work.cpuMs * stretch);
  return (work.memoryMb / 1_024) * (durationMs / 1_000);
};
