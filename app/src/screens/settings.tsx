import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { useApp } from "../app-context.ts";
import { Button } from "../components/button.tsx";
import { List, Row } from "../components/list.tsx";
import { Heading } from "../components/page.tsx";
import { SwitchRow } from "../components/switch.tsx";
import { usePush } from "../push/use-push.ts";
import { hrefOf } from "../router.ts";
import { accountsTexts, settingsTexts } from "../texts/messages/settings.ts";
import { keysTexts, pinTexts } from "../texts/messages/keys.ts";
import { casesTexts } from "../texts/messages/cases.ts";
import { blocksTexts } from "../texts/messages/blocks.ts";
import { limitsTexts } from "../texts/messages/limits.ts";
import { notificationsTexts } from "../texts/messages/notifications.ts";
import { privacyTexts } from "../texts/messages/privacy.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { usePreferences } from "../use-preferences.ts";
import { languageName } from "./language.tsx";

/** Where everything about oneself and this app is found, each with its present value. */
export const Settings = ({ me }: { readonly me: MeView }): VNode => {
  const { session, signIn } = useApp();
  const { t } = useReader();
  const hasDeviceKey = me.keys.some(({ kind }) => kind === "device");
  return (
    <main class="page">
      <Heading>{t(shellTexts.settings)}</Heading>
      <section>
        <h2>{t(settingsTexts.security)}</h2>
        <List>
          <Row
            icon="key"
            title={t(keysTexts.title)}
            end={String(me.keys.length)}
            href={hrefOf({ screen: "devices" })}
          />
          {hasDeviceKey && <Row icon="lock" title={t(pinTexts.change)} href={hrefOf({ screen: "pin" })} />}
          <Row
            icon="link"
            title={t(accountsTexts.title)}
            end={String(me.links.length)}
            href={hrefOf({ screen: "accounts" })}
          />
          <Row icon="shield" title={t(limitsTexts.title)} href={hrefOf({ screen: "limits" })} />
          <Row icon="person" title={t(blocksTexts.title)} href={hrefOf({ screen: "blocked" })} />
          <Row icon="alert" title={t(casesTexts.title)} href={hrefOf({ screen: "cases" })} />
          <Row icon="eye" title={t(privacyTexts.title)} href={hrefOf({ screen: "privacy" })} />
        </List>
      </section>
      <ThisApp />
      <Button onClick={() => void signIn.signOut(session)}>{t(settingsTexts.signOut)}</Button>
    </main>
  );
};

const ThisApp = (): VNode => {
  const { t, language } = useReader();
  const [preferences, choose] = usePreferences();
  const { state } = usePush();
  return (
    <section>
      <h2>{t(settingsTexts.thisApp)}</h2>
      <List>
        <Row
          icon="language"
          title={t(settingsTexts.language)}
          end={languageName(language)}
          href={hrefOf({ screen: "language" })}
        />
        <Row
          icon="currency"
          title={t(settingsTexts.currency)}
          end={preferences.currency}
          href={hrefOf({ screen: "currency" })}
        />
        <Row
          icon="bell"
          title={t(notificationsTexts.title)}
          {...(state !== undefined && { end: t(state === "on" ? notificationsTexts.on : notificationsTexts.off) })}
          href={hrefOf({ screen: "notifications" })}
        />
        <Row
          icon="appearance"
          title={t(settingsTexts.appearance)}
          end={t(settingsTexts[preferences.appearance])}
          href={hrefOf({ screen: "appearance" })}
        />
        <SwitchRow
          icon="eye"
          title={t(settingsTexts.hideBalance)}
          detail={t(settingsTexts.hideBalanceHint)}
          on={preferences.hide_balance}
          onChange={(on) => choose({ hide_balance: on })}
        />
        <Row icon="help" title={t(settingsTexts.help)} href={hrefOf({ screen: "help" })} />
      </List>
    </section>
  );
};
