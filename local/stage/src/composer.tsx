import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Avatar } from "./avatar.tsx";
import { personOf, writers } from "./cast.ts";
import { draftTexts, type Draft } from "./draft.ts";
import { Examples } from "./examples.tsx";
import { editPost, writePost } from "./simulated-x.ts";
import type { Announce } from "./use-announcer.ts";

/** As on X: what is longer is a long post, whose end a webhook may not carry. */
const shortPostLength = 280;

type Props = {
  readonly as: string;
  readonly draft: Draft;
  readonly onAs: (handle: string) => void;
  readonly onDraft: (draft: Draft) => void;
  readonly announce: Announce;
};

const send = (draft: Draft, as: string, text: string): Promise<unknown> => {
  switch (draft.kind) {
    case "post":
      return writePost({ as, text });
    case "reply":
      return writePost({ as, text, in_reply_to: draft.post.id });
    case "quote":
      return writePost({ as, text, quote_of: draft.post.id });
    case "edit":
      return editPost(draft.post.id, text);
  }
};

/** Whose hands are on the keyboard. An edit stays its author's. */
const WriterChoice = ({ as, onAs }: Pick<Props, "as" | "onAs">) => (
  <label class="writer">
    <span>as</span>
    <select aria-label="Write as" value={as} onChange={(event) => onAs(event.currentTarget.value)}>
      {writers.map(({ handle, name }) => (
        <option key={handle} value={handle}>
          {name} (@{handle})
        </option>
      ))}
    </select>
  </label>
);

const Heading = ({ draft, as, onAs, onDraft }: Omit<Props, "announce">) => (
  <div class="composer-heading">
    <h2>
      {draftTexts[draft.kind].heading}
      {draft.kind !== "post" && <> {personOf(draft.post.author).name}’s post</>}
    </h2>
    {draft.kind !== "edit" && <WriterChoice as={as} onAs={onAs} />}
    {draft.kind !== "post" && (
      <button type="button" class="quiet" onClick={() => onDraft({ kind: "post" })}>
        Cancel
      </button>
    )}
  </div>
);

/** Writes a post, a reply, a quotation or an edit. Ctrl + Enter sends it. */
export const Composer = ({ as, draft, onAs, onDraft, announce }: Props) => {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const words = draftTexts[draft.kind];
  // Before the eye sees it: whoever types at once types into the new draft.
  useLayoutEffect(() => {
    if (draft.kind === "post") return;
    setText(draft.kind === "edit" ? draft.post.text : "");
    field.current?.focus();
  }, [draft]);
  const submit = async () => {
    if (text.trim() === "") return field.current?.focus();
    if (!(await announce(() => send(draft, as, text), words.done))) return;
    setText("");
    onDraft({ kind: "post" });
  };
  const left = shortPostLength - [...text].length;
  return (
    <form
      class="composer card"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Heading draft={draft} as={as} onAs={onAs} onDraft={onDraft} />
      <div class="composer-body">
        <Avatar handle={draft.kind === "edit" ? draft.post.author : as} />
        <textarea
          ref={field}
          aria-label="Text of the post"
          rows={2}
          placeholder="@piaf #envoyer 12,99€ @bob pour le ciné"
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            void submit();
          }}
        />
      </div>
      <div class="composer-actions">
        <Examples
          onChoose={(example) => {
            setText(example);
            field.current?.focus();
          }}
        />
        <output class={left < 0 ? "left over" : "left"} aria-label="Characters left">
          {left}
        </output>
        <button class="primary" disabled={text.trim() === ""}>
          {words.button}
        </button>
      </div>
    </form>
  );
};
