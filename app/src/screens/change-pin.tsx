import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { Button } from "../components/button.tsx";
import { BackLink, Heading, Outcome } from "../components/page.tsx";
import { PinForm } from "../components/pin-form.tsx";
import { beginPinChange, forgetPendingPin, isGuessable, type PendingPin, pinNonce } from "../keys/pin.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { pinTexts } from "../texts/messages/keys.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** Asks for the new PIN, then leaves for a fresh sign-in that is bound to it. */
export const ChangePin = (): VNode => {
  const { signIn } = useApp();
  const { t } = useReader();
  const [error, setError] = useState<string>();
  const begin = async (pin: string): Promise<void> => {
    if (isGuessable(pin)) return setError(t(pinTexts.tooSimple));
    const { nonce } = await beginPinChange(pin);
    await signIn.leave({ returnTo: "#/settings", freshNonce: nonce });
  };
  return (
    <main class="page page-task">
      <BackLink to={{ screen: "settings" }} label={t(shellTexts.settings)} />
      <Heading>{t(pinTexts.change)}</Heading>
      <p class="lead">{t(pinTexts.changeHint)}</p>
      <PinForm
        label={t(pinTexts.fresh)}
        action={t(commonTexts.next)}
        busy={false}
        error={error}
        choosing
        onPin={(pin) => void begin(pin)}
      />
    </main>
  );
};

/** Back from the fresh sign-in: the PIN once more, since it was stored nowhere. */
export const FinishPinChange = (props: { readonly pending: PendingPin; readonly onDone: () => void }): VNode => {
  const { api, session } = useApp();
  const { t } = useReader();
  const [state, setState] = useState<"asking" | "sending" | "done">("asking");
  const [error, setError] = useState<string>();
  const { salt, nonce } = props.pending;
  const leave = (): void => {
    forgetPendingPin();
    props.onDone();
  };
  const change = async (pin: string): Promise<void> => {
    if ((await pinNonce(salt, pin)) !== nonce) return setError(t(pinTexts.differ));
    setState("sending");
    const answer = await api.changePin({ pin, salt, id_token: session.idToken });
    setError(answer.ok ? undefined : t(commonTexts.somethingWrong));
    setState(answer.ok ? "done" : "asking");
  };
  if (state === "done") {
    return (
      <main class="page page-task">
        <Outcome icon="check" tone="good" title={t(pinTexts.changed)} />
        <div class="actions">
          <Button kind="primary" onClick={leave}>
            {t(commonTexts.done)}
          </Button>
        </div>
      </main>
    );
  }
  return (
    <main class="page page-task">
      <Heading>{t(pinTexts.repeat)}</Heading>
      <p class="lead">{t(pinTexts.repeatHint)}</p>
      <PinForm
        label={t(pinTexts.fresh)}
        action={t(commonTexts.confirm)}
        busy={state === "sending"}
        error={error}
        choosing
        onPin={(pin) => void change(pin)}
      >
        <Button kind="quiet" onClick={leave}>
          {t(commonTexts.cancel)}
        </Button>
      </PinForm>
    </main>
  );
};
