import { expect, test } from "vitest";
import type { OutboundChannel, ReplyOutcome } from "../../../adapters/channels/channel.ts";
import { replyTextFault } from "../../../adapters/channels/x/reply-text.ts";
import type { IntentNotice, Notice, WishNotice } from "../../../contracts/messages/notice.ts";
import type { ReplyLog } from "../../../core/channel/reply-log.ts";
import type { Writer } from "../../../core/channel/writer.ts";
import { dayMs } from "../../../core/clock.ts";
import { answerNotice, maximumAttempts } from "../../../functions/notifier/answer-notice.ts";
import { confirmationOf, replyTo } from "../../../functions/notifier/reply-texts.ts";
import { questions } from "../../../locales/messages.ts";
import { spokenLanguages } from "../../../locales/languages.ts";
import { createKeptLog } from "../../support/kept-log.ts";

const settled: IntentNotice = {
  type: "intent.changed.v1",
  intent: "pi_k3f9x2abcdefghjkmnpqrstvwx",
  version: 1,
  state: "settled",
  channel: "x",
  postId: "2125115191191404544",
  rootId: "2125115191191404544",
  writerId: "1400000000000000101",
  language: "fr",
  total: 1_299,
  currency: "EUR",
};

const createReplyLog = (): ReplyLog & { readonly claimed: Set<string> } => {
  const claimed = new Set<string>();
  const begun = new Map<string, { until: number; times: number; by: string }>();
  const count = (id: string, by: string, windowMs: number, now: number) => {
    const known = begun.get(id);
    const open = known && known.until > now ? known : { until: now + windowMs, times: 0, by };
    begun.set(id, open);
    open.times += 1;
    return open;
  };
  return {
    claimed,
    claim: async (id) => !claimed.has(id) && !!claimed.add(id),
    release: async (id) => void claimed.delete(id),
    once: async ({ id, by, windowMs }, now) => count(id, by, windowMs, now).by === by,
    spend: async ({ id, limit, windowMs }, now) => count(id, "", windowMs, now).times <= limit,
  };
};

const open = (outcomes: readonly ReplyOutcome[], { limit = 100, writer = {} as Partial<Writer> } = {}) => {
  let now = 0;
  const left = [...outcomes];
  const said: { postId: string; text: string }[] = [];
  const channel: OutboundChannel = {
    budget: { limit, windowMs: 900_000 },
    reply: async (reply) => {
      said.push(reply);
      return left.shift() ?? { status: "replied", postId: "9" };
    },
  };
  const replies = createReplyLog();
  const { log, lines } = createKeptLog();
  const writers = { get: async () => ({ revision: 0, proposed: [], asked: [], ...writer }) };
  const deps = { channels: new Map([["x", channel]]), replies, writers, clock: () => now, log };
  return {
    said,
    replies,
    lines,
    answer: (notice: Notice, attempt = 1) => answerNotice(notice, attempt, deps),
    wait: (ms: number) => void (now += ms),
  };
};

test("a settled payment is told once, with what the post said and a reference", async () => {
  const { answer, said, lines } = open([]);
  await answer(settled);
  await answer(settled);
  expect(said).toEqual([{ postId: settled.postId, text: "C’est fait\u00a0: 12,99\u00a0€ (réf. k3f9x2)" }]);
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
  expect(replies.claimed.size).toBe(1);
  expect(lines.map((line) => line.message)).toEqual(["reply_dropped"]);
});

test("a refusal is final", async () => {
  const { answer, said, lines } = open([{ status: "refused", reason: "http_403" }]);
  await answer(settled);
  await answer(settled);
  expect(said).toHaveLength(1);
  expect(lines[0]).toMatchObject({ message: "reply_dropped", facts: { reason: "http_403" } });
});

test("two at once: one of them says it", async () => {
  const { answer, said } = open([]);
  await Promise.all([answer(settled), answer(settled)]);
  expect(said).toHaveLength(1);
});

test("whatever breaks before the reply was said, it comes again", async () => {
  const { answer, said, replies } = open([]);
  const { spend } = replies;
  replies.spend = async () => Promise.reject(new Error("The database is gone."));
  await expect(answer(settled)).rejects.toThrow("is gone");
  replies.spend = spend;
  await answer(settled);
  expect(said).toHaveLength(1);
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
  for (const reason of ["payee_not_joined", "post_edited", "constructor", undefined])
    await answer({ ...settled, state: "needs_input", ...(reason ? { reason } : {}) });
  expect(said).toEqual([]);
});

/** Each about a post of its own. */
const notices = (count: number, more: Partial<IntentNotice> = {}): readonly IntentNotice[] =>
  Array.from({ length: count }, (_, index) => ({ ...settled, postId: `${index}`, intent: `pi_${index}`, ...more }));

test("a command is answered once, whatever becomes of it", async () => {
  const { answer, said } = open([]);
  await answer({ ...settled, state: "needs_input", reason: "amount_missing" });
  await answer({ ...settled, version: 2 });
  expect(said).toHaveLength(1);
});

test("nothing is said in public of a post that not everybody can read", async () => {
  const { answer, said, lines } = open([]);
  await answer({ ...settled, quiet: true });
  expect([said, lines]).toEqual([[], []]);
});

const wished = (wish: WishNotice["wish"], postId = "2125115191191404599"): WishNotice => {
  const { channel, writerId } = settled;
  return { type: "writer.wished.v1", wish, channel, postId, writerId, language: "fr" };
};

const stopped: Partial<Writer> = {
  wish: { says: "stop", postId: "2125115191191404599", at: "2026-11-24T12:00:00.000Z" },
};

test("who says stop is told once that it is heard, and then nothing more", async () => {
  const { answer, said, lines } = open([], { writer: stopped });
  await answer(wished("stop"));
  await answer(wished("stop"));
  await answer(settled);
  // Overtaken by a later stop.
  await answer(wished("start", "2125115191191404588"));
  const text =
    "C’est noté\u00a0: j’ignore vos posts jusqu’à ce que vous m’écriviez «\u00a0reprendre\u00a0». (réf. 404599)";
  expect(said).toEqual([{ postId: "2125115191191404599", text }]);
  const dropped = lines.filter(({ message }) => message === "reply_dropped");
  expect(dropped.map(({ facts }) => facts["reason"])).toEqual(["writer_stopped", "writer_stopped"]);
});

test("a writer who wavers is told each once a day, and nobody is told of a post that not everybody can read", async () => {
  const { answer, said, lines, wait } = open([]);
  for (const id of ["11", "12", "13"]) await answer(wished(id === "12" ? "start" : "stop", id));
  expect(said.map(({ postId }) => postId)).toEqual(["11", "12"]);
  expect(lines.at(-1)).toMatchObject({ message: "reply_dropped", facts: { reason: "said_before" } });
  wait(dayMs);
  await answer({ ...wished("start", "14"), quiet: true });
  await answer(wished("start", "15"));
  expect(said.map(({ postId }) => postId)).toEqual(["11", "12", "15"]);
});

test("a confirmation spends the budget of all replies, and comes again after an outage", async () => {
  const { answer, said } = open([{ status: "unavailable", reason: "no_answer" }], { limit: 2 });
  await expect(answer(wished("stop", "11"))).rejects.toThrow("unavailable");
  await answer(wished("stop", "11"));
  await answer(settled);
  expect(said.map(({ postId }) => postId)).toEqual(["11", "11"]);
});

test("who said stop is left alone, with one line in the log", async () => {
  const { answer, said, lines } = open([], { writer: stopped });
  await answer(settled);
  await answer(settled);
  expect(said).toEqual([]);
  expect(lines).toMatchObject([{ message: "reply_dropped", facts: { reason: "writer_stopped" } }]);
});

test("what a window allows is said, the rest is left to the phone, and the next window speaks again", async () => {
  const { answer, said, lines, wait } = open([], { limit: 3 });
  for (const notice of notices(5)) await answer(notice);
  expect(said.map(({ postId }) => postId)).toEqual(["0", "1", "2"]);
  const dropped = lines.filter(({ message }) => message === "reply_dropped");
  expect(dropped.map(({ facts }) => facts["reason"])).toEqual(["budget_spent", "budget_spent"]);
  wait(900_000);
  for (const notice of notices(7).slice(4)) await answer(notice);
  // What was dropped stays so: it is old by then.
  expect(said.map(({ postId }) => postId)).toEqual(["0", "1", "2", "5", "6"]);
});

test("a writer without an account is invited once a day, in words that fit everybody", async () => {
  const { answer, said, wait } = open([]);
  const invitations = notices(4, { state: "needs_input", reason: "not_linked" });
  await answer(invitations[0]!);
  await answer(invitations[1]!);
  wait(dayMs - 1);
  await answer(invitations[2]!);
  expect(said).toHaveLength(1);
  wait(1);
  await answer(invitations[3]!);
  expect(said).toHaveLength(2);
  expect(said[0]?.text).toMatch(/^Pour payer par post, reliez votre compte/);
  expect(said[0]?.text).not.toMatch(/12,99|pas de compte|client/);
});

test("an invitation that X could not take comes again through the queue", async () => {
  const { answer, said } = open([{ status: "rate_limited", resetAt: undefined }]);
  const [invitation] = notices(1, { state: "needs_input", reason: "not_linked" });
  await expect(answer(invitation!, 1)).rejects.toThrow("rate_limited");
  await answer(invitation!, 2);
  expect(said).toHaveLength(2);
});

test.each([...spokenLanguages, undefined])(
  "every reply may be posted and ends with the reference (%s)",
  async (language) => {
    const base: IntentNotice = { ...settled, language: language ?? "ja" };
    const asked = Object.keys(questions).map((reason) => replyTo({ ...base, state: "needs_input", reason }));
    const amounts = [0, 1, 1_299, 10 ** 15].map((total) => replyTo({ ...base, total }));
    const plain = replyTo({ ...base, total: undefined, currency: undefined } as IntentNotice);
    const invited = replyTo({ ...base, state: "needs_input", reason: "not_linked" });
    for (const wish of ["stop", "start"] as const) {
      const { text } = confirmationOf({ ...wished(wish), language: language ?? "ja" });
      expect(text).toMatch(/ \((r[ée]f|Ref|rif)\. 404599\)$/);
      expect(await replyTextFault(text)).toBeUndefined();
    }
    for (const reply of [...asked, ...amounts, plain, invited]) {
      expect(reply?.text).toMatch(/ \((r[ée]f|Ref|rif)\. k3f9x2\)$/);
      expect(await replyTextFault(reply?.text ?? "")).toBeUndefined();
    }
  },
);

test.each(spokenLanguages)(
  "of money that waits it says in %s until when, once, and neither whose it is nor how much",
  async (language) => {
    const held: IntentNotice = {
      ...settled,
      ...{ state: "held_for_claim", language, claimUntil: "2026-12-09T12:00:00.000Z" },
    };
    const world = open([]);
    await world.answer(held);
    await world.answer(held);
    expect(world.said).toHaveLength(1);
    const [{ text } = { text: "" }] = world.said;
    expect(text).toContain(
      new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(Date.UTC(2026, 11, 9)),
    );
    expect(text).not.toMatch(/12[.,]99|@/);
    expect(await replyTextFault(text)).toBeUndefined();
  },
);
