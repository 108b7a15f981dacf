import type { APIGatewayProxyEventV2, Context } from "aws-lambda";
import { type BankOperation, bankOperation, type BankTask, bankTask } from "../../contracts/messages/bank-task.ts";
import { httpHandler } from "../_shared/http.ts";
import { bankDeps } from "./deps.ts";
import { operate } from "./operate.ts";
import { bankRoutes } from "./routes.ts";
import { sendPayouts } from "./send-payouts.ts";

const deps = bankDeps();
const onRequest = httpHandler(bankRoutes(deps), deps.log);

/**
 * The gateway puts what people send inside of its own event, so that no request passes for a schedule's task, nor for an
 * operator's word.
 */
export const handler = async (event: APIGatewayProxyEventV2 | BankTask | BankOperation, context: Context) => {
  if ("operator" in event) return operate(bankOperation.parse(event), deps);
  if ("task" in event) {
    bankTask.parse(event);
    return sendPayouts(deps);
  }
  return onRequest(event, context);
};
