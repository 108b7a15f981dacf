import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { type Clock, hourMs } from "../../core/clock.ts";
import { type Result, fail, ok } from "../../core/result.ts";
import type { SeededPerson } from "../seed/people.ts";
import { mentionsIn } from "./entities.ts";
import { createSnowflakes, timeOfSnowflake } from "./snowflake.ts";

const storedPost = z.object({
  /** Oldest first: the first one's id is the root. A reply's text begins with its automatic mentions. */
  versions: z.array(z.object({ id: z.string(), text: z.string() })).min(1),
  authorId: z.string(),
  /** Where the written part starts, in code points: before it stand a reply's automatic mentions. */
  writtenFrom: z.int(),
  inReplyTo: z.string().optional(),
  quoteOf: z.string().optional(),
  repostOf: z.string().optional(),
  deleted: z.boolean(),
});

const storedWorld = z.object({ posts: z.array(storedPost) });

export type SimPost = Readonly<z.infer<typeof storedPost>>;

type Draft = {
  readonly author: SeededPerson;
  readonly text: string;
  readonly inReplyTo?: string | undefined;
  readonly quoteOf?: string | undefined;
  readonly repostOf?: string | undefined;
  /** How long ago it was written; now, without it. */
  readonly agoMs?: number | undefined;
};

/** Why the simulated X refuses, as one sentence for a script's author. */
export type Refusal = { readonly status: 400 | 404; readonly sentence: string };

export type World = {
  write(draft: Draft): Result<SimPost, Refusal>;
  edit(id: string, text: string): Result<SimPost, Refusal>;
  remove(id: string): Result<SimPost, Refusal>;
  /** By the id of any version; deleted ones too. */
  find(id: string): SimPost | undefined;
  person(key: { readonly handle: string } | { readonly id: string }): SeededPerson | undefined;
  /** Newest first, without the deleted. */
  timeline(): readonly SimPost[];
  /** The deleted too, oldest first. */
  everything(): readonly SimPost[];
};

export const latestId = (post: SimPost): string => post.versions.at(-1)?.id ?? "";
export const latestText = (post: SimPost): string => post.versions.at(-1)?.text ?? "";
export const rootId = (post: SimPost): string => post.versions[0]?.id ?? "";

const maximumEdits = 5;
const maximumCodePoints = 25_000;

/** People and posts, kept as one JSON file when there is a folder for it. */
export const createWorld = (settings: {
  readonly people: readonly SeededPerson[];
  readonly clock: Clock;
  readonly dataDir?: string | undefined;
}): World => {
  const file = settings.dataDir === undefined ? undefined : join(settings.dataDir, "sim-x.json");
  let posts = load(file);
  const nextId = createSnowflakes(settings.clock, largestId(posts));
  const person: World["person"] = (key) =>
    settings.people.find((one) =>
      "id" in key ? one.userId === key.id : one.handle.toLowerCase() === key.handle.toLowerCase(),
    );
  const find = (id: string): SimPost | undefined =>
    posts.find((post) => post.versions.some((version) => version.id === id));
  const put = (post: SimPost): Result<SimPost, Refusal> => {
    posts = [...posts.filter((other) => rootId(other) !== rootId(post)), post];
    save(file, posts);
    return ok(post);
  };
  const living = (id: string): Result<SimPost, Refusal> => {
    const post = find(id);
    return post && !post.deleted ? ok(post) : fail({ status: 404, sentence: `There is no post ${id}.` });
  };
  return {
    person,
    find,
    timeline: () => posts.filter((post) => !post.deleted).sort(newestFirst),
    everything: () => posts.toSorted(newestFirst).reverse(),
    write: (draft) => {
      const refusal = textRefusal(draft.text, draft.repostOf !== undefined);
      if (refusal) return fail(refusal);
      for (const id of [draft.inReplyTo, draft.quoteOf, draft.repostOf]) {
        const referred = id === undefined ? undefined : living(id);
        if (referred?.ok === false) return referred;
      }
      return put(compose(draft, { id: nextId(draft.agoMs), find, person }));
    },
    edit: (id, text) => {
      const post = living(id);
      if (!post.ok) return post;
      const refusal = textRefusal(text, false) ?? editRefusal(post.value, settings.clock());
      if (refusal) return fail(refusal);
      const automatic = [...latestText(post.value)].slice(0, post.value.writtenFrom).join("");
      return put({ ...post.value, versions: [...post.value.versions, { id: nextId(), text: automatic + text }] });
    },
    remove: (id) => {
      const post = living(id);
      return post.ok ? put({ ...post.value, deleted: true }) : post;
    },
  };
};

type Composer = { readonly id: string } & Pick<World, "find" | "person">;

/** A reply's text begins with the author of the parent and whom the parent mentions; a repost repeats its original. */
const compose = (draft: Draft, { id, find, person }: Composer): SimPost => {
  const parent = draft.inReplyTo === undefined ? undefined : find(draft.inReplyTo);
  const original = draft.repostOf === undefined ? undefined : find(draft.repostOf);
  const automatic = parent ? automaticMentions(parent, draft.author, person) : "";
  const repeated = original && `RT @${person({ id: original.authorId })?.handle ?? ""}: ${latestText(original)}`;
  return {
    versions: [{ id, text: repeated ?? automatic + draft.text }],
    authorId: draft.author.userId,
    writtenFrom: [...automatic].length,
    inReplyTo: draft.inReplyTo,
    quoteOf: draft.quoteOf,
    repostOf: draft.repostOf,
    deleted: false,
  };
};

const automaticMentions = (parent: SimPost, author: SeededPerson, person: World["person"]): string => {
  const inThread = [
    person({ id: parent.authorId })?.handle ?? "",
    ...mentionsIn(latestText(parent)).map((mention) => person({ handle: mention.text })?.handle ?? ""),
  ];
  const others = [...new Set(inThread)].filter((handle) => handle !== "" && handle !== author.handle);
  return others.map((handle) => `@${handle} `).join("");
};

const textRefusal = (text: string, isRepost: boolean): Refusal | undefined => {
  if (!isRepost && text.trim() === "") return { status: 400, sentence: 'Give the post a "text".' };
  if ([...text].length > maximumCodePoints)
    return { status: 400, sentence: `A post holds at most ${maximumCodePoints} characters.` };
  return undefined;
};

const editRefusal = (post: SimPost, now: number): Refusal | undefined => {
  if (post.repostOf) return { status: 400, sentence: "A repost cannot be edited." };
  if (post.versions.length > maximumEdits)
    return { status: 400, sentence: `A post can be edited ${maximumEdits} times.` };
  if (now - timeOfSnowflake(rootId(post)) > hourMs)
    return { status: 400, sentence: "A post can be edited within an hour." };
  return undefined;
};

const newestFirst = (one: SimPost, other: SimPost): number => (BigInt(rootId(one)) < BigInt(rootId(other)) ? 1 : -1);

const largestId = (posts: readonly SimPost[]): bigint =>
  posts
    .flatMap((post) => post.versions.map((version) => BigInt(version.id)))
    .reduce((largest, id) => (id > largest ? id : largest), 0n);

const load = (file: string | undefined): readonly SimPost[] => {
  if (file === undefined) return [];
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const parsed = storedWorld.safeParse(jsonOrUndefined(text));
  if (!parsed.success) throw new Error(`The simulated X cannot read ${file}: start with --reset.`);
  return parsed.data.posts;
};

const jsonOrUndefined = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Written whole beside it and then renamed: a crash leaves the old file or the new one. */
const save = (file: string | undefined, posts: readonly SimPost[]): void => {
  if (file === undefined) return;
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(`${file}.next`, JSON.stringify({ posts }));
  renameSync(`${file}.next`, file);
};
