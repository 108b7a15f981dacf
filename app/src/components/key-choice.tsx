import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { minuteMs, secondMs } from "../../../core/clock.ts";
import { useApp } from "../app-context.ts";
import type { Session } from "../identity/sign-in.ts";
import { deviceOf } from "../../../core/device-kind.ts";
import { type KeyKind, makeKey } from "../keys/enrolment.ts";
import { passkeysAvailable } from "../keys/passkey.ts";
import { deviceTexts, setUpTexts } from "../texts/messages/keys.ts";
import { useReader } from "../texts/reader.ts";
import { Button } from "./button.tsx";

/** Makes this phone's payment key, then leaves for the fresh sign-in that says whose it is. */
export const KeyChoice = (props: {
  readonly me: MeView;
  /** The name that the key's owner will go by; `undefined` keeps the key from being made. */
  readonly chooseName?: () => string | undefined;
}): VNode => {
  const { me, chooseName } = props;
  const { signIn, session, clock } = useApp();
  const { t } = useReader();
  const passkeys = usePasskeysAvailable();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  const begin = async (kind: KeyKind): Promise<void> => {
    const name = chooseName?.();
    if (chooseName !== undefined && name === undefined) return;
    setBusy(true);
    setError(undefined);
    const label = t(deviceTexts[deviceOf(navigator.userAgent)]);
    const made = await makeKey(kind, { ...me, label, chosenName: name });
    const stillFresh = me.keys.length === 0 && isStillFresh(session, clock());
    if (made.ok) return signIn.leave({ returnTo: "#/", freshNonce: made.value.keyId, stillFresh });
    setBusy(false);
    setError(t(made.fault === "already_on_device" ? setUpTexts.keyAlreadyHere : setUpTexts.keyNotMade));
  };
  return (
    <>
      <p class="error" role="alert">
        {error}
      </p>
      {passkeys !== undefined && (
        <div class="actions">
          {passkeys && (
            <Button kind="primary" busy={busy} onClick={() => void begin("passkey")}>
              {t(setUpTexts.usePasskey)}
            </Button>
          )}
          <Button kind={passkeys ? "secondary" : "primary"} busy={busy} onClick={() => void begin("device")}>
            {t(passkeys ? setUpTexts.usePin : setUpTexts.usePinOnly)}
          </Button>
        </div>
      )}
    </>
  );
};

/** Well within what `enrol` takes for fresh. */
const stillFreshMs = 3 * minuteMs;

/** Who has just signed up is not asked who he is once more. */
const isStillFresh = ({ signedInAt }: Session, nowMs: number): boolean =>
  signedInAt !== undefined && nowMs - signedInAt * secondMs < stillFreshMs;

/** Whether this device can hold a passkey; `undefined` while that is being found out. */
export const usePasskeysAvailable = (): boolean | undefined => {
  const [available, setAvailable] = useState<boolean>();
  useEffect(() => void passkeysAvailable().then(setAvailable), []);
  return available;
};
