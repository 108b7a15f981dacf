import type { VNode } from "preact";
import { useId } from "preact/hooks";
import { Icon } from "./icon.tsx";

type Option<Value extends string> = { readonly value: Value; readonly label: string; readonly lang?: string };

type ChoiceProps<Value extends string> = {
  /** What is chosen, for who listens. */
  readonly label: string;
  readonly options: readonly Option<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
};

/** One of two or three, side by side. */
export const Segmented = <Value extends string>(props: ChoiceProps<Value>): VNode => {
  const name = useId();
  return (
    <fieldset class="segmented" aria-label={props.label}>
      {props.options.map(({ value, label }) => (
        <label key={value} class="segment">
          <input type="radio" name={name} checked={value === props.value} onChange={() => props.onChange(value)} />
          {label}
        </label>
      ))}
    </fieldset>
  );
};

/** One of many, one below the other. */
export const ChoiceList = <Value extends string>(props: ChoiceProps<Value>): VNode => {
  const name = useId();
  return (
    <fieldset aria-label={props.label}>
      <ul class="rows">
        {props.options.map(({ value, label, lang }) => (
          <li key={value}>
            <label class="row choice">
              <input type="radio" name={name} checked={value === props.value} onChange={() => props.onChange(value)} />
              <span class="row-main" lang={lang}>
                {label}
              </span>
              {value === props.value && <Icon name="check" />}
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
};
