import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { toBase64Url } from "../../../core/encoding.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import { useApp } from "../app-context.ts";
import { Button } from "../components/button.tsx";
import { Mark } from "../components/icon.tsx";
import { Heading } from "../components/page.tsx";
import { enrolmentOf, forgetPendingKey, type PendingKey, rememberOwnKey } from "../keys/enrolment.ts";
import { go } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { pinTexts, setUpTexts } from "../texts/messages/keys.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { ChoosePin } from "./choose-pin.tsx";

/** Back from the fresh sign-in: hands the new key over, with a PIN where the key needs one. */
export const FinishSetUp = (props: {
  readonly me: MeView;
  readonly pending: PendingKey;
  readonly onDone: () => void;
}): VNode => {
  const { pending, onDone } = props;
  const { api, session, wallet } = useApp();
  const { t } = useReader();
  const [state, setState] = useState<"asking" | "sending" | "lost" | "refused" | "earlier_pin">("asking");
  const isDevice = pending.registration.kind === "device";
  // There is one PIN for all of a person's devices: who has such a key already has chosen it.
  const agreed = props.me.keys.length === 0;
  const needsPin = isDevice && props.me.keys.every(({ kind }) => kind !== "device");

  const enrol = async (pin?: string): Promise<void> => {
    setState("sending");
    const answer = await api.enrolKey(enrolmentOf({ pending, session, agreed, pin }));
    await wallet.refresh();
    // The answer may have been lost on the way: what counts is whether the key is there.
    const enrolled = answer.ok || wallet.store.get().me?.keys.some(({ id }) => id === pending.keyId) === true;
    if (!enrolled) return setState(answer.fault.kind === "refused" ? "refused" : "lost");
    rememberOwnKey(pending);
    forgetPendingKey();
    if (pin !== undefined && (await hasEarlierPin(pin, api))) return setState("earlier_pin");
    onDone();
  };
  const tryAgain = (): void => {
    // What was lost on the way may be sent again; what was refused needs a new key.
    if (state === "lost") return needsPin ? setState("asking") : void enrol();
    forgetPendingKey();
    onDone();
  };
  useEffect(() => {
    if (!needsPin) void enrol();
  }, []);

  if (state === "earlier_pin") return <EarlierPin onDone={onDone} />;
  if (needsPin && state === "asking") return <ChoosePin onPin={(pin) => void enrol(pin)} />;
  return (
    <main class="page page-centred">
      <Mark />
      {state === "lost" || state === "refused" ? (
        <>
          <Heading>{t(setUpTexts.title)}</Heading>
          <p class="error" role="alert">
            {state === "lost" ? t(shellTexts.offlineHint) : t(setUpTexts.failed)}
          </p>
          <div class="actions">
            <Button kind="primary" onClick={tryAgain}>
              {t(commonTexts.tryAgain)}
            </Button>
          </div>
        </>
      ) : (
        <p role="status" class="quiet">
          {t(setUpTexts.busy)}
        </p>
      )}
    </main>
  );
};

/** A PIN that was set before stays: the one that was chosen now does not replace it. */
const hasEarlierPin = async (pin: string, api: Pick<PiafApi, "checkPin">): Promise<boolean> => {
  const challenge = toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
  const checked = await api.checkPin({ pin, challenge });
  return !checked.ok && checked.fault.kind === "refused";
};

const EarlierPin = ({ onDone }: { readonly onDone: () => void }): VNode => {
  const { t } = useReader();
  const newPin = (): void => {
    onDone();
    go({ screen: "pin" });
  };
  return (
    <main class="page page-centred">
      <Heading>{t(pinTexts.earlierTitle)}</Heading>
      <p class="lead">{t(pinTexts.earlierHint)}</p>
      <div class="actions">
        <Button kind="primary" onClick={onDone}>
          {t(commonTexts.done)}
        </Button>
        <Button onClick={newPin}>{t(pinTexts.fresh)}</Button>
      </div>
    </main>
  );
};
