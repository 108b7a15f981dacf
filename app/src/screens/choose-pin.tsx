import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { Heading } from "../components/page.tsx";
import { PinForm } from "../components/pin-form.tsx";
import { isGuessable } from "../keys/pin.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { pinTexts } from "../texts/messages/keys.ts";
import { useReader } from "../texts/reader.ts";

/** Asks for a new PIN twice; a mistake starts over. */
export const ChoosePin = ({ onPin }: { readonly onPin: (pin: string) => void }): VNode => {
  const { t } = useReader();
  const [first, setFirst] = useState<string>();
  const [error, setError] = useState<string>();
  const choose = (pin: string): void => {
    setError(isGuessable(pin) ? t(pinTexts.tooSimple) : undefined);
    if (!isGuessable(pin)) setFirst(pin);
  };
  const repeat = (pin: string): void => {
    if (pin === first) return onPin(pin);
    setFirst(undefined);
    setError(t(pinTexts.differ));
  };
  const repeating = first !== undefined;
  return (
    <main class="page page-centred">
      <Heading key={String(repeating)}>{repeating ? t(pinTexts.repeat) : t(pinTexts.choose)}</Heading>
      <p class="lead">{t(pinTexts.chooseHint)}</p>
      <PinForm
        key={repeating ? "repeat" : "choose"}
        label={repeating ? t(pinTexts.repeat) : t(pinTexts.fresh)}
        action={t(commonTexts.next)}
        busy={false}
        error={error}
        choosing
        onPin={repeating ? repeat : choose}
      />
    </main>
  );
};
