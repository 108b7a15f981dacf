import { useState } from "preact/hooks";
import bird from "../../../app/public/icon.svg";
import { Composer } from "./composer.tsx";
import type { Draft } from "./draft.ts";
import { Guide } from "./guide.tsx";
import { Phone } from "./phone.tsx";
import { type Story, storyOf } from "./story.ts";
import { postIn } from "./threads.ts";
import { Timeline } from "./timeline.tsx";
import { Tricks } from "./tricks.tsx";
import { useAnnouncer } from "./use-announcer.ts";
import { useTimeline } from "./use-timeline.ts";
import { Weather } from "./weather.tsx";

const Masthead = ({ story }: { story: Story }) => (
  <header class="masthead">
    <h1>
      <img src={bird} alt="" width="40" height="40" />
      <span>
        Piaf <small>pay by post</small>
      </span>
    </h1>
    <Guide story={story} />
  </header>
);

/** The simulated X between two phones: the whole product at one glance. */
export const Stage = () => {
  const [as, setAs] = useState("alice");
  const [draft, setDraft] = useState<Draft>({ kind: "post" });
  const { posts, status, refresh } = useTimeline();
  const { announcement, announce, dismiss } = useAnnouncer();
  const announceAndRefresh: typeof announce = (work, done) =>
    announce(async () => {
      await work();
      setChanges((count) => count + 1);
      await refresh();
    }, done);
  const [changes, setChanges] = useState(0);
  const story = storyOf(posts);
  const postOf = (id: string) => postIn(posts, id);
  return (
    <>
      <Masthead story={story} />
      <nav class="jumps" aria-label="Parts of the stage">
        <a href="#square">X</a>
        <a href="#phone-left">Left phone</a>
        <a href="#phone-right">Right phone</a>
      </nav>
      <main class="stage">
        <Phone first="alice" side="left" />
        <div id="square" class="square">
          <div class="square-heading">
            <h2>Simulated X</h2>
            <span class={`pulse pulse-${status}`}>{status === "live" ? "live" : "connecting"}</span>
            <Weather announce={announce} changes={changes} />
          </div>
          <Composer as={as} draft={draft} onAs={setAs} onDraft={setDraft} announce={announceAndRefresh} />
          {story.step !== "post" && <Tricks post={story.post} announce={announceAndRefresh} />}
          <Timeline
            posts={posts}
            status={status}
            around={{ as, postOf, onDraft: setDraft, announce: announceAndRefresh }}
          />
        </div>
        <Phone first="bob" side="right" />
      </main>
      <div class="announcer" role="status">
        {announcement !== undefined && (
          <p class={`announcement announcement-${announcement.tone}`}>
            {announcement.text}
            <button type="button" aria-label="Dismiss" onClick={dismiss}>
              ×
            </button>
          </p>
        )}
      </div>
    </>
  );
};
