import { Agent as HttpAgent } from "node:http";
import type { ApiResponseError } from "twitter-api-v2";
import * as z from "zod";
import { instant } from "../../../core/clock.ts";
import type { OutboundChannel, ReplyOutcome, SecretReader } from "../channel.ts";
import { id } from "./fields.ts";
import { replyTextFault } from "./reply-text.ts";
import { type XSecret, currentConsumerSecret, readXSecret } from "./secret.ts";

const timeoutMs = 5_000;

const posted = z.object({ data: z.object({ id }) });

/** Replies of the bot's account, in its own name (OAuth 1.0a user context). */
export const createXOutbound = (settings: {
  readonly readSecret: SecretReader;
  /** Such as `https://api.x.com`, without a slash at its end. */
  readonly apiUrl: string;
}): OutboundChannel => ({
  reply: async ({ postId, text }) => {
    const fault = replyTextFault(text);
    if (fault) return { status: "refused", reason: fault };
    // Imported where it is used, so that the bundles of the other roles stay without it.
    const library = await import("twitter-api-v2");
    const tokens = tokensOf(await readXSecret(settings.readSecret));
    const client = new library.TwitterApi(tokens, agentFor(settings.apiUrl)).v2;
    const body = { text, reply: { in_reply_to_tweet_id: postId } };
    // By itself it sends JSON only to paths that begin with /2/.
    const options = { prefix: `${settings.apiUrl}/2/`, forceBodyMode: "json", timeout: timeoutMs } as const;
    try {
      const answer = posted.safeParse(await client.post<unknown>("tweets", body, options));
      if (!answer.success) return { status: "unavailable", reason: "answer_not_understood" };
      return { status: "replied", postId: answer.data.data.id };
    } catch (error) {
      // The network or the time-out: whether the post was made is unknown, and asking again with the same text is safe.
      return error instanceof library.ApiResponseError ? outcomeOf(error) : unanswered;
    }
  },
});

const unanswered: ReplyOutcome = { status: "unavailable", reason: "no_answer" };

const tokensOf = (secret: XSecret) => ({
  appKey: secret.app_key,
  appSecret: currentConsumerSecret(secret),
  accessToken: secret.access_token,
  accessSecret: secret.access_secret,
});

/** The library's own agent speaks https only. */
const agentFor = (apiUrl: string) => (apiUrl.startsWith("http:") ? { httpAgent: new HttpAgent() } : {});

/** X tells its refusals apart by words: the status alone does not say what a 403 means. */
const outcomeOf = (error: ApiResponseError): ReplyOutcome => {
  const words = JSON.stringify(error.data ?? "");
  const reason = `http_${error.code}`;
  if (error.code === 429) return { status: "rate_limited", resetAt: resetAt(error) };
  if (error.code === 402 || (error.code === 403 && /credit/i.test(words))) return { status: "no_credit" };
  if (error.code === 403 && /duplicate/i.test(words)) return { status: "already_replied" };
  // 401: the bot's keys are wrong, which an operator heals; the reply itself is not refused.
  if (error.code >= 500 || error.code === 401) return { status: "unavailable", reason };
  return { status: "refused", reason };
};

const resetAt = (error: ApiResponseError): string | undefined => {
  const seconds = error.rateLimit?.reset;
  return seconds !== undefined && Number.isFinite(seconds) ? instant(seconds * 1_000) : undefined;
};
