import type { VNode } from "preact";
import { Field } from "./field.tsx";

/** Several lines of text. */
export const WordsField = (props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value: string;
  readonly longest: number;
  readonly onChange: (value: string) => void;
}): VNode => (
  <Field
    {...props}
    control={(parts) => (
      <textarea
        class="field-control field-words"
        {...parts}
        rows={4}
        maxLength={props.longest}
        value={props.value}
        onInput={(event) => props.onChange(event.currentTarget.value)}
      />
    )}
  />
);
