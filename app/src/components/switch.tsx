import type { VNode } from "preact";
import { useId } from "preact/hooks";
import type { IconName } from "./icon.tsx";
import { Sign } from "./list.tsx";

/** A row of a list that is on or off; the whole of it is the target. */
export const SwitchRow = (props: {
  readonly title: string;
  readonly detail?: string;
  readonly icon?: IconName;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}): VNode => {
  const id = useId();
  return (
    <li>
      <label class="row">
        {props.icon !== undefined && <Sign icon={props.icon} />}
        <span class="row-main">
          <span class="row-title">{props.title}</span>
          {props.detail !== undefined && (
            <span id={id} class="row-detail">
              {props.detail}
            </span>
          )}
        </span>
        <span class="switch">
          <input
            type="checkbox"
            role="switch"
            aria-label={props.title}
            aria-describedby={props.detail === undefined ? undefined : id}
            checked={props.on}
            onChange={(event) => props.onChange(event.currentTarget.checked)}
          />
        </span>
      </label>
    </li>
  );
};
