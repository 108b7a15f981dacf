import type { ComponentChildren, VNode } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";

/**
 * A modal sheet, the browser's own dialog: the focus moves in, stays inside, and goes back to where it was. Escape, the
 * phone's back gesture and a tap beside it close it.
 */
export const Sheet = (props: {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}): VNode => {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    // A dialog that is taken out of the page does not give the focus back by itself.
    return () => before instanceof HTMLElement && before.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={title}
      onClose={props.onClose}
      onClick={(event) => event.target === event.currentTarget && isBeside(event) && props.onClose()}
    >
      <h2 id={title}>{props.title}</h2>
      {props.children}
    </dialog>
  );
};

/** The dialog's padding is the dialog too: only what lies outside of its box is its backdrop. */
const isBeside = (event: MouseEvent & { readonly currentTarget: HTMLDialogElement }): boolean => {
  const box = event.currentTarget.getBoundingClientRect();
  return event.clientY < box.top || event.clientX < box.left || event.clientX > box.right;
};
