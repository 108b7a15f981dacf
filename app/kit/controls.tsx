import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { EUR } from "../../core/money/currency.ts";
import { ActionBar } from "../src/components/action-bar.tsx";
import { AmountField } from "../src/components/amount-field.tsx";
import { Button, IconButton, LinkButton } from "../src/components/button.tsx";
import { Chip, Chips } from "../src/components/chip.tsx";
import { ChoiceList, Segmented } from "../src/components/choice.tsx";
import { TextField } from "../src/components/field.tsx";
import { List } from "../src/components/list.tsx";
import { PinForm } from "../src/components/pin-form.tsx";
import { Sheet } from "../src/components/sheet.tsx";
import { SwitchRow } from "../src/components/switch.tsx";
import { toast } from "../src/components/toast.tsx";
import type { Specimen } from "./specimen.ts";

const noop = (): void => undefined;

const Fields = (): VNode => {
  const [name, setName] = useState("");
  const [amount, setAmount] = useState("");
  return (
    <>
      <TextField label="Whom" hint="A handle, such as @bob" value={name} onChange={setName} />
      <TextField label="With an error" error="Nobody goes by that handle." value="@nobody" onChange={noop} />
      <AmountField label="Amount" hint="With a comma or a point" currency={EUR} value={amount} onChange={setAmount} />
      <AmountField
        label="Amount with an error"
        error="There is not enough money."
        currency={EUR}
        value="1250"
        onChange={noop}
      />
    </>
  );
};

const Choices = (): VNode => {
  const [side, setSide] = useState<"all" | "in" | "out">("all");
  const [paid, setPaid] = useState(true);
  return (
    <>
      <Segmented
        label="Direction"
        options={[
          { value: "all", label: "All" },
          { value: "in", label: "Received" },
          { value: "out", label: "Sent" },
        ]}
        value={side}
        onChange={setSide}
      />
      <ChoiceList
        label="Direction again"
        options={[
          { value: "all", label: "All" },
          { value: "in", label: "Received" },
          { value: "out", label: "Sent" },
        ]}
        value={side}
        onChange={setSide}
      />
      <Chips label="Filters">
        <Chip on={paid} onChange={setPaid}>
          Paid
        </Chip>
        <Chip on={!paid} onChange={(on) => setPaid(!on)}>
          Waiting
        </Chip>
      </Chips>
      <List>
        <SwitchRow title="A switch" detail="The whole row is its target" on={paid} onChange={setPaid} />
        <SwitchRow title="A switch without a detail" on={!paid} onChange={(on) => setPaid(!on)} />
      </List>
    </>
  );
};

const Sheets = (): VNode => {
  const [open, setOpen] = useState(false);
  return (
    <div class="specimen-row">
      <Button onClick={() => setOpen(true)}>Open a sheet</Button>
      <Button onClick={() => toast("That was done.")}>Show a toast</Button>
      {open && (
        <Sheet title="Remove “iPhone”?" onClose={() => setOpen(false)}>
          <p>It will not be able to approve payments any more.</p>
          <Button kind="danger" onClick={() => setOpen(false)}>
            Remove
          </Button>
          <Button onClick={() => setOpen(false)}>Cancel</Button>
        </Sheet>
      )}
    </div>
  );
};

export const controls: readonly Specimen[] = [
  {
    name: "Button",
    states: (
      <>
        <div class="specimen-row">
          <Button kind="primary">Primary</Button>
          <Button>Secondary</Button>
          <Button kind="quiet">Quiet</Button>
          <Button kind="danger">Danger</Button>
          <Button kind="primary" busy>
            Busy
          </Button>
          <Button icon="key">With a sign</Button>
          <LinkButton href="#/">A link</LinkButton>
          <IconButton icon="eye" label="Hide the balance" onClick={noop} />
        </div>
        <ActionBar status="Confirm with your device…">
          <div class="action-pair">
            <Button busy>Decline</Button>
            <Button kind="primary" busy>
              Approve €12.99
            </Button>
          </div>
        </ActionBar>
      </>
    ),
  },
  { name: "Field", states: <Fields /> },
  {
    name: "PinForm",
    states: <PinForm label="PIN" action="Confirm" busy={false} error="Wrong PIN. Please try again." onPin={noop} />,
  },
  { name: "Segmented, ChoiceList, Chip, Switch", states: <Choices /> },
  { name: "Sheet, Toast", states: <Sheets /> },
];
