import type { ComponentChildren, VNode } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { pinTexts } from "../texts/messages/keys.ts";
import { useReader } from "../texts/reader.ts";
import { Button } from "./button.tsx";
import { Field } from "./field.tsx";

const sixDigits = /^\d{6}$/;

/** Asks for six digits. What was typed is forgotten as soon as it is handed over. */
export const PinForm = (props: {
  readonly label: string;
  readonly action: string;
  readonly busy: boolean;
  readonly error: string | undefined;
  /** A new PIN is being chosen, not a known one entered. */
  readonly choosing?: boolean;
  readonly onPin: (pin: string) => void;
  readonly children?: ComponentChildren;
}): VNode => {
  const { t } = useReader();
  const [pin, setPin] = useState("");
  const [incomplete, setIncomplete] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const error = incomplete ? t(pinTexts.sixDigits) : props.error;
  useEffect(() => {
    if (!props.busy) input.current?.focus();
  }, [error, props.busy]);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (props.busy) return;
    setIncomplete(!sixDigits.test(pin));
    if (!sixDigits.test(pin)) return;
    setPin("");
    props.onPin(pin);
  };
  return (
    <form class="actions" onSubmit={submit} noValidate>
      <Field
        label={props.label}
        error={error}
        control={(parts) => (
          <input
            class="field-control field-pin"
            {...parts}
            ref={input}
            type="password"
            inputMode="numeric"
            maxLength={6}
            autoComplete={props.choosing === true ? "new-password" : "off"}
            value={pin}
            onInput={(event) => {
              setIncomplete(false);
              setPin(event.currentTarget.value.replaceAll(/\D/g, ""));
            }}
          />
        )}
      />
      <Button kind="primary" submits busy={props.busy}>
        {props.action}
      </Button>
      {props.children}
    </form>
  );
};
