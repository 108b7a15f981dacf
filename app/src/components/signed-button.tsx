import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import type { KeyView } from "../../../contracts/http/wallet.ts";
import type { SigningKey } from "../keys/sign-terms.ts";
import { useUsableKey } from "../keys/use-usable-key.ts";
import { hrefOf } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { pinTexts, setUpTexts } from "../texts/messages/keys.ts";
import { underwayTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Button, LinkButton } from "./button.tsx";
import { PinForm } from "./pin-form.tsx";
import { Sheet } from "./sheet.tsx";

/**
 * Something that needs the owner's signature: at one tap with a passkey, after the PIN with a device key. Where this phone has no key
 * it leads to one.
 */
export const SignedButton = (props: {
  readonly keys: readonly KeyView[];
  readonly kind?: "primary" | "secondary";
  readonly busy: boolean;
  /** What is signed, in words: said once more where the PIN is asked for. */
  readonly what: string;
  readonly error: string | undefined;
  /** What was wrong came of the PIN. */
  readonly pinFault: boolean;
  /** True once it is done: then the PIN is asked for no more. False before anything is signed stops it. */
  readonly onSign: (key: SigningKey) => Promise<boolean>;
  readonly children: ComponentChildren;
}): VNode => {
  const { t } = useReader();
  const [asking, setAsking] = useState(false);
  const key = useUsableKey(props.keys);
  if (key === "none") {
    return (
      <LinkButton kind={props.kind ?? "secondary"} href={hrefOf({ screen: "set_up" })}>
        {t(setUpTexts.title)}
      </LinkButton>
    );
  }
  const tap = (): void => {
    if (key?.kind === "device") setAsking(true);
    else if (key !== undefined) void props.onSign(key);
  };
  return (
    <>
      <Button kind={props.kind ?? "secondary"} busy={props.busy} onClick={tap}>
        {props.children}
      </Button>
      {asking && key?.kind === "device" && (
        <PinSheet
          {...props}
          onPin={(pin) => void props.onSign({ ...key, pin }).then((done) => done && setAsking(false))}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
};

/** Asks for the PIN for something that is said in words. */
export const PinSheet = (props: {
  readonly what: string;
  readonly busy: boolean;
  readonly error: string | undefined;
  readonly pinFault: boolean;
  readonly onPin: (pin: string) => void;
  readonly onClose: () => void;
}): VNode => {
  const { t } = useReader();
  return (
    <Sheet title={t(pinTexts.enter)} onClose={props.onClose}>
      <p class="quiet">{props.what}</p>
      <PinForm
        label={t(pinTexts.label)}
        action={props.busy ? t(underwayTexts.sending) : t(commonTexts.confirm)}
        busy={props.busy}
        error={props.error}
        onPin={props.onPin}
      >
        {props.pinFault && <LinkButton href={hrefOf({ screen: "pin" })}>{t(pinTexts.fresh)}</LinkButton>}
        <Button kind="quiet" onClick={props.onClose}>
          {t(commonTexts.cancel)}
        </Button>
      </PinForm>
    </Sheet>
  );
};
