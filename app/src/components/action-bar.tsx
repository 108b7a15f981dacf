import type { ComponentChildren, VNode } from "preact";
import { leaveTo } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { useReader } from "../texts/reader.ts";
import { Button } from "./button.tsx";

/** The decision of a page, at its lower edge, always in reach. `status` is announced. */
export const ActionBar = (props: {
  readonly status?: string | undefined;
  readonly children: ComponentChildren;
}): VNode => (
  <div class="action-bar">
    <p role="status" class="action-status">
      {props.status}
    </p>
    {props.children}
  </div>
);

/** The end of a task: back to where one came from, past the task. */
export const DoneButton = ({ kind = "primary" }: { readonly kind?: "primary" | "secondary" }): VNode => {
  const { t } = useReader();
  return (
    <Button kind={kind} onClick={() => leaveTo({ screen: "home" })}>
      {t(commonTexts.done)}
    </Button>
  );
};
