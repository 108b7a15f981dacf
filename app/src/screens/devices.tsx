import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { KeyView, MeView } from "../../../contracts/http/wallet.ts";
import { useApp } from "../app-context.ts";
import { Icon } from "../components/icon.tsx";
import { BackLink, Heading } from "../components/page.tsx";
import { Sheet } from "../components/sheet.tsx";
import { deviceKey, forgetDeviceKey } from "../keys/device-key.ts";
import { ownKeys } from "../keys/enrolment.ts";
import { acceptKeys } from "../keys/known-keys.ts";
import { useUsableKey } from "../keys/use-usable-key.ts";
import { hrefOf } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { keysTexts, pinTexts, setUpTexts } from "../texts/messages/keys.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** What can approve payments from the wallet: each key with where it is, how it came, and a way to take it away. */
export const Devices = ({ me }: { readonly me: MeView }): VNode => {
  const { t } = useReader();
  const [removing, setRemoving] = useState<KeyView>();
  const key = useUsableKey(me.keys);
  const hasDeviceKey = me.keys.some(({ kind }) => kind === "device");
  return (
    <main class="page">
      <BackLink to={{ screen: "settings" }} label={t(shellTexts.settings)} />
      <Heading>{t(keysTexts.title)}</Heading>
      <p class="quiet">{t(keysTexts.hint)}</p>
      <ul class="rows">
        {me.keys.map((key) => (
          <KeyRow key={key.id} paymentKey={key} onRemove={() => setRemoving(key)} />
        ))}
      </ul>
      <a class={key === "none" ? "button primary" : "button secondary"} href={hrefOf({ screen: "set_up" })}>
        {key === "none" ? t(setUpTexts.title) : t(keysTexts.addAnother)}
      </a>
      {hasDeviceKey && (
        <a class="button secondary" href={hrefOf({ screen: "pin" })}>
          {t(pinTexts.change)}
        </a>
      )}
      {removing !== undefined && <RemoveKey me={me} paymentKey={removing} onClose={() => setRemoving(undefined)} />}
    </main>
  );
};

const KeyRow = (props: { readonly paymentKey: KeyView; readonly onRemove: () => void }): VNode => {
  const { paymentKey: key } = props;
  const { t, moment } = useReader();
  const [here, setHere] = useState(ownKeys().includes(key.id));
  useEffect(() => {
    if (key.kind === "device") void deviceKey(key.id).then((own) => setHere(own !== undefined));
  }, [key.id]);
  const kind = key.kind === "passkey" ? t(keysTexts.passkey) : t(keysTexts.deviceKey);
  return (
    <li class="row">
      <span class="avatar">
        <Icon name="key" />
      </span>
      <span class="row-main">
        <span class="row-title">
          <bdi>{key.label}</bdi>
          {here && <span class="tag">{t(keysTexts.thisDevice)}</span>}
        </span>
        <span class="row-detail">
          {kind} · {t(keysTexts.addedOn, { moment: moment(key.enrolled_at) })}
        </span>
        <span class="row-detail">
          {key.way === "fresh_sign_in" ? t(keysTexts.afterSignIn) : t(keysTexts.byEarlierKey)}
        </span>
        {key.reduced_until !== undefined && (
          <span class="row-detail">{t(keysTexts.reducedUntil, { moment: moment(key.reduced_until) })}</span>
        )}
      </span>
      <button
        class="quiet-button"
        type="button"
        aria-label={t(keysTexts.removeKey, { label: key.label })}
        onClick={props.onRemove}
      >
        {t(commonTexts.remove)}
      </button>
    </li>
  );
};

const RemoveKey = (props: {
  readonly me: MeView;
  readonly paymentKey: KeyView;
  readonly onClose: () => void;
}): VNode => {
  const { api, wallet } = useApp();
  const { t } = useReader();
  const [state, setState] = useState<"asking" | "sending" | "failed">("asking");
  const { me, paymentKey } = props;
  const remove = async (): Promise<void> => {
    if (state === "sending") return;
    setState("sending");
    const answer = await api.removeKey(paymentKey.id);
    if (!answer.ok) return setState("failed");
    if (paymentKey.kind === "device") await forgetDeviceKey(paymentKey.id);
    await wallet.refresh();
    acceptKeys(wallet.store.get().me ?? me);
    props.onClose();
  };
  return (
    <Sheet title={t(keysTexts.removeTitle, { label: paymentKey.label })} onClose={props.onClose}>
      <p>{t(keysTexts.removeHint)}</p>
      <p class="error" role="alert">
        {state === "failed" && t(commonTexts.somethingWrong)}
      </p>
      <button class="danger" type="button" aria-disabled={state === "sending"} onClick={() => void remove()}>
        {t(commonTexts.remove)}
      </button>
      <button class="secondary" type="button" onClick={props.onClose}>
        {t(commonTexts.cancel)}
      </button>
    </Sheet>
  );
};
