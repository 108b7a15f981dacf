import { notice } from "../../contracts/messages/notice.ts";
import { queueHandler } from "../_shared/queue.ts";
import { notifierDeps } from "./deps.ts";
import { handleNotice } from "./handle-notice.ts";

const deps = notifierDeps();

export const handler = queueHandler({
  schema: notice,
  process: (message, { attempt }) => handleNotice({ notice: message, attempt }, deps),
  log: deps.log,
});
