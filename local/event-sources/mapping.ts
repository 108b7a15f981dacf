import { Refusal } from "../refusal.ts";
import type { Declared } from "../template/declared.ts";
import { filterOf, type Filter } from "./filter.ts";

/** An event source mapping of the template, with the defaults of AWS where it is silent. */
export type Mapping = {
  readonly logicalId: string;
  readonly sourceArn: string;
  /** Of the function: a name or an ARN, as the template has it. */
  readonly functionRef: string;
  readonly batchSize: number;
  readonly windowMs: number;
  readonly filter: Filter;
  readonly reportsItemFailures: boolean;
  readonly maximumConcurrency: number | undefined;
  readonly startingPosition: "TRIM_HORIZON" | "LATEST";
  readonly parallelisation: number;
  readonly bisects: boolean;
  /** Beyond the first attempt; endless when undefined. */
  readonly maximumRetries: number | undefined;
  readonly maximumAgeMs: number | undefined;
  readonly onFailureArn: string | undefined;
};

type Properties = {
  readonly BatchSize?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
  readonly Enabled?: boolean;
  readonly EventSourceArn: string;
  readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern: string }[] };
  readonly FunctionName: string;
  readonly FunctionResponseTypes?: readonly string[];
  readonly MaximumBatchingWindowInSeconds?: number;
  readonly MaximumRecordAgeInSeconds?: number;
  readonly MaximumRetryAttempts?: number;
  readonly ParallelizationFactor?: number;
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
  readonly StartingPosition?: string;
};

const serviceOf = (arn: string): string => arn.split(":")[2] ?? "";

const startingPositionOf = (position: string): Mapping["startingPosition"] => {
  if (position === "TRIM_HORIZON" || position === "LATEST") return position;
  throw new Refusal(`local/ does not know the starting position ${position}.`);
};

const checked = (logicalId: string, properties: Properties): void => {
  const stranger = properties.FunctionResponseTypes?.find((type) => type !== "ReportBatchItemFailures");
  if (stranger !== undefined) throw new Refusal(`local/ does not know the response type ${stranger} (${logicalId}).`);
  if (!["sqs", "dynamodb"].includes(serviceOf(properties.EventSourceArn))) {
    throw new Refusal(`local/ does not know the event source ${properties.EventSourceArn} (${logicalId}).`);
  }
  const destination = properties.DestinationConfig?.OnFailure?.Destination;
  if (destination !== undefined && serviceOf(destination) !== "sqs") {
    throw new Refusal(`local/ sends what failed to SQS only, not to ${destination} (${logicalId}).`);
  }
};

/** -1 stands for "without an end" in a template. */
const bound = (value: number | undefined): number | undefined => (value === -1 ? undefined : value);

const mappingOf = ({ logicalId, properties }: Declared): Mapping => {
  const given = properties as unknown as Properties;
  checked(logicalId, given);
  const defaultBatchSize = serviceOf(given.EventSourceArn) === "sqs" ? 10 : 100;
  const maximumAgeSeconds = bound(given.MaximumRecordAgeInSeconds);
  return {
    logicalId,
    sourceArn: given.EventSourceArn,
    functionRef: given.FunctionName,
    batchSize: given.BatchSize ?? defaultBatchSize,
    windowMs: (given.MaximumBatchingWindowInSeconds ?? 0) * 1_000,
    filter: filterOf((given.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern)),
    reportsItemFailures: given.FunctionResponseTypes?.includes("ReportBatchItemFailures") ?? false,
    maximumConcurrency: given.ScalingConfig?.MaximumConcurrency,
    startingPosition: startingPositionOf(given.StartingPosition ?? "TRIM_HORIZON"),
    parallelisation: given.ParallelizationFactor ?? 1,
    bisects: given.BisectBatchOnFunctionError ?? false,
    maximumRetries: bound(given.MaximumRetryAttempts),
    maximumAgeMs: maximumAgeSeconds === undefined ? undefined : maximumAgeSeconds * 1_000,
    onFailureArn: given.DestinationConfig?.OnFailure?.Destination,
  };
};

export const isQueueMapping = ({ sourceArn }: Mapping): boolean => serviceOf(sourceArn) === "sqs";

/** The mappings that are switched on. Throws a `Refusal` for what of them is not known here. */
export const mappingsOf = (declared: readonly Declared[]): readonly Mapping[] =>
  declared.filter(({ properties }) => properties.Enabled !== false).map(mappingOf);
