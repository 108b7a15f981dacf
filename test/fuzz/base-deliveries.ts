import { createHmac } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { secondMs } from "../../core/clock.ts";
import { type Family, eventOf } from "../../local/sim-x/event-of.ts";
import { type SimPost, type World, createWorld, latestId, latestText, rootId } from "../../local/sim-x/world.ts";
import { bot, people } from "../../local/seed/people.ts";

/** A delivery as X makes it, and the post that it tells of. */
export type BaseDelivery = {
  readonly body: Buffer;
  readonly rootId?: string;
  readonly authorId?: string;
  /** A command that is whole and clear: one intent must come of it. */
  readonly isOrder?: boolean;
};

const texts = [
  "@piaf #envoyer 12,99€ @bob pour le ciné & plus 🎬",
  "@piaf pay 5€ @carol <3",
  "@piaf send €20 to @alice and @carol each",
  "@piaf pay 1.000 € @bob",
  "@piaf request 5€ from @carol",
  "@piaf merci beaucoup",
  "@piaf stop it @bob",
  `@piaf pay 7€ @dave ${"long ".repeat(60)}`,
];

/** So far apart that nobody floods. */
const apartMs = 20 * secondMs;

const writeAll = (world: World): readonly SimPost[] =>
  texts.flatMap((text, index) =>
    ["alice", "bob", "carol", "dave"].flatMap((handle, at) => {
      const author = world.person({ handle })!;
      const agoMs = (index * 4 + at + 1) * apartMs;
      const post = world.write({ author, text, agoMs });
      if (!post.ok) throw new Error(post.fault.sentence);
      const id = latestId(post.value);
      const others = [
        world.write({ author, text: "@piaf pay 3€", inReplyTo: id, agoMs: agoMs - apartMs / 2 }),
        world.write({ author, text: "", repostOf: id, agoMs: 1_000 }),
        world.write({ author, text: "look @piaf", quoteOf: id, agoMs: agoMs - apartMs / 2 }),
      ];
      return [post.value, ...others.flatMap((other) => (other.ok ? [other.value] : []))];
    }),
  );

const isOrder = (post: SimPost): boolean => post.repostOf === undefined && latestText(post) === texts[0];

/** Every kind of event of both families, and the samples of X's documents. */
export const baseDeliveries = (nowMs: number): readonly BaseDelivery[] => {
  const world = createWorld({ people: [...people, bot], clock: () => nowMs });
  const told = (post: SimPost, family: Family): readonly BaseDelivery[] => {
    const event = eventOf({ post, id: latestId(post) }, { world, bot, family, nowMs });
    const body = event && Buffer.from(JSON.stringify(event));
    return body ? [{ body, rootId: rootId(post), authorId: post.authorId, isOrder: isOrder(post) }] : [];
  };
  const inBoth = (post: SimPost) => [...told(post, "xaa"), ...told(post, "aaa")];
  const posts = writeAll(world);
  const written = posts.flatMap(inBoth);
  const gone = posts.filter((post) => latestText(post) === texts[1] && post.repostOf === undefined);
  const deleted = gone.flatMap((post) => {
    const removed = world.remove(latestId(post));
    return removed.ok ? inBoth(removed.value) : [];
  });
  return [...written, ...deleted, ...documented()];
};

const documented = (): readonly BaseDelivery[] => {
  const folder = new URL("../fixtures/x/", import.meta.url);
  return ["aaa", "xaa"].flatMap((family) =>
    readdirSync(new URL(family, folder)).map((file) => {
      const text = readFileSync(new URL(`${family}/${file}`, folder), "utf8");
      const whole = file.startsWith("status.") ? `{"for_user_id":"1","tweet_create_events":[${text}]}` : text;
      return { body: Buffer.from(whole) };
    }),
  );
};

export const sign = (body: Uint8Array, secret: string): string =>
  `sha256=${createHmac("sha256", secret).update(body).digest("base64")}`;
