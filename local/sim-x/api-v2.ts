import * as z from "zod";
import { type Clock, minuteMs } from "../../core/clock.ts";
import type { SeededPerson } from "../seed/people.ts";
import { isApp } from "./app-token.ts";
import { includedUsers, payloadOf, userObject } from "./activity-shape.ts";
import { type SimAnswer, type SimRequest, type SimRoute, jsonOf } from "./answer.ts";
import { mentionsIn } from "./entities.ts";
import { viewOf } from "./post-view.ts";
import type { Fault, SimSettings } from "./settings.ts";
import type { Change } from "./timeline.ts";
import { type SimPost, type World, latestId, latestText } from "./world.ts";

/** What the app of the bot has from X. */
export type SimCredentials = {
  readonly appKey: string;
  readonly accessToken: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

export type ApiParts = {
  readonly world: World;
  readonly bot: SeededPerson;
  readonly credentials: SimCredentials;
  readonly settings: SimSettings;
  readonly clock: Clock;
  /** Whose access token it is, where `oauth2/token` gave it out. */
  readonly ownerOfToken: (token: string) => SeededPerson | undefined;
  readonly publish: (change: Change, post: SimPost) => void;
};

const newTweet = z.object({
  text: z.string().min(1),
  reply: z.object({ in_reply_to_tweet_id: z.string() }).optional(),
});

/** The v2 endpoints that Piaf calls, with X's words for what it refuses. */
export const apiRoutes = (parts: ApiParts): readonly SimRoute[] => {
  const limited = createRateLimit(parts.clock);
  const lookups = createRateLimit(parts.clock);
  const guarded =
    (answer: (caller: SeededPerson, request: SimRequest, id: string) => SimAnswer): SimRoute["answer"] =>
    (request, id) => {
      const caller = callerOf(request, parts);
      if (!caller) return problem(401, { title: "Unauthorized" });
      return limited(() => faultAnswer(parts.settings.takeFault()) ?? answer(caller, request, id));
    };
  return [
    { method: "POST", path: /^2\/tweets$/, answer: guarded((caller, request) => postTweet(parts, caller, request)) },
    { method: "GET", path: /^2\/tweets\/(\d+)$/, answer: guarded((_caller, _request, id) => getTweet(parts, id)) },
    {
      method: "GET",
      path: /^2\/users\/(\d+)\/mentions$/,
      answer: guarded((caller, request, id) =>
        caller.userId === id ? getMentions(parts, request.query) : forbidden("These mentions are not yours."),
      ),
    },
    { method: "GET", path: /^2\/users\/me$/, answer: guarded((caller) => data(userObject(caller))) },
    {
      method: "GET",
      path: /^2\/users\/by\/username\/(\w{1,15})$/,
      answer: (request, handle) =>
        isApp(request, parts.credentials) || callerOf(request, parts)
          ? lookups(() => faultAnswer(parts.settings.takeFault()) ?? getUser(parts, handle))
          : problem(401, { title: "Unauthorized" }),
    },
    {
      method: "GET",
      path: /^2\/users\/(\d+)$/,
      answer: (request, id) =>
        isApp(request, parts.credentials) || callerOf(request, parts)
          ? limited(() => faultAnswer(parts.settings.takeFault()) ?? getUserById(parts, id))
          : problem(401, { title: "Unauthorized" }),
    },
  ];
};

/** OAuth 1.0a speaks for the bot, a bearer token for whom it was given to. Signatures of OAuth 1.0a are not checked. */
const callerOf = (request: SimRequest, parts: ApiParts): SeededPerson | undefined => {
  const authorization = request.headers.authorization ?? "";
  if (authorization.startsWith("Bearer ")) return parts.ownerOfToken(authorization.slice("Bearer ".length));
  const field = (name: string): string =>
    decodeURIComponent(new RegExp(`${name}="([^"]*)"`).exec(authorization)?.[1] ?? "");
  const { appKey, accessToken } = parts.credentials;
  const isBot = field("oauth_consumer_key") === appKey && field("oauth_token") === accessToken;
  return isBot && field("oauth_signature") !== "" ? parts.bot : undefined;
};

const postTweet = (parts: ApiParts, caller: SeededPerson, request: SimRequest): SimAnswer => {
  const tweet = newTweet.safeParse(jsonOf(request.body));
  if (!tweet.success)
    return problem(400, { title: "Invalid Request", detail: "One or more parameters to your request was invalid." });
  const inReplyTo = tweet.data.reply?.in_reply_to_tweet_id;
  const parent = inReplyTo === undefined ? undefined : parts.world.find(inReplyTo);
  if (inReplyTo !== undefined && (!parent || parent.deleted))
    return forbidden("You attempted to reply to a Tweet that is deleted or not visible to you.");
  if (parent && !engages(parent, caller))
    return forbidden("Reply to this conversation is not allowed because you have not been mentioned by its author.");
  if (isDuplicate(parts.world, caller, tweet.data.text)) return faults.duplicate;
  const written = parts.world.write({ author: caller, text: tweet.data.text, inReplyTo });
  if (!written.ok) return problem(400, { title: "Invalid Request", detail: written.fault.sentence });
  parts.publish("written", written.value);
  const id = latestId(written.value);
  return { status: 201, json: { data: { id, text: tweet.data.text, edit_history_tweet_ids: [id] } } };
};

/** X lets an app reply only to who mentioned it, or wrote to it. */
const engages = (parent: SimPost, caller: SeededPerson): boolean =>
  parent.authorId === caller.userId ||
  mentionsIn(latestText(parent)).some((mention) => mention.text.toLowerCase() === caller.handle.toLowerCase());

const isDuplicate = (world: World, author: SeededPerson, text: string): boolean =>
  world
    .timeline()
    .some((post) => post.authorId === author.userId && [...latestText(post)].slice(post.writtenFrom).join("") === text);

const getTweet = (parts: ApiParts, id: string): SimAnswer => {
  const post = parts.world.find(id);
  return post && !post.deleted ? data(payloadOf(viewOf(post, id, parts.world))) : notFound("tweet", id);
};

const getUser = ({ world }: ApiParts, handle: string): SimAnswer => {
  const person = world.person({ handle });
  return person ? data(userObject(person)) : notFound("user", handle, "username");
};

const getUserById = ({ world }: ApiParts, id: string): SimAnswer => {
  const person = world.person({ id });
  return person ? data(userObject(person)) : notFound("user", id);
};

/** Newest first, a page of at most 100; a token is where the next page begins. */
const getMentions = ({ world, bot }: ApiParts, query: URLSearchParams): SimAnswer => {
  const since = BigInt(query.get("since_id") ?? 0);
  const size = Math.min(100, Number(query.get("max_results") ?? 10));
  const start = Number(query.get("pagination_token") ?? 0);
  const all = world
    .timeline()
    .filter((post) => post.authorId !== bot.userId && !post.repostOf && engages(post, bot))
    .filter((post) => BigInt(latestId(post)) > since);
  const views = all.slice(start, start + size).map((post) => viewOf(post, latestId(post), world));
  const next = start + size < all.length ? { next_token: String(start + size) } : {};
  const includes = views.length > 0 ? { includes: { users: includedUsers(views) } } : {};
  const listed = views.length > 0 ? { data: views.map(payloadOf) } : {};
  return { status: 200, json: { ...listed, ...includes, meta: { result_count: views.length, ...next } } };
};

const data = (of: unknown): SimAnswer => ({ status: 200, json: { data: of } });

type ProblemWords = { readonly title: string; readonly detail?: string; readonly type?: string };

const problem = (status: number, { title, detail = title, type = "about:blank" }: ProblemWords): SimAnswer => ({
  status,
  json: { title, detail, type, status },
});

const forbidden = (detail: string): SimAnswer => problem(403, { title: "Forbidden", detail });

/** X answers 200 and names the error inside. */
const notFound = (resource: string, id: string, key = "id"): SimAnswer => ({
  status: 200,
  json: {
    errors: [
      {
        title: "Not Found Error",
        detail: `Could not find ${resource} with ${key}: [${id}].`,
        resource_type: resource,
        value: id,
        type: "https://api.twitter.com/2/problems/resource-not-found",
      },
    ],
  },
});

const faults: Readonly<Record<Exclude<Fault, "time_out">, SimAnswer>> = {
  rate_limited: problem(429, { title: "Too Many Requests" }),
  duplicate: forbidden("You are not allowed to create a Tweet with duplicate content."),
  server_error: problem(503, { title: "Service Unavailable" }),
  no_credit: problem(402, {
    title: "CreditsDepleted",
    detail: "Your enrolled account does not have any credits to fulfill this request.",
    type: "https://api.twitter.com/2/problems/credits",
  }),
};

/** Status 0: the connection stays open without an answer. */
export const neverAnswered: SimAnswer = { status: 0 };

const faultAnswer = (fault: Fault | undefined): SimAnswer | undefined => {
  if (fault === undefined) return undefined;
  return fault === "time_out" ? neverAnswered : faults[fault];
};

const windowMs = 15 * minuteMs;
const callsPerWindow = 100;

/** 100 calls in 15 minutes, with X's headers on every answer; the reset counts seconds. */
const createRateLimit = (clock: Clock) => {
  let window = { startMs: 0, calls: 0 };
  return (answer: () => SimAnswer): SimAnswer => {
    if (clock() - window.startMs >= windowMs) window = { startMs: clock(), calls: 0 };
    window = { ...window, calls: window.calls + 1 };
    const given = window.calls > callsPerWindow ? faults.rate_limited : answer();
    const headers = {
      "x-rate-limit-limit": `${callsPerWindow}`,
      "x-rate-limit-remaining": given.status === 429 ? "0" : `${Math.max(0, callsPerWindow - window.calls)}`,
      "x-rate-limit-reset": `${Math.ceil((window.startMs + windowMs) / 1_000)}`,
    };
    return { ...given, headers };
  };
};
