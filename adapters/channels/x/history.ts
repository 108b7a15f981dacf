import * as z from "zod";
import { type Instant, epochMs } from "../../../core/clock.ts";
import { type Result, fail, ok } from "../../../core/result.ts";
import type { ChannelHistory, HistoryFault, PostWritten } from "../channel.ts";
import { readActivity } from "./activity-event.ts";
import { id } from "./fields.ts";
import { firstIdOf } from "./snowflake.ts";
import { type XAnswer, type XApi, type XApiSettings, createXApi } from "./x-api.ts";

/** A page, and so many of them: X keeps 800 mentions. */
const pageSize = 100;
const maximumPages = 8;

/** What a post and an account must show, to be read as an event of the X Activity API is. */
const fields = {
  "tweet.fields":
    "author_id,conversation_id,created_at,display_text_range,edit_history_tweet_ids,entities,in_reply_to_user_id,lang,note_tweet,referenced_tweets",
  "user.fields": "affiliation,name,profile_image_url,protected,username",
  expansions: "author_id,entities.mentions.username,in_reply_to_user_id",
};

const mentionsPage = z.object({
  data: z.array(z.unknown()).default([]),
  includes: z.object({ users: z.array(z.unknown()).default([]) }).default({ users: [] }),
  meta: z.object({ next_token: z.string().optional() }).default({}),
});

const webhooks = z.object({ data: z.array(z.object({ id, url: z.string(), valid: z.boolean() })).default([]) });

/** X gives the job bare or in an envelope; its documents show both. */
const job = z.union([
  z.object({ job_id: id }),
  z.object({ data: z.object({ job_id: id }) }).transform(({ data }) => data),
]);

/** The bot's mentions timeline, and the replay of webhook deliveries. */
export const createXHistory = (settings: XApiSettings & { readonly botUserId: string }): ChannelHistory => {
  const api = createXApi(settings);
  return {
    mentionsSince: (since) => readMentions(api, settings.botUserId, since),
    replay: async ({ from, to }) => {
      const webhook = await provenWebhook(api);
      if (!webhook.ok) return webhook;
      const body = { webhook_id: webhook.value, from_date: minuteOf(from), to_date: minuteOf(to) };
      const begun = read(job, await api.asApp({ method: "POST", path: "/2/webhooks/replay", body }));
      return begun.ok ? ok({ jobId: begun.value.job_id }) : begun;
    },
  };
};

const readMentions = async (
  api: XApi,
  botUserId: string,
  since: Instant,
): Promise<Result<readonly PostWritten[], HistoryFault>> => {
  const found: PostWritten[] = [];
  let next: string | undefined;
  for (let page = 0; page < maximumPages; page += 1) {
    const query = {
      ...fields,
      max_results: String(pageSize),
      since_id: firstIdOf(epochMs(since)),
      ...(next ? { pagination_token: next } : {}),
    };
    const answer = read(
      mentionsPage,
      await api.asBot({ method: "GET", path: `/2/users/${botUserId}/mentions`, query }),
    );
    if (!answer.ok) return answer;
    const { data, includes, meta } = answer.value;
    found.push(...data.flatMap((payload) => toEvent(payload, includes)));
    next = meta.next_token;
    if (next === undefined) break;
  }
  return ok(found.reverse());
};

/** What is no post of the known shape is left out, as it would be on the webhook. */
const toEvent = (payload: unknown, includes: { readonly users: unknown[] }): readonly PostWritten[] => {
  const event = readActivity({ event_type: "post.mention.create", payload, includes });
  return event?.type === "post_written" ? [event] : [];
};

/** Ours by its address. X asks a webhook that it gave up for its proof again; while that fails, a replay would be lost. */
const provenWebhook = async (api: XApi): Promise<Result<string, HistoryFault>> => {
  const listed = read(webhooks, await api.asApp({ method: "GET", path: "/2/webhooks" }));
  if (!listed.ok) return listed;
  const ours = listed.value.data.find(({ url }) => url.endsWith("/webhooks/x"));
  if (!ours) return fail("webhook_unknown");
  if (ours.valid) return ok(ours.id);
  const proven = read(z.unknown(), await api.asApp({ method: "PUT", path: `/2/webhooks/${ours.id}` }));
  return proven.ok ? ok(ours.id) : proven;
};

/** yyyymmddhhmm in UTC. */
const minuteOf = (at: Instant): string => at.replaceAll(/[-T:]/g, "").slice(0, 12);

const read = <Schema extends z.ZodType>(
  schema: Schema,
  answer: XAnswer | undefined,
): Result<z.output<Schema>, HistoryFault> => {
  if (!answer) return fail("no_answer");
  if (answer.status < 200 || answer.status > 299) return fail(`http_${answer.status}`);
  const parsed = schema.safeParse(answer.body);
  return parsed.success ? ok(parsed.data) : fail("answer_not_understood");
};
