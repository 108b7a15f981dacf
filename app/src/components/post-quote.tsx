import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { segmentsOf, shortened } from "../payments/marked-text.ts";
import { approvalTexts, partTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Button } from "./button.tsx";

/** The post as it was written, in its own direction, its language marked for who listens; what was understood is marked. */
export const PostQuote = (props: {
  readonly text: string;
  readonly language: string | undefined;
  readonly caption?: string;
  readonly marks?: IntentView["source"]["marks"];
}): VNode => {
  const { text, marks = [] } = props;
  const { t, language } = useReader();
  const [whole, setWhole] = useState(false);
  const shown = whole ? text : shortened(text, marks);
  const isCut = shown.length < text.length;
  return (
    <figure class="post">
      {props.caption !== undefined && <figcaption>{props.caption}</figcaption>}
      <blockquote lang={props.language} dir="auto">
        {segmentsOf(shown, marks).map((segment, place) =>
          segment.part === undefined ? (
            segment.text
          ) : (
            <mark key={place} class={`mark-${segment.part}`}>
              <span class="for-ears" lang={language}>
                {t(partTexts[segment.part])}:{" "}
              </span>
              {segment.text}
            </mark>
          ),
        )}
        {isCut && "…"}
      </blockquote>
      {isCut && (
        <Button kind="quiet" onClick={() => setWhole(true)}>
          {t(approvalTexts.showAll)}
        </Button>
      )}
    </figure>
  );
};
