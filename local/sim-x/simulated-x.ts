import type { ServerResponse } from "node:http";
import type { Clock } from "../../core/clock.ts";
import type { Mount } from "../front-door/mount.ts";
import type { SeededPerson } from "../seed/people.ts";
import { type SimRoute, answerBy, readRequest, send, sentence } from "./answer.ts";
import { type SimCredentials, apiRoutes, neverAnswered } from "./api-v2.ts";
import { createDeliveries } from "./deliveries.ts";
import { createOAuth } from "./oauth.ts";
import { scriptRoutes } from "./script-api.ts";
import { createSettings } from "./settings.ts";
import { type Change, createTimelineEvents, postJson } from "./timeline.ts";
import { webhookRoutes } from "./webhook-api.ts";
import { type SimPost, createWorld, latestId } from "./world.ts";

export type SimulatedX = {
  readonly mount: Mount;
  /** Checks the webhook as X does when one registers. Throws one sentence when it does not prove itself. */
  register(): Promise<void>;
  /** Gives up deliveries and ends open answers. */
  stop(): Promise<void>;
};

export type SimulatedXSettings = {
  readonly people: readonly SeededPerson[];
  readonly bot: SeededPerson;
  /** The folder that keeps the posts; without one they live in memory. */
  readonly dataDir?: string | undefined;
  readonly consumerSecret: string;
  readonly webhookUrl: string;
  readonly clock: Clock;
  readonly credentials: SimCredentials;
};

const prefix = "/sim/x/";

/** X's real shapes over real HTTP: posts, signed webhooks in both families, the v2 endpoints, OAuth, faults on demand. */
export const createSimulatedX = (x: SimulatedXSettings): SimulatedX => {
  const { bot, clock, credentials } = x;
  const world = createWorld({ people: [...x.people, bot], clock, dataDir: x.dataDir });
  const settings = createSettings();
  const deliveries = createDeliveries({ ...x, world, settings });
  const timeline = createTimelineEvents();
  const unanswered = new Set<ServerResponse>();
  const publish = (change: Change, post: SimPost): void => {
    timeline.tell(change, postJson(post, world));
    void deliveries.deliver(post, latestId(post));
  };
  const oauth = createOAuth({ people: x.people, credentials, clock });
  const routes: readonly SimRoute[] = [
    ...scriptRoutes({ world, settings, publish, deliver: deliveries.deliver }),
    ...oauth.routes,
    ...webhookRoutes({ ...x, deliveries }),
    ...apiRoutes({ world, bot, credentials, settings, clock, ownerOfToken: oauth.ownerOfToken, publish }),
  ];
  const handle: Mount["handle"] = async (request, response) => {
    if (request.method === "GET" && request.url === `${prefix}events`) return timeline.open(response);
    const read = await readRequest(request, prefix);
    if (!read) return send(response, sentence(413, "A request to the simulated X holds at most 1 MiB."));
    const answer = await answerBy(routes, read);
    if (answer.status !== neverAnswered.status) return send(response, answer);
    unanswered.add(response);
    response.on("close", () => unanswered.delete(response));
  };
  return {
    mount: { prefix, handle },
    register: deliveries.register,
    stop: async () => {
      timeline.close();
      for (const response of unanswered) response.destroy();
      await deliveries.stop();
    },
  };
};
