import { notice } from "../../contracts/messages/notice.ts";
import { queueHandler } from "../_shared/queue.ts";
import { answerNotice } from "./answer-notice.ts";
import { notifierDeps } from "./deps.ts";

const deps = notifierDeps();

export const handler = queueHandler({
  schema: notice,
  process: (message, delivery) => answerNotice(message, delivery.attempt, deps),
  log: deps.log,
});
