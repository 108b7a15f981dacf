import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  IdempotentParameterMismatchException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  ResourceInUseException,
  ResourceNotFoundException,
  ThrottlingException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import type { Item } from "./attribute-value.ts";

/** What the simulation was asked for and does not do. It never guesses: an answer that is wrong would hide a defect. */
export class NotSimulatedError extends Error {
  override readonly name = "NotSimulatedError";
}

const refused = { httpStatusCode: 400 };

/** DynamoDB's own words where they are known; the SDK has no class for this error. */
export const validationError = (message: string): DynamoDBServiceException =>
  new DynamoDBServiceException({ name: "ValidationException", $fault: "client", $metadata: refused, message });

export const isValidationError = (error: unknown): error is DynamoDBServiceException =>
  error instanceof DynamoDBServiceException && error.name === "ValidationException";

export const conditionFailed = (item: Item | undefined): ConditionalCheckFailedException =>
  new ConditionalCheckFailedException({
    $metadata: refused,
    message: "The conditional request failed",
    ...(item && { Item: item }),
  });

export const transactionConflict = (): TransactionConflictException =>
  new TransactionConflictException({
    $metadata: refused,
    message: "Transaction is ongoing for the item",
  });

export const transactionCancelled = (reasons: CancellationReason[]): TransactionCanceledException =>
  new TransactionCanceledException({
    $metadata: refused,
    message:
      "Transaction cancelled, please refer cancellation reasons for specific reasons " +
      `[${reasons.map(({ Code }) => Code).join(", ")}]`,
    CancellationReasons: reasons,
  });

export const tokenReused = (): IdempotentParameterMismatchException =>
  new IdempotentParameterMismatchException({
    $metadata: refused,
    Message: "The client request token was used with other parameters.",
  } as never);

export const tableUnknown = (table: string): ResourceNotFoundException =>
  new ResourceNotFoundException({
    $metadata: refused,
    message: `Requested resource not found: Table: ${table} not found`,
  });

export const tableExists = (table: string): ResourceInUseException =>
  new ResourceInUseException({ $metadata: refused, message: `Table already exists: ${table}` });

const throughput =
  "Throughput exceeds the current capacity of your table or index. DynamoDB is automatically scaling your table or index " +
  "so please try again shortly.";

/** A hot partition answers by either name (DynamoDB's guide, "Diagnosing throttling"). */
export const throttled = (isThrottling: boolean): ThrottlingException | ProvisionedThroughputExceededException =>
  isThrottling
    ? new ThrottlingException({ $metadata: refused, message: throughput })
    : new ProvisionedThroughputExceededException({ $metadata: refused, message: throughput });

export const throttledReason = (isThrottling: boolean): CancellationReason => ({
  Code: isThrottling ? "ThrottlingError" : "ProvisionedThroughputExceeded",
  Message: throughput,
});

export const internalError = (): InternalServerError =>
  new InternalServerError({ $metadata: { httpStatusCode: 500 }, message: "Internal server error" });

/** What the SDK's request handler throws when no answer comes in time. */
export const timeoutError = (): Error =>
  Object.assign(new Error("@smithy/node-http-handler - the request timed out."), { name: "TimeoutError" });
