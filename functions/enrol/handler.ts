import type { APIGatewayProxyEventV2, Context, SQSEvent } from "aws-lambda";
import { accountEventReceived } from "../../contracts/messages/account-event.ts";
import { type Identification, identification } from "../../contracts/messages/identification.ts";
import { httpHandler } from "../_shared/http.ts";
import { queueHandler } from "../_shared/queue.ts";
import { enrolDeps } from "./deps.ts";
import { followAccount } from "./follow-account.ts";
import { identify } from "./identify.ts";
import { enrolRoutes } from "./routes.ts";

const deps = enrolDeps();
const onRequest = httpHandler(enrolRoutes(deps), deps.log);
const onAccountEvents = queueHandler({
  schema: accountEventReceived,
  process: (message) => followAccount(message, deps),
  log: deps.log,
});

/**
 * The gateway puts what people send inside of its own event, so that no request passes for a queue's delivery, nor for an
 * operator's word of who somebody is.
 */
export const handler = (event: APIGatewayProxyEventV2 | SQSEvent | Identification, context: Context) => {
  if ("operator" in event) return identify(identification.parse(event), deps);
  return "Records" in event ? onAccountEvents(event, context) : onRequest(event, context);
};
