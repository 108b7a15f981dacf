import { expect, test } from "vitest";
import type { ReplyOutcome } from "../../../adapters/channels/channel.ts";
import type { PushMessage } from "../../../core/push/push.ts";
import { maximumAttempts } from "../../../functions/notifier/answer-notice.ts";
import { handleNotice } from "../../../functions/notifier/handle-notice.ts";
import { noticeOf } from "../../../functions/relay/relay-changes.ts";
import { alice, noon, proposal } from "../../support/intents.ts";
import { createKeptLog } from "../../support/kept-log.ts";

/** What the payer's phone and the log hear of a settled payment whose reply ends so. */
const told = async (outcome: ReplyOutcome, { budget = true, attempt = 1 } = {}) => {
  const settled = proposal({ state: "settled" });
  const notice = noticeOf({ before: proposal({ state: "settling" }), after: settled, touched: false });
  const pushed: PushMessage[] = [];
  const { log, lines } = createKeptLog();
  const subscription = { id: "1", holder: alice, endpoint: "https://push.example.com/1", p256dh: "", auth: "" };
  const subscribed = { ...subscription, language: "fr", subscribedAt: "2026-11-24T12:00:00.000Z" } as const;
  await handleNotice(
    { notice: notice!, attempt },
    {
      channels: new Map([["x", { budget: { limit: 1, windowMs: 1 }, reply: async () => outcome }]]),
      replies: {
        claim: async () => true,
        release: async () => {},
        once: async () => true,
        spend: async () => budget,
      },
      writers: { get: async () => ({ revision: 0, proposed: [], asked: [] }) },
      owners: { ownerOf: async () => undefined },
      connections: { ofHolder: async () => [], forget: async () => {} },
      sockets: { send: async () => "sent" },
      intents: { get: async () => settled },
      preferences: { get: async () => ({}) },
      subscriptions: { ofHolder: async () => [subscribed], remove: async () => "removed" },
      pusher: { send: async (_to, message) => (pushed.push(message), "sent") },
      publishPushKey: async () => {},
      clock: () => noon,
      log,
    },
  );
  return { pushed, dropped: lines.filter(({ message }) => message === "reply_dropped") };
};

test.each([
  ["there is no budget", { status: "replied", postId: "9" }, { budget: false }],
  ["the network refuses", { status: "refused", reason: "http_403" }, {}],
  ["there is no credit", { status: "no_credit" }, { attempt: maximumAttempts }],
] as const)("what is not said in public, since %s, reaches the payer's phone", async (_why, outcome, given) => {
  const { pushed, dropped } = await told(outcome, given);
  expect(pushed).toMatchObject([{ kind: "settled", intent: "pi_cinema" }]);
  expect(dropped).toHaveLength(1);
});
