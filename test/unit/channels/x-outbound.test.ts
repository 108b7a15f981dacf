import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createXOutbound } from "../../../adapters/channels/x/outbound.ts";
import { replyTextFault } from "../../../adapters/channels/x/reply-text.ts";
import { readXSecret, startSimulatedX, xSecret } from "../../support/simulated-x.ts";

let x: Awaited<ReturnType<typeof startSimulatedX>>;
let postId = "";
let count = 0;
const text = (): string => `Done: €12.99 (ref. ${(count += 1)})`;

beforeAll(async () => {
  x = await startSimulatedX({});
  postId = await x.post({ as: "alice", text: "@piaf pay €12.99 @bob" });
});
afterAll(() => x.stop());
beforeEach(() => x.call("PUT", "settings", { faults: {} }));

const outbound = () => createXOutbound({ readSecret: readXSecret, apiUrl: x.apiUrl });
const fault = (faults: Record<string, number>) => x.call("PUT", "settings", { faults });

test("a reply stands under the payer's post, in the bot's name", async () => {
  const said = text();
  const outcome = await outbound().reply({ postId, text: said });
  const posts = (await x.call("GET", "posts")).json["posts"] as Record<string, unknown>[];
  expect(outcome).toEqual({ status: "replied", postId: posts[0]?.["id"] });
  expect(posts[0]).toMatchObject({ author: { handle: "piaf" }, written: said, in_reply_to: postId });
});

test("the same text twice is already replied", async () => {
  const said = text();
  await outbound().reply({ postId, text: said });
  expect(await outbound().reply({ postId, text: said })).toEqual({ status: "already_replied" });
});

test("a rate limit says until when", async () => {
  await fault({ rate_limited: 1 });
  const outcome = await outbound().reply({ postId, text: text() });
  if (outcome.status !== "rate_limited") throw new Error(`It is ${outcome.status}.`);
  const waitMs = Date.parse(outcome.resetAt ?? "") - Date.now();
  expect(waitMs).toBeGreaterThan(0);
  expect(waitMs).toBeLessThanOrEqual(15 * 60_000 + 1_000);
});

test.each([
  ["duplicate", { status: "already_replied" }],
  ["no_credit", { status: "no_credit" }],
  ["server_error", { status: "unavailable", reason: "http_503" }],
])("the fault %s is understood, and the next call goes through", async (name, outcome) => {
  await fault({ [name]: 1 });
  const said = text();
  expect(await outbound().reply({ postId, text: said })).toEqual(outcome);
  expect((await outbound().reply({ postId, text: said })).status).toBe("replied");
});

test("no answer within 5 s is unavailable, without a second request", async () => {
  await fault({ time_out: 1 });
  const begun = Date.now();
  expect(await outbound().reply({ postId, text: text() })).toEqual({ status: "unavailable", reason: "no_answer" });
  expect(Date.now() - begun).toBeGreaterThan(4_500);
  expect(Date.now() - begun).toBeLessThan(8_000);
});

test("nobody there is unavailable", async () => {
  const nowhere = createXOutbound({ readSecret: readXSecret, apiUrl: "http://127.0.0.1:9" });
  expect(await nowhere.reply({ postId, text: text() })).toEqual({ status: "unavailable", reason: "no_answer" });
});

test("wrong keys are the operator's matter, not the reply's", async () => {
  const readSecret = () => Promise.resolve({ ...xSecret, access_token: "revoked" });
  const outcome = await createXOutbound({ readSecret, apiUrl: x.apiUrl }).reply({ postId, text: text() });
  expect(outcome).toEqual({ status: "unavailable", reason: "http_401" });
});

test("a post that is gone, or never spoke to the bot, is refused for good", async () => {
  const quiet = await x.post({ as: "bob", text: "good morning" });
  expect(await outbound().reply({ postId: quiet, text: text() })).toEqual({ status: "refused", reason: "http_403" });
  const gone = await x.post({ as: "alice", text: "@piaf pay 1 € @bob" });
  await x.call("DELETE", `posts/${gone}`);
  expect(await outbound().reply({ postId: gone, text: text() })).toEqual({ status: "refused", reason: "http_403" });
});

describe("a text that must not be posted", () => {
  test.each([
    ["", "text_empty"],
    ["c'est fait.la suite", "text_has_link"],
    ["à 10h30.Me voici", "text_has_link"],
    ["see https://x", "text_has_link"],
    ["on piaf.example", "text_has_link"],
    ["voir t.co/abc", "text_has_link"],
    ["thanks @bob", "text_has_mention"],
    ["thanks ＠bob", "text_has_mention"],
    ["€".repeat(141), "text_too_long"],
  ])("%j is refused before any request", async (said, reason) => {
    expect(await outbound().reply({ postId, text: said })).toEqual({ status: "refused", reason });
  });

  test("280 as X weighs them are the limit", async () => {
    expect(await replyTextFault("€".repeat(140))).toBeUndefined();
    for (const heavy of ["€", "…", "\u202f", "👍🏽"]) {
      expect(await replyTextFault(`é${heavy.repeat(139)}é`)).toBeUndefined();
      expect(await replyTextFault(`é${heavy.repeat(140)}`)).toBe("text_too_long");
    }
    for (const light of ["é", "œ", "’", "«"]) {
      expect(await replyTextFault(light.repeat(280))).toBeUndefined();
      expect(await replyTextFault(light.repeat(281))).toBe("text_too_long");
    }
    expect(await replyTextFault("Done: €12.99 (ref. k3f9x2)")).toBeUndefined();
  });
});
