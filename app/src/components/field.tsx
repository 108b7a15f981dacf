import type { ComponentChildren, RefObject, VNode } from "preact";
import { useId } from "preact/hooks";

/** What ties a control to its name, its hint and what is wrong with it. */
export type FieldParts = {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string;
};

/** A name above a control, a hint or an error below. */
export const Field = (props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly control: (parts: FieldParts) => ComponentChildren;
}): VNode => {
  const id = useId();
  const { label, hint, error } = props;
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      {props.control({ id, "aria-invalid": error !== undefined, "aria-describedby": `${id}-hint ${id}-error` })}
      {hint !== undefined && (
        <p id={`${id}-hint`} class="quiet">
          {hint}
        </p>
      )}
      <p id={`${id}-error`} class="field-error" role="alert">
        {error}
      </p>
    </div>
  );
};

type Typing = {
  /** The keyboard that a phone shows. */
  readonly inputMode?: "text" | "search" | "numeric" | "decimal";
  readonly enterKeyHint?: "go" | "search" | "next" | "done";
  readonly autoComplete?: string;
  /** What is typed is no prose: nothing is corrected. */
  readonly autoCapitalize?: "none";
  readonly spellcheck?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
};

/** One line of text. */
export const TextField = (props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly typing?: Typing;
  readonly inputRef?: RefObject<HTMLInputElement>;
}): VNode => (
  <Field
    {...props}
    control={(parts) => (
      <input
        class="field-control"
        type="text"
        autoComplete="off"
        {...props.typing}
        {...parts}
        ref={props.inputRef ?? null}
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
    )}
  />
);
