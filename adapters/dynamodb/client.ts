import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/**
 * One client per process. Region, credentials and, on one machine, the endpoint come from the environment, as the SDK
 * reads them. A call that has no answer after `timeoutMs` ends, so that its caller can still find out what became of it.
 */
export const createDynamoClient = ({ timeoutMs = 3_000 }: { readonly timeoutMs?: number } = {}): DynamoDBClient =>
  new DynamoDBClient({
    requestHandler: { connectionTimeout: 1_000, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  });
