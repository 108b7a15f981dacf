import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { problem } from "../_shared/problem.ts";
import { webhookDeps } from "./deps.ts";
import { toRequest, toResult } from "./http-request.ts";
import { receiveDelivery } from "./receive-delivery.ts";

const deps = webhookDeps();
const receive = receiveDelivery(deps);

/** Without the JSON bundle of the other routes: what is verified is the bytes as they came. */
export const handler = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  try {
    return toResult(await receive(toRequest(event)));
  } catch (error) {
    deps.log.error("request_failed", error, { route: event.routeKey });
    return toResult(problem("internal", "The delivery could not be queued: deliver it again."));
  }
};
