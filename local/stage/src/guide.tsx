import type { ComponentChildren } from "preact";
import { personOf } from "./cast.ts";
import type { Story } from "./story.ts";

const places = ["post", "approve", "paid"] as const;

/** On a narrow screen it leads down to the phone. */
const PhoneOf = ({ author }: { author: string }) => {
  const name = `${personOf(author).name}’s phone`;
  if (author === "alice") return <a href="#phone-left">{name}</a>;
  return author === "bob" ? <a href="#phone-right">{name}</a> : <>{name}</>;
};

/** What happens now, and why that is safe. */
const wordsOf = (story: Story): Readonly<Record<(typeof places)[number], ComponentChildren>> => ({
  post:
    story.step === "post" ? (
      <>
        Choose <em>2014</em> below, press Post. A post only asks.
      </>
    ) : (
      <>A post pays nothing, it only asks.</>
    ),
  approve:
    story.step === "approve" ? (
      story.asked ? (
        <>Something is unclear: Piaf asks, it never guesses. Edit the post.</>
      ) : (
        <>
          What it asks waits on <PhoneOf author={story.post.author} />.
        </>
      )
    ) : (
      <>The key on the phone signs whom and how much.</>
    ),
  paid:
    story.step === "paid" ? (
      <>
        Checked by the ledger, paid once. <a href="#tricks">Try to break it.</a>
      </>
    ) : story.step === "held" ? (
      <>Approved. The money waits for who joins with that account, or comes back.</>
    ) : (
      <>The ledger checks the signature, and pays once.</>
    ),
});

const titles = { post: "Post", approve: "Approve", paid: "Paid" } as const;

/** The way of a payment, which follows what happens on the stage. */
export const Guide = ({ story }: { story: Story }) => {
  const now = places.indexOf(story.step === "held" ? "paid" : story.step);
  const words = wordsOf(story);
  return (
    <ol class="steps" aria-label="The way of a payment" aria-live="polite">
      {places.map((place, index) => {
        const isDone = index < now || story.step === "paid";
        return (
          <li key={place} class={isDone ? "step-done" : ""} aria-current={index === now ? "step" : undefined}>
            <p>
              <strong>{titles[place]}.</strong>
              {isDone && <span class="visually-hidden"> (done)</span>} {words[place]}
            </p>
          </li>
        );
      })}
    </ol>
  );
};
