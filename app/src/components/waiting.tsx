import type { VNode } from "preact";
import { commonTexts } from "../texts/messages/common.ts";
import { useReader } from "../texts/reader.ts";

/** Something is under way; words beside it say what. */
export const Spinner = ({ small = false }: { readonly small?: boolean }): VNode => (
  <span class={small ? "spinner spinner-small" : "spinner"} aria-hidden="true" />
);

/** The place of rows that are on their way. */
export const Skeleton = ({ rows = 3 }: { readonly rows?: number }): VNode => {
  const { t } = useReader();
  return (
    <div class="actions">
      <p role="status" class="for-ears">
        {t(commonTexts.loading)}
      </p>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} class="skeleton" aria-hidden="true" />
      ))}
    </div>
  );
};
