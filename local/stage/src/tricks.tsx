import { personOf } from "./cast.ts";
import type { Post } from "./post.ts";
import { changeSettings, editPost, redeliverPost, writePost } from "./simulated-x.ts";
import type { Announce } from "./use-announcer.ts";
import { faultsWith } from "./weather.tsx";

type Trick = {
  readonly label: string;
  readonly hint: string;
  readonly play: () => Promise<unknown>;
  /** What to see, and why. */
  readonly said: string;
};

const firstNumber = /\d+(?:[.,]\d+)?/;

/** All that has emptied wallets elsewhere, or paid twice. */
const tricksWith = (post: Post): readonly Trick[] => {
  const victim = personOf(post.author).name;
  const other = post.author === "bob" ? "alice" : "bob";
  return [
    {
      label: "Steal the account",
      hint: `Post as ${victim}, without ${victim}’s phone`,
      play: () => writePost({ as: post.author, text: "@piaf pay @carol 45 € right now" }),
      said: `A thief posted as ${victim}. Nothing moved, and nothing will: decline it on ${victim}’s phone, or say that it was not you.`,
    },
    {
      label: "Raise the amount",
      hint: "Edit the post to ask for more",
      play: () => editPost(post.id, post.text.replace(firstNumber, "49")),
      said: "Edited. What waits is asked anew, with a warning; what was signed keeps the amount that was signed.",
    },
    {
      label: "Repost it",
      hint: `Repost as ${personOf(other).name}`,
      play: () => writePost({ as: other, repost_of: post.id }),
      said: "Reposted: a repost never pays.",
    },
    {
      label: "Deliver it again",
      hint: "X sends the webhook once more",
      play: () => redeliverPost(post.id),
      said: "Delivered again. One post, one payment: nothing happens.",
    },
    {
      label: "Take X down",
      hint: "The bot’s next replies fail",
      play: () => changeSettings({ faults: faultsWith("server_error") }),
      said: "X is down for the bot’s next replies. Approve a payment now: money does not wait for a network.",
    },
  ];
};

/** Attacks upon the newest post, one tap each. */
export const Tricks = (props: { readonly post: Post; readonly announce: Announce }) => (
  <section id="tricks" class="tricks card" aria-labelledby="tricks-title">
    <h3 id="tricks-title">Try to break it</h3>
    {tricksWith(props.post).map(({ label, hint, play, said }) => (
      <button key={label} type="button" class="chip" title={hint} onClick={() => void props.announce(play, said)}>
        {label}
      </button>
    ))}
  </section>
);
