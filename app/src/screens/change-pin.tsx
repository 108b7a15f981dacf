import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { BackLink, Heading, Notice } from "../components/page.tsx";
import { PinForm } from "../components/pin-form.tsx";
import { beginPinChange, forgetPendingPin, isGuessable, type PendingPin, pinNonce } from "../keys/pin.ts";
import { useReader } from "../texts/reader.ts";

/** Asks for the new PIN, then leaves for a fresh sign-in that is bound to it. */
export const ChangePin = (): VNode => {
  const { signIn } = useApp();
  const { texts } = useReader();
  const [error, setError] = useState<string>();
  const begin = async (pin: string): Promise<void> => {
    if (isGuessable(pin)) return setError(texts.pinTooSimple);
    const { nonce } = await beginPinChange(pin);
    await signIn.leave({ returnTo: "#/settings", freshNonce: nonce });
  };
  return (
    <main class="page page-task">
      <BackLink to={{ screen: "settings" }} label={texts.settings} />
      <Heading>{texts.changePin}</Heading>
      <p class="lead">{texts.changePinHint}</p>
      <PinForm
        label={texts.newPin}
        action={texts.next}
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
  const { texts } = useReader();
  const [state, setState] = useState<"asking" | "sending" | "done">("asking");
  const [error, setError] = useState<string>();
  const { salt, nonce } = props.pending;
  const leave = (): void => {
    forgetPendingPin();
    props.onDone();
  };
  const change = async (pin: string): Promise<void> => {
    if ((await pinNonce(salt, pin)) !== nonce) return setError(texts.pinsDiffer);
    setState("sending");
    const answer = await api.changePin({ pin, salt, id_token: session.idToken });
    setError(answer.ok ? undefined : texts.somethingWrong);
    setState(answer.ok ? "done" : "asking");
  };
  if (state === "done") {
    return (
      <main class="page page-task">
        <Notice icon="check" tone="good" title={texts.pinChanged} />
        <div class="actions">
          <button class="primary" type="button" onClick={leave}>
            {texts.done}
          </button>
        </div>
      </main>
    );
  }
  return (
    <main class="page page-task">
      <Heading>{texts.repeatPin}</Heading>
      <p class="lead">{texts.repeatNewPinHint}</p>
      <PinForm
        label={texts.newPin}
        action={texts.confirm}
        busy={state === "sending"}
        error={error}
        choosing
        onPin={(pin) => void change(pin)}
      >
        <button class="quiet-button" type="button" onClick={leave}>
          {texts.cancel}
        </button>
      </PinForm>
    </main>
  );
};
