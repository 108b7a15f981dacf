import { expect, test } from "vitest";
import type { OutboundChannel, ReplyOutcome } from "../../../adapters/channels/channel.ts";
import { replyTextFault } from "../../../adapters/channels/x/reply-text.ts";
import type { IntentNotice } from "../../../contracts/messages/notice.ts";
import type { ReplyEnding, ReplyLog } from "../../../core/channel/reply-log.ts";
import type { QuestionReason } from "../../../core/command/command.ts";
import { answerNotice, maximumAttempts } from "../../../functions/notifier/answer-notice.ts";
import { replyTo } from "../../../functions/notifier/reply-texts.ts";
import { createKeptLog } from "../../support/kept-log.ts";

const settled: IntentNotice = {
  type: "intent.changed.v1",
  intent: "pi_k3f9x2abcdefghjkmnpqrstvwx",
  version: 1,
  state: "settled",
  channel: "x",
  postId: "2125115191191404544",
  rootId: "2125115191191404544",
  language: "fr",
  total: 1_299,
  currency: "EUR",
};

const createReplyLog = (): ReplyLog & { readonly endings: Map<string, ReplyEnding | "begun"> } => {
  const endings = new Map<string, ReplyEnding | "begun">();
  return {
    endings,
    begin: async (id) => {
      const known = endings.get(id);
      if (known === undefined) endings.set(id, "begun");
      return known === undefined ? "begun" : known === "begun" ? "in_progress" : "ended";
    },
    end: async (id, ending) => void endings.set(id, ending),
    release: async (id) => void endings.delete(id),
  };
};

const open = (outcomes: readonly ReplyOutcome[]) => {
  const left = [...outcomes];
  const said: { postId: string; text: string }[] = [];
  const channel: OutboundChannel = {
    reply: async (reply) => {
      said.push(reply);
      return left.shift() ?? { status: "replied", postId: "9" };
    },
  };
  const replies = createReplyLog();
  const { log, lines } = createKeptLog();
  const deps = { channels: new Map([["x", channel]]), replies, clock: () => 0, log };
  return { said, replies, lines, answer: (notice: IntentNotice, attempt = 1) => answerNotice(notice, attempt, deps) };
};

test("a settled payment is told once, with what the post said and a reference", async () => {
  const { answer, said, lines } = open([]);
  await answer(settled);
  await answer(settled);
  expect(said).toEqual([{ postId: settled.postId, text: "C’est fait : 12,99\u00a0€ (réf. k3f9x2)" }]);
  expect(lines.map((line) => line.message)).toEqual(["reply_posted"]);
});

test("a text that the network already holds counts as said", async () => {
  const { answer, said, lines } = open([{ status: "already_replied" }]);
  await answer(settled);
  await answer(settled);
  expect(said).toHaveLength(1);
  expect(lines.map((line) => line.message)).toEqual(["reply_posted"]);
});

test.each<ReplyOutcome>([
  { status: "rate_limited", resetAt: undefined },
  { status: "no_credit" },
  { status: "unavailable", reason: "no_answer" },
])("$status: comes again through the queue, then is dropped with one line", async (outcome) => {
  const { answer, said, lines, replies } = open(Array<ReplyOutcome>(maximumAttempts).fill(outcome));
  for (let attempt = 1; attempt < maximumAttempts; attempt += 1)
    await expect(answer(settled, attempt)).rejects.toThrow(outcome.status);
  await answer(settled, maximumAttempts);
  await answer(settled, maximumAttempts + 1);
  expect(said).toHaveLength(maximumAttempts);
  expect([...replies.endings.values()]).toEqual([{ outcome: "dropped" }]);
  expect(lines.map((line) => line.message)).toEqual(["reply_dropped"]);
});

test("a refusal is final", async () => {
  const { answer, said, lines } = open([{ status: "refused", reason: "http_403" }]);
  await answer(settled);
  await answer(settled);
  expect(said).toHaveLength(1);
  expect(lines[0]).toMatchObject({ message: "reply_dropped", facts: { reason: "http_403" } });
});

test("two at once: the second waits for the first", async () => {
  const { answer, replies, said } = open([]);
  await replies.begin(`${settled.intent}#settled`, 0);
  await expect(answer(settled)).rejects.toThrow("has not ended");
  expect(said).toEqual([]);
});

test("a channel that is gone costs one log line", async () => {
  const { answer, lines } = open([]);
  await answer({ ...settled, channel: "y" });
  expect(lines).toMatchObject([{ message: "reply_dropped", facts: { reason: "channel_unknown" } }]);
});

test("failures, proposals and who has an account are not told in public", async () => {
  const { answer, said } = open([]);
  for (const state of ["failed", "pending_approval", "declined", "expired"])
    await answer({ ...settled, state, reason: "insufficient_funds" });
  for (const reason of ["not_linked", "payee_not_joined", "constructor", undefined])
    await answer({ ...settled, state: "needs_input", ...(reason ? { reason } : {}) });
  expect(said).toEqual([]);
});

const reasons: Readonly<Record<QuestionReason, true>> = {
  amount_missing: true,
  amount_unclear: true,
  payee_missing: true,
  payee_unclear: true,
  payee_is_payer: true,
  payee_is_bot: true,
  verb_missing: true,
  text_cut: true,
};

test.each(["fr", "en", undefined])("every text may be posted and ends with the reference (%s)", (language) => {
  const base: IntentNotice = { ...settled, ...(language ? { language } : { language: "de" }) };
  const questions = Object.keys(reasons).map((reason) => replyTo({ ...base, state: "needs_input", reason }));
  const amounts = [0, 1, 1_299, 10 ** 15].map((total) => replyTo({ ...base, total }));
  const plain = replyTo({ ...base, total: undefined, currency: undefined } as IntentNotice);
  for (const reply of [...questions, ...amounts, plain]) {
    expect(reply?.text).toMatch(/ \(r[ée]f\. k3f9x2\)$/);
    expect(replyTextFault(reply?.text ?? "")).toBeUndefined();
  }
  expect(new Set(questions.map((reply) => reply?.text)).size).toBe(questions.length);
});
