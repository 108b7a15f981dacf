import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { Currency } from "../../../core/money/currency.ts";
import { amountTyped } from "../texts/amount-typed.ts";
import { useReader } from "../texts/reader.ts";
import { Field } from "./field.tsx";

/** Asks for an amount, with the comma or the point of whoever types. */
export const AmountField = (props: {
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly currency: Currency;
  /** Minor units; `undefined` while what is typed is no amount. */
  readonly onChange: (amountMinor: number | undefined) => void;
}): VNode => {
  const { locale } = useReader();
  const [typed, setTyped] = useState("");
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency: props.currency }).formatToParts(0);
  const sign = parts.find(({ type }) => type === "currency")?.value ?? props.currency;
  const signFirst = parts.findIndex(({ type }) => type === "currency") === 0;
  const change = (text: string): void => {
    setTyped(text);
    props.onChange(amountTyped(text, props.currency));
  };
  return (
    <Field
      {...props}
      control={(field) => (
        <label class="field-amount" for={field.id}>
          {signFirst && <span class="field-amount-sign">{sign}</span>}
          <input
            {...field}
            inputMode="decimal"
            autoComplete="off"
            enterKeyHint="next"
            placeholder="0"
            size={Math.max(typed.length, 1)}
            maxLength={14}
            value={typed}
            onInput={(event) => change(event.currentTarget.value)}
          />
          {!signFirst && <span class="field-amount-sign">{sign}</span>}
        </label>
      )}
    />
  );
};
