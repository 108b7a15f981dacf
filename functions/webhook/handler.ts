import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { type HttpAnswer, problem } from "../_shared/problem.ts";
import { parts } from "./deps.ts";
import { type WebhookRequest, receiveDelivery } from "./receive-delivery.ts";

const receive = receiveDelivery(parts);

/** Without the JSON bundle of the other routes: what is verified is the bytes as they came. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  try {
    return toResult(await receive(toRequest(event)));
  } catch (error) {
    parts.log.error("request_failed", error, { route: event.routeKey });
    return toResult(problem("internal", "The delivery could not be queued: deliver it again."));
  }
};

const toRequest = (event: APIGatewayProxyEventV2): WebhookRequest => ({
  method: event.requestContext.http.method,
  channel: event.pathParameters?.["channel"] ?? "",
  query: event.queryStringParameters ?? {},
  headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name.toLowerCase(), value])),
  body: Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8"),
});

const toResult = (answer: HttpAnswer): APIGatewayProxyStructuredResultV2 => ({
  statusCode: answer.status,
  headers: { "content-type": "application/json", "cache-control": "no-store", ...answer.headers },
  body: answer.body === undefined ? "" : JSON.stringify(answer.body),
});
