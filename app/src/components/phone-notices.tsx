import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { useOnPhone } from "../pwa/on-phone.ts";
import type { Install } from "../pwa/install.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { phoneTexts } from "../texts/messages/phone.ts";
import { useReader } from "../texts/reader.ts";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";

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
        <Banner actions={<Button onClick={updates.apply}>{t(phoneTexts.updateNow)}</Button>}>
          {t(phoneTexts.updateReady)}
        </Banner>
      ) : keepsNothing() && !told ? (
        <Banner actions={<Button onClick={() => setTold(true)}>{t(commonTexts.close)}</Button>}>
          {t(phoneTexts.keepsNothing)}
        </Banner>
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
    <Banner
      title={t(phoneTexts.installTitle)}
      actions={
        <>
          {way === "browser" && <Button onClick={() => void install.ask()}>{t(phoneTexts.install)}</Button>}
          <Button onClick={install.dismiss}>{t(phoneTexts.notNow)}</Button>
        </>
      }
    >
      {t(way === "by_hand" ? phoneTexts.installByHand : phoneTexts.installHint)}
    </Banner>
  );
};
