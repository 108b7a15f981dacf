import * as z from "zod";
import { minuteMs } from "../../../core/clock.ts";
import type { OutboundChannel, ReplyOutcome } from "../channel.ts";
import { id } from "./fields.ts";
import { replyTextFault } from "./reply-text.ts";
import { type XAnswer, type XApiSettings, createXApi } from "./x-api.ts";

const posted = z.object({ data: z.object({ id }) });

/** Replies of the bot's account, in its own name. */
export const createXOutbound = (settings: XApiSettings): OutboundChannel => {
  const api = createXApi(settings);
  return {
    budget: { limit: 100, windowMs: 15 * minuteMs },
    reply: async ({ postId, text }) => {
      const fault = await replyTextFault(text);
      if (fault) return { status: "refused", reason: fault };
      const body = { text, reply: { in_reply_to_tweet_id: postId } };
      const answer = await api.asBot({ method: "POST", path: "/2/tweets", body });
      // Whether the post was made is unknown, and asking again with the same text is safe.
      return answer ? outcomeOf(answer) : { status: "unavailable", reason: "no_answer" };
    },
  };
};

/** X tells its refusals apart by words: the status alone does not say what a 403 means. */
const outcomeOf = ({ status, body, resetAt }: XAnswer): ReplyOutcome => {
  const words = JSON.stringify(body ?? "");
  const reason = `http_${status}`;
  if (status >= 200 && status < 300) {
    const answer = posted.safeParse(body);
    if (!answer.success) return { status: "unavailable", reason: "answer_not_understood" };
    return { status: "replied", postId: answer.data.data.id };
  }
  if (status === 429) return { status: "rate_limited", resetAt };
  if (status === 402 || (status === 403 && /credit/i.test(words))) return { status: "no_credit" };
  if (status === 403 && /duplicate/i.test(words)) return { status: "already_replied" };
  // 401: the bot's keys are wrong, which an operator heals; the reply itself is not refused.
  if (status >= 500 || status === 401) return { status: "unavailable", reason };
  return { status: "refused", reason };
};
