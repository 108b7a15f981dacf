import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { HttpAnswer } from "../_shared/problem.ts";
import type { WebhookRequest } from "./receive-delivery.ts";

/** The bytes as the network sent them: the gateway hands over what is no text as base64. */
export const toRequest = (event: APIGatewayProxyEventV2): WebhookRequest => ({
  method: event.requestContext.http.method,
  channel: event.pathParameters?.["channel"] ?? "",
  query: event.queryStringParameters ?? {},
  headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value])),
  body: Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8"),
});

export const toResult = (answer: HttpAnswer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: answer.status,
  headers: { "content-type": "application/json", "cache-control": "no-store", ...answer.headers },
  body: answer.body === undefined ? "" : JSON.stringify(answer.body),
});
