import type { VNode } from "preact";
import { homeTexts } from "../texts/messages/home.ts";
import { useReader } from "../texts/reader.ts";

/** In the place of an amount that its owner does not want to be seen. */
export const Covered = (): VNode => {
  const { t } = useReader();
  return (
    <>
      <span aria-hidden="true">••••</span>
      <span class="for-ears">{t(homeTexts.hidden)}</span>
    </>
  );
};
