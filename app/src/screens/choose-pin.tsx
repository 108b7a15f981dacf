import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Heading } from "../components/page.tsx";
import { PinForm } from "../components/pin-form.tsx";
import { isGuessable } from "../keys/pin.ts";
import { useReader } from "../texts/reader.ts";

/** Asks for a new PIN twice; a mistake starts over. */
export const ChoosePin = ({ onPin }: { readonly onPin: (pin: string) => void }): VNode => {
  const { texts } = useReader();
  const [first, setFirst] = useState<string>();
  const [error, setError] = useState<string>();
  const choose = (pin: string): void => {
    setError(isGuessable(pin) ? texts.pinTooSimple : undefined);
    if (!isGuessable(pin)) setFirst(pin);
  };
  const repeat = (pin: string): void => {
    if (pin === first) return onPin(pin);
    setFirst(undefined);
    setError(texts.pinsDiffer);
  };
  const repeating = first !== undefined;
  return (
    <main class="page page-centred">
      <Heading key={String(repeating)}>{repeating ? texts.repeatPin : texts.choosePin}</Heading>
      <p class="lead">{texts.choosePinHint}</p>
      <PinForm
        key={repeating ? "repeat" : "choose"}
        label={repeating ? texts.repeatPin : texts.newPin}
        action={texts.next}
        busy={false}
        error={error}
        choosing
        onPin={repeating ? repeat : choose}
      />
    </main>
  );
};
