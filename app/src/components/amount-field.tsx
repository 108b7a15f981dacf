import type { VNode } from "preact";
import type { Currency } from "../../../core/money/currency.ts";
import { useReader } from "../texts/reader.ts";
import { Field } from "./field.tsx";

/** Asks for an amount, with the comma or the point of whoever types; `readAmount` says what was meant. */
export const AmountField = (props: {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly currency: Currency;
  /** As it was typed. */
  readonly value: string;
  readonly onChange: (typed: string) => void;
}): VNode => {
  const { locale } = useReader();
  const parts = new Intl.NumberFormat(locale, { style: "currency", currency: props.currency }).formatToParts(0);
  const sign = parts.find(({ type }) => type === "currency")?.value ?? props.currency;
  const signFirst = parts.findIndex(({ type }) => type === "currency") === 0;
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
            size={Math.max(props.value.length, 1)}
            maxLength={14}
            value={props.value}
            onInput={(event) => props.onChange(event.currentTarget.value)}
          />
          {!signFirst && <span class="field-amount-sign">{sign}</span>}
        </label>
      )}
    />
  );
};
