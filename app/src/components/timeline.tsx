import type { ComponentChildren, VNode } from "preact";
import type { Instant } from "../../../core/clock.ts";
import { useReader } from "../texts/reader.ts";

export type Step = { readonly title: string; readonly at?: Instant; readonly detail?: ComponentChildren };

/** What happened one after another; the last step is where it stands. */
export const Timeline = ({ steps }: { readonly steps: readonly Step[] }): VNode => {
  const { moment } = useReader();
  return (
    <ol class="timeline">
      {steps.map(({ title, at, detail }, place) => (
        <li key={place} class="timeline-step" aria-current={place === steps.length - 1 ? "step" : undefined}>
          <p class="timeline-title">{title}</p>
          {at !== undefined && (
            <p class="quiet">
              <time dateTime={at}>{moment(at)}</time>
            </p>
          )}
          {detail !== undefined && <p class="quiet">{detail}</p>}
        </li>
      ))}
    </ol>
  );
};
