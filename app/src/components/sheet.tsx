import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** A modal sheet. The browser's own dialog keeps the focus inside and gives it back. */
export const Sheet = (props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}): VNode => {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class="sheet" aria-labelledby="sheet-title" onClose={props.onClose}>
      <h2 id="sheet-title">{props.title}</h2>
      {props.children}
    </dialog>
  );
};
