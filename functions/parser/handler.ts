import { channelEventReceived } from "../../contracts/messages/channel-event.ts";
import type { PostEvent } from "../../core/channel/channel-event.ts";
import { queueHandler } from "../_shared/queue.ts";
import { parserDeps } from "./deps.ts";
import { handleChannelEvent } from "./handle-channel-event.ts";

const deps = parserDeps();

const channelOf = (event: PostEvent): string => (event.type === "post_written" ? event.post.channel : event.channel);

export const handler = queueHandler({
  schema: channelEventReceived,
  process: async ({ event, source, receivedAt }) => {
    await handleChannelEvent(event, deps);
    if (source === "webhook") await deps.noteDelivery(channelOf(event), receivedAt);
  },
  log: deps.log,
});
