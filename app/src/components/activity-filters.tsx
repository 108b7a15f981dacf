import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { EUR } from "../../../core/money/currency.ts";
import { toDecimal } from "../../../core/money/money.ts";
import type { Filter } from "../activity/search.ts";
import { activityTexts } from "../texts/messages/activity.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { readAmount } from "../texts/read-amount.ts";
import { useReader } from "../texts/reader.ts";
import { Button } from "./button.tsx";
import { Field, TextField } from "./field.tsx";
import { Sheet } from "./sheet.tsx";

/** When and how much, in a sheet of its own: what is chosen holds at once. */
export const ActivityFilters = (props: {
  readonly filter: Filter;
  readonly onChange: (change: Partial<Filter>) => void;
  readonly onClose: () => void;
}): VNode => {
  const { filter, onChange, onClose } = props;
  const { t } = useReader();
  const clear = (): void => onChange({ from: undefined, to: undefined, min: undefined, max: undefined });
  return (
    <Sheet title={t(activityTexts.periodAndAmount)} onClose={onClose}>
      <div class="field-pair field-pair-wide">
        {(["from", "to"] as const).map((end) => (
          <Field
            key={end}
            label={t(activityTexts[end])}
            control={(parts) => (
              <input
                {...parts}
                class="field-control"
                type="date"
                value={filter[end] ?? ""}
                onInput={(event) => onChange({ [end]: event.currentTarget.value || undefined })}
              />
            )}
          />
        ))}
      </div>
      <div class="field-pair">
        <Limit label={t(activityTexts.min)} amount={filter.min} onChange={(min) => onChange({ min })} />
        <Limit label={t(activityTexts.max)} amount={filter.max} onChange={(max) => onChange({ max })} />
      </div>
      <div class="actions">
        <Button kind="primary" onClick={onClose}>
          {t(commonTexts.done)}
        </Button>
        <Button
          kind="quiet"
          onClick={() => {
            clear();
            onClose();
          }}
        >
          {t(activityTexts.clear)}
        </Button>
      </div>
    </Sheet>
  );
};

/** An amount in the wallet's currency; while what is typed is none, there is no limit. */
const Limit = (props: {
  readonly label: string;
  readonly amount: number | undefined;
  readonly onChange: (amount: number | undefined) => void;
}): VNode => {
  const { amount, onChange } = props;
  const [typed, setTyped] = useState(amount === undefined ? "" : toDecimal({ amount: BigInt(amount), currency: EUR }));
  const change = (text: string): void => {
    setTyped(text);
    const read = readAmount(text);
    onChange(read.ok ? read.value : undefined);
  };
  return (
    <TextField
      label={`${props.label} (€)`}
      value={typed}
      onChange={change}
      typing={{ inputMode: "decimal", maxLength: 14 }}
    />
  );
};
