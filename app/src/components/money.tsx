import type { VNode } from "preact";
import { useReader } from "../texts/reader.ts";

/** An amount for the eye, and the same as words for the ear. */
export const Money = (props: {
  readonly amount: number;
  readonly currency: string;
  readonly sign?: "+" | "−";
  readonly class?: string;
}): VNode => {
  const reader = useReader();
  const sign = props.sign ?? "";
  return (
    <span class={`money ${props.class ?? ""}`}>
      <span aria-hidden="true">{sign + reader.money(props.amount, props.currency)}</span>
      <span class="for-ears">{sign + reader.spokenMoney(props.amount, props.currency)}</span>
    </span>
  );
};
