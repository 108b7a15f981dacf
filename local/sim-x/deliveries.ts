import type { Clock } from "../../core/clock.ts";
import type { SeededPerson } from "../seed/people.ts";
import { type EventContext, eventOf } from "./event-of.ts";
import { type ReplayJob, replayedBodies } from "./replay.ts";
import type { SimSettings } from "./settings.ts";
import { createWebhookClient } from "./webhook-client.ts";
import type { SimPost, World } from "./world.ts";

/** All that X tells the webhook of the bot, but for what is lost on demand. */
export type Deliveries = {
  /** The challenge-response check. Throws one sentence when the webhook does not prove itself. */
  register(): Promise<void>;
  /** Whether the last check was passed. */
  isValid(): boolean;
  /** Tells of that version of the post; whether the webhook took it. */
  deliver(post: SimPost, id: string): Promise<boolean>;
  /** Tells once more of what was written in a time, then of the end of the job. */
  replay(job: ReplayJob): Promise<void>;
  /** Gives up what is under way. */
  stop(): Promise<void>;
};

export const createDeliveries = (parts: {
  readonly world: World;
  readonly bot: SeededPerson;
  readonly settings: SimSettings;
  readonly consumerSecret: string;
  readonly webhookUrl: string;
  readonly clock: Clock;
}): Deliveries => {
  const { world, bot, settings, webhookUrl } = parts;
  const webhook = createWebhookClient(parts.consumerSecret);
  let isValid = false;
  const context = (): EventContext => ({ world, bot, family: settings.current().family, nowMs: parts.clock() });
  const send = async (body: object): Promise<boolean> =>
    !settings.takeLoss() && (await webhook.deliver(webhookUrl, body));
  return {
    register: async () => {
      isValid = false;
      await webhook.check(webhookUrl);
      isValid = true;
    },
    isValid: () => isValid,
    deliver: async (post, id) => {
      const event = eventOf({ post, id }, context());
      return event !== undefined && (await send(event));
    },
    replay: async (job) => {
      for (const body of replayedBodies(job, context())) await send(body);
    },
    stop: () => webhook.stop(),
  };
};
