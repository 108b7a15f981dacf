import { channelEventReceived } from "../../contracts/messages/channel-event.ts";
import { queueHandler } from "../_shared/queue.ts";
import { parserDeps } from "./deps.ts";
import { handleChannelEvent } from "./handle-channel-event.ts";

const deps = parserDeps();

export const handler = queueHandler({
  schema: channelEventReceived,
  process: (message) => handleChannelEvent(message.event, deps),
  log: deps.log,
});
