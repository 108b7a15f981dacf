import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { KeyView, MeView } from "../../../contracts/http/wallet.ts";
import { useApp } from "../app-context.ts";
import { Badge } from "../components/badge.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { Detail, List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { Sheet } from "../components/sheet.tsx";
import { deviceKey, forgetDeviceKey } from "../keys/device-key.ts";
import { ownKeys } from "../keys/enrolment.ts";
import { acceptKeys } from "../keys/known-keys.ts";
import { useUsableKey } from "../keys/use-usable-key.ts";
import { hrefOf } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { keysTexts, setUpTexts } from "../texts/messages/keys.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** What can approve payments from the wallet: each key with where it is, how it came, and a way to take it away. */
export const Devices = ({ me }: { readonly me: MeView }): VNode => {
  const { t } = useReader();
  const [removing, setRemoving] = useState<KeyView>();
  const usable = useUsableKey(me.keys);
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(keysTexts.title)}>
      <p class="quiet">{t(keysTexts.hint)}</p>
      <List>
        {me.keys.map((key) => (
          <KeyRow key={key.id} paymentKey={key} onRemove={() => setRemoving(key)} />
        ))}
      </List>
      <LinkButton kind={usable === "none" ? "primary" : "secondary"} href={hrefOf({ screen: "set_up" })}>
        {t(usable === "none" ? setUpTexts.title : keysTexts.addAnother)}
      </LinkButton>
      {removing !== undefined && <RemoveKey me={me} paymentKey={removing} onClose={() => setRemoving(undefined)} />}
    </SubPage>
  );
};

const KeyRow = (props: { readonly paymentKey: KeyView; readonly onRemove: () => void }): VNode => {
  const { paymentKey: key } = props;
  const { t, moment } = useReader();
  const [here, setHere] = useState(ownKeys().includes(key.id));
  useEffect(() => {
    if (key.kind === "device") void deviceKey(key.id).then((own) => setHere(own !== undefined));
  }, [key.id]);
  const kind = t(key.kind === "passkey" ? keysTexts.passkey : keysTexts.deviceKey);
  return (
    <Row
      icon="key"
      title={
        <>
          <bdi>{key.label}</bdi>
          {here && <Badge tone="good">{t(keysTexts.thisDevice)}</Badge>}
        </>
      }
      detail={
        <>
          <Detail>
            {kind} · {t(keysTexts.addedOn, { moment: moment(key.enrolled_at) })}
          </Detail>
          <Detail>{t(key.way === "fresh_sign_in" ? keysTexts.afterSignIn : keysTexts.byEarlierKey)}</Detail>
          {key.reduced_until !== undefined && (
            <Detail>{t(keysTexts.reducedUntil, { moment: moment(key.reduced_until) })}</Detail>
          )}
        </>
      }
      end={
        <Button kind="quiet" label={t(keysTexts.removeKey, { label: key.label })} onClick={props.onRemove}>
          {t(commonTexts.remove)}
        </Button>
      }
    />
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
      <Button kind="danger" busy={state === "sending"} onClick={() => void remove()}>
        {t(commonTexts.remove)}
      </Button>
      <Button onClick={props.onClose}>{t(commonTexts.cancel)}</Button>
    </Sheet>
  );
};
