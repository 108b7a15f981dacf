import { createHmac } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { expect } from "vitest";
import { createXInbound } from "../../../adapters/channels/x/inbound.ts";
import { type Family, eventOf } from "../../../local/sim-x/event-of.ts";
import { type SimPost, createWorld, latestId } from "../../../local/sim-x/world.ts";
import { bot, people } from "../../../local/seed/people.ts";
import { readXSecret, xSecret } from "../../support/simulated-x.ts";
import type { ChannelFixtures } from "./channel-fixtures.ts";

const folder = new URL("../../fixtures/x/", import.meta.url);

/** The documentation's samples of v1.1 objects come without the envelope in which they are delivered. */
const envelope = (name: string, text: string): string =>
  name.startsWith("status.") ? `{"for_user_id":"1111111111111111111","tweet_create_events":[${text}]}` : text;

const post = (fields: Readonly<Record<string, unknown>>) => ({
  type: "post_written",
  post: expect.objectContaining({ channel: "x", ...fields }) as unknown,
});

type Meaning = { readonly events: readonly unknown[]; readonly unknown?: readonly string[] };

const nothing: Meaning = { events: [] };

/** What each of the documentation's samples means; a sample that is not named here fails the suite. */
const meanings: Readonly<Record<string, Meaning>> = {
  "aaa/direct_message_events.json": nothing,
  "aaa/status.quote.json": {
    events: [post({ id: "1328399838128467969", form: "quote", cut: false, createdAt: "2020-11-16T18:09:36.542Z" })],
  },
  "aaa/status.reply-with-url.json": { events: [post({ id: "1307025659294674945", form: "reply", language: "en" })] },
  "aaa/status.reply.json": {
    events: [
      post({
        rootId: "1296887316556980230",
        form: "reply",
        mentions: [{ userId: "4444444444", handle: "SampleClin", name: "Sample Clinic", start: 8, end: 19 }],
        repliesTo: {
          postId: "1296887091901718529",
          author: { id: "3333333333", handle: "ExampleDevs", name: "ExampleDevs" },
        },
      }),
    ],
  },
  "aaa/status.truncated.json": {
    events: [post({ cut: false, text: expect.stringContaining("better serve our developer community") as unknown })],
  },
  "aaa/tweet_create_events.longform.json": { events: [post({ cut: true, form: "post" })] },
  "aaa/tweet_delete_events.json": {
    events: [{ type: "post_deleted", channel: "x", postId: "1045405559317569537", authorId: "111111111111111111" }],
  },
  "aaa/user_event.json": {
    events: [{ type: "access_revoked", channel: "x", userId: "99999999", at: "2018-05-24T09:48:12.000Z" }],
  },
  "xaa/chat.received.json": nothing,
  "xaa/chat.sent.json": nothing,
  "xaa/dm.received.json": nothing,
  "xaa/dm.sent.json": nothing,
  "xaa/follow.follow.json": nothing,
  "xaa/follow.unfollow.json": nothing,
  "xaa/oauth.revoke.json": {
    events: [{ type: "access_revoked", channel: "x", userId: "1111111111111111111", at: "2026-07-23T21:44:05.000Z" }],
  },
  "xaa/post.create.json": { events: [post({ text: "Hello from the Activity API", form: "post" })] },
  "xaa/post.delete.json": {
    events: [{ type: "post_deleted", channel: "x", postId: "2080761269309813134", authorId: "1111111111111111111" }],
  },
  "xaa/post.mention.create.json": {
    events: [
      post({
        text: "hey @ExampleUser",
        form: "post",
        language: undefined,
        author: expect.objectContaining({ handle: "OtherUser", automated: true }) as unknown,
        mentions: [{ userId: "1111111111111111111", handle: "ExampleUser", name: "Example User", start: 4, end: 16 }],
      }),
    ],
  },
  "xaa/post.quote.create.json": {
    events: [post({ form: "quote", author: expect.objectContaining({ id: "2222222222222222222" }) as unknown })],
  },
  "xaa/post.reply.create.json": { events: [post({ form: "reply", writtenFrom: 14 })] },
  "xaa/post.repost.create.json": { events: [post({ form: "repost" })] },
  "xaa/profile.update.banner_picture.json": nothing,
  "xaa/profile.update.bio.json": nothing,
  "xaa/profile.update.geo.json": nothing,
  "xaa/profile.update.profile_picture.json": nothing,
  "xaa/profile.update.screenname.json": nothing,
  "xaa/profile.update.url.json": nothing,
};

const samples = ["aaa", "xaa"].flatMap((family) =>
  readdirSync(new URL(family, folder)).map((file) => {
    const meaning = meanings[`${family}/${file}`];
    if (!meaning) throw new Error(`Say in x-fixtures.ts what ${family}/${file} means.`);
    const text = readFileSync(new URL(`${family}/${file}`, folder), "utf8");
    return { name: `${family}/${file}`, body: Buffer.from(envelope(file, text)), unknown: [], ...meaning };
  }),
);

const noon = Date.UTC(2026, 10, 24, 12);
const world = createWorld({ people: [...people, bot], clock: () => noon });

const write = (as: string, text: string): SimPost => {
  const author = world.person({ handle: as });
  const written = author && world.write({ author, text });
  if (!written?.ok) throw new Error(`The simulated X does not take the post of ${as}.`);
  return written.value;
};

const told = (of: SimPost, family: Family): Uint8Array =>
  Buffer.from(JSON.stringify(eventOf({ post: of, id: latestId(of) }, { world, bot, family, nowMs: noon })));

const order = write("alice", "@piaf #envoyer 12,99€ @bob pour le ciné & plus 🎬");
const secrets = { current: xSecret.consumer_secrets[0], previous: xSecret.consumer_secrets[1], stranger: "guessed" };

export const fixtures: ChannelFixtures = {
  open: (readable) =>
    createXInbound({
      readSecret:
        readable === "readable" ? readXSecret : () => Promise.reject(new Error("The secret is out of reach.")),
      botUserId: bot.userId,
    }),
  sign: (body, secret) => ({
    "x-twitter-webhooks-signature": `sha256=${createHmac("sha256", secrets[secret] ?? "")
      .update(body)
      .digest("base64")}`,
  }),
  challenge: {
    queryOf: (token) => ({ crc_token: token, nonce: "ignored" }),
    token: "NDk0YTg3ZjYtNWY3OC00ZmE3LTk2ZjAtZjg5YzJkZTk4ZjQx",
    proofIn: (answer) => (answer as { response_token: string }).response_token,
    signatureIn: (headers) => headers["x-twitter-webhooks-signature"],
  },
  samples,
  families: { "X Activity API": told(order, "xaa"), "Account Activity API": told(order, "aaa") },
  post: {
    type: "post_written",
    post: {
      channel: "x",
      id: latestId(order),
      rootId: latestId(order),
      author: { id: "1400000000000000101", handle: "alice", name: "Alice" },
      text: "@piaf #envoyer 12,99€ @bob pour le ciné & plus 🎬",
      cut: false,
      writtenFrom: 0,
      mentions: [
        { userId: bot.userId, handle: "piaf", name: "Piaf", start: 0, end: 5 },
        { userId: "1400000000000000102", handle: "bob", name: "Bob", start: 22, end: 26 },
      ],
      language: "fr",
      createdAt: "2026-11-24T12:00:00.000Z",
      form: "post",
    },
  },
  own: told(write("piaf", "C’est fait (réf. k3f9x2)"), "aaa"),
};
