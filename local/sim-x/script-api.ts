import * as z from "zod";
import { secondMs } from "../../core/clock.ts";
import type { Result } from "../../core/result.ts";
import { type SimAnswer, type SimRequest, type SimRoute, jsonOf, sentence } from "./answer.ts";
import { type SimSettings, settingsChange } from "./settings.ts";
import { type Change, postJson } from "./timeline.ts";
import { type Refusal, type SimPost, type World, latestId } from "./world.ts";

const postId = z.string().regex(/^\d{1,25}$/, "must be the id of a post, as a string of digits");

/** A week: longer than anybody needs to see what is too old. */
const maximumAgeSeconds = 7 * 24 * 60 * 60;

const newPost = z
  .strictObject({
    as: z.string().min(1).max(32),
    text: z.string().default(""),
    in_reply_to: postId.optional(),
    quote_of: postId.optional(),
    repost_of: postId.optional(),
    written_seconds_ago: z.int().min(0).max(maximumAgeSeconds).default(0),
  })
  .refine((post) => !post.repost_of || (!post.in_reply_to && !post.quote_of && post.text === ""), {
    message: "A repost has no text of its own, and is no reply and no quote.",
  });

const edit = z.strictObject({ text: z.string() });

const redelivery = z.strictObject({ id: postId, times: z.int().min(1).max(50).default(1) });

export type ScriptParts = {
  readonly world: World;
  readonly settings: SimSettings;
  /** Tells the stage and the webhook of it, without waiting. */
  readonly publish: (change: Change, post: SimPost) => void;
  /** Delivers the event of that version of a post once more; whether the webhook took it. */
  readonly deliver: (post: SimPost, id: string) => Promise<boolean>;
};

/** The JSON endpoints for scripts and for the stage: docs/simulated-x.md. */
export const scriptRoutes = (parts: ScriptParts): readonly SimRoute[] => [
  {
    method: "GET",
    path: /^posts$/,
    answer: () => ok({ posts: parts.world.timeline().map((post) => postJson(post, parts.world)) }),
  },
  {
    method: "POST",
    path: /^posts$/,
    answer: read(newPost, (body) => {
      const author = parts.world.person({ handle: body.as.replace(/^@/, "") });
      if (!author) return sentence(400, `There is nobody called ${body.as} on the simulated X.`);
      const { text, in_reply_to: inReplyTo, quote_of: quoteOf, repost_of: repostOf } = body;
      const agoMs = body.written_seconds_ago * secondMs;
      return changed(parts, "written", parts.world.write({ author, text, inReplyTo, quoteOf, repostOf, agoMs }));
    }),
  },
  {
    method: "PUT",
    path: /^posts\/(\d{1,25})$/,
    answer: read(edit, (body, id) => changed(parts, "edited", parts.world.edit(id, body.text))),
  },
  {
    method: "DELETE",
    path: /^posts\/(\d{1,25})$/,
    answer: (_request, id) => changed(parts, "deleted", parts.world.remove(id)),
  },
  { method: "POST", path: /^redeliver$/, answer: read(redelivery, (body) => redeliver(parts, body)) },
  { method: "GET", path: /^settings$/, answer: () => ok(parts.settings.current()) },
  { method: "PUT", path: /^settings$/, answer: read(settingsChange, (body) => ok(parts.settings.change(body))) },
];

const ok = (json: unknown): SimAnswer => ({ status: 200, json });

/** Reads the body by its schema; one that does not fit is a 400 with one sentence. */
const read =
  <Schema extends z.ZodType>(
    schema: Schema,
    then: (body: z.output<Schema>, id: string) => SimAnswer | Promise<SimAnswer>,
  ): SimRoute["answer"] =>
  (request: SimRequest, id: string) => {
    const json = jsonOf(request.body);
    if (json === undefined) return sentence(400, "Send one JSON object.");
    const body = schema.safeParse(json);
    if (body.success) return then(body.data, id);
    const [issue] = body.error.issues;
    const field = issue?.path.join(".") ?? "";
    const says = (issue?.message ?? "it does not fit").replace(/\.$/, "");
    return sentence(400, field === "" ? `${says}.` : `"${field}" is not accepted: ${says}.`);
  };

const changed = (parts: ScriptParts, change: Change, outcome: Result<SimPost, Refusal>): SimAnswer => {
  if (!outcome.ok) return sentence(outcome.fault.status, outcome.fault.sentence);
  parts.publish(change, outcome.value);
  return ok({ id: latestId(outcome.value) });
};

const redeliver = async (
  parts: ScriptParts,
  { id, times }: { readonly id: string; readonly times: number },
): Promise<SimAnswer> => {
  const post = parts.world.find(id);
  if (!post) return sentence(404, `There is no post ${id}.`);
  let delivered = 0;
  for (let count = 0; count < times; count += 1) delivered += (await parts.deliver(post, id)) ? 1 : 0;
  return ok({ delivered });
};
