import type { ComponentChildren, VNode } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { useOnPhone } from "../pwa/on-phone.ts";
import type { Install } from "../pwa/install.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { phoneTexts } from "../texts/messages/phone.ts";
import { useReader } from "../texts/reader.ts";

/** What the app has to say about itself on this phone, one thing at a time. Not for screens where somebody decides. */
export const PhoneNotices = (): VNode => {
  const { updates, install } = useOnPhone();
  const { keepsNothing } = useApp();
  const { t } = useReader();
  const { ready } = useStore(updates.store);
  const [told, setTold] = useState(false);
  return (
    <div role="status">
      {ready ? (
        <Notice text={t(phoneTexts.updateReady)}>
          <Choice text={t(phoneTexts.updateNow)} onClick={updates.apply} />
        </Notice>
      ) : keepsNothing() && !told ? (
        <Notice text={t(phoneTexts.keepsNothing)}>
          <Choice text={t(commonTexts.close)} onClick={() => setTold(true)} />
        </Notice>
      ) : (
        <InstallOffer install={install} />
      )}
    </div>
  );
};

const InstallOffer = ({ install }: { readonly install: Install }): VNode | null => {
  const { t } = useReader();
  const { way } = useStore(install.store);
  if (way === undefined) return null;
  return (
    <Notice
      title={t(phoneTexts.installTitle)}
      text={way === "by_hand" ? t(phoneTexts.installByHand) : t(phoneTexts.installHint)}
    >
      {way === "browser" && <Choice text={t(phoneTexts.install)} onClick={() => void install.ask()} />}
      <Choice text={t(phoneTexts.notNow)} onClick={install.dismiss} />
    </Notice>
  );
};

const Notice = (props: {
  readonly title?: string;
  readonly text: string;
  readonly children: ComponentChildren;
}): VNode => (
  <div class="banner">
    {props.title !== undefined && <p class="row-title">{props.title}</p>}
    <p>{props.text}</p>
    <div class="banner-actions">{props.children}</div>
  </div>
);

const Choice = (props: { readonly text: string; readonly onClick: () => void }): VNode => (
  <button class="button" type="button" onClick={props.onClick}>
    {props.text}
  </button>
);
