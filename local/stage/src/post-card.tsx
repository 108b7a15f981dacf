import type { ComponentChildren } from "preact";
import { Avatar } from "./avatar.tsx";
import { isBot, personOf } from "./cast.ts";
import type { Draft } from "./draft.ts";
import { PostText } from "./post-text.tsx";
import type { Post } from "./post.ts";
import { deletePost, redeliverPost, writePost } from "./simulated-x.ts";
import type { Announce } from "./use-announcer.ts";
import { When } from "./when.tsx";

/** What every post needs of the stage around it. */
export type Surroundings = {
  readonly as: string;
  readonly postOf: (id: string) => Post | undefined;
  readonly onDraft: (draft: Draft) => void;
  readonly announce: Announce;
};

const Badge = ({ children }: { children: ComponentChildren }) => <span class="badge">{children}</span>;

/** The post that a quotation or a repost carries. */
const Embedded = ({ post }: { post: Post | undefined }) => (
  <blockquote class="embedded">
    {post === undefined ? (
      <p class="post-text">This post is gone.</p>
    ) : (
      <>
        <p class="byline">
          <Avatar handle={post.author} small />
          <strong>{personOf(post.author).name}</strong> <span>@{post.author}</span>
        </p>
        <PostText text={post.text} />
      </>
    )}
  </blockquote>
);

type Play = { readonly label: string; readonly hint: string; readonly run: () => void };

/** What its author, and the network, can do with any post. */
const ownPlays = (post: Post, { announce }: Surroundings): readonly Play[] => [
  {
    label: "Delete",
    hint: `Delete as ${personOf(post.author).name}`,
    run: () => void announce(() => deletePost(post.id), "Deleted: what waits is cancelled, what is paid stays paid."),
  },
  {
    label: "Redeliver",
    hint: "X sends the webhook once more",
    run: () => void announce(() => redeliverPost(post.id), "Delivered again: it must not pay twice."),
  },
];

/** All that can happen to a post on X. None of it may pay twice. */
const playsOf = (post: Post, around: Surroundings): readonly Play[] => {
  if (post.repostOf !== undefined) return ownPlays(post, around);
  const { as, onDraft, announce } = around;
  const reader = personOf(as).name;
  return [
    { label: "Reply", hint: `Reply as ${reader}`, run: () => onDraft({ kind: "reply", post }) },
    {
      label: "Repost",
      hint: `Repost as ${reader}`,
      run: () => void announce(() => writePost({ as, repost_of: post.id }), "Reposted: a repost never pays."),
    },
    { label: "Quote", hint: `Quote as ${reader}`, run: () => onDraft({ kind: "quote", post }) },
    { label: "Edit", hint: `Edit as ${personOf(post.author).name}`, run: () => onDraft({ kind: "edit", post }) },
    ...ownPlays(post, around),
  ];
};

const Byline = ({ post }: { post: Post }) => (
  <header class="byline">
    <strong>{personOf(post.author).name}</strong>
    <span>@{post.author}</span>
    <When at={post.createdAt} />
    {post.edited && <Badge>edited</Badge>}
    {post.repostOf !== undefined && <Badge>repost</Badge>}
  </header>
);

/** One post with its buttons; the bot's own posts have none. */
export const PostCard = ({ post, around }: { post: Post; around: Surroundings }) => {
  const carried = post.repostOf ?? post.quoteOf;
  const isAnswer = isBot(post.author);
  return (
    <article class={`post${isAnswer ? " post-of-bot" : ""}`}>
      <Avatar handle={post.author} />
      <div class="post-body">
        <Byline post={post} />
        {post.repostOf === undefined && <PostText text={post.text} />}
        {carried !== undefined && <Embedded post={around.postOf(carried)} />}
        {!isAnswer && (
          <div class="plays" role="group" aria-label={`Play ${personOf(post.author).name}’s post`}>
            {playsOf(post, around).map(({ label, hint, run }) => (
              <button key={label} type="button" title={hint} onClick={run}>
                {label}
              </button>
            ))}
          </div>
        )}
      </div>
    </article>
  );
};
