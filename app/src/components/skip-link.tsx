import type { VNode } from "preact";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { headingId } from "./page.tsx";

/** Past what stands above every page, for who goes by keyboard; seen while it has the focus. */
export const SkipLink = (): VNode => {
  const { t } = useReader();
  return (
    <a
      class="skip-link"
      href={`#${headingId}`}
      onClick={(event) => {
        // A fragment is a place in the app, which this one must not become.
        event.preventDefault();
        document.getElementById(headingId)?.focus();
      }}
    >
      {t(shellTexts.skip)}
    </a>
  );
};
