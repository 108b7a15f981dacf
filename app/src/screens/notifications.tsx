import type { VNode } from "preact";
import { Banner } from "../components/banner.tsx";
import { Button } from "../components/button.tsx";
import { Card } from "../components/card.tsx";
import { List } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { SwitchRow } from "../components/switch.tsx";
import { isAddedByHand } from "../pwa/install.ts";
import { usePush } from "../push/use-push.ts";
import { notificationsTexts } from "../texts/messages/notifications.ts";
import { phoneTexts } from "../texts/messages/phone.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";
import { usePreferences } from "../use-preferences.ts";

/** What one is told while the app is closed: whether on this phone, of what, and how much of it. */
export const Notifications = (): VNode => {
  const { t } = useReader();
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(notificationsTexts.title)}>
      <ThisPhone />
      <Kinds />
    </SubPage>
  );
};

const ThisPhone = (): VNode => {
  const { t } = useReader();
  const { state, busy, fault, turnOn, turnOff } = usePush();
  if (state === "unsupported") return <Unsupported />;
  if (state === "blocked") return <Banner tone="warn">{t(notificationsTexts.blocked)}</Banner>;
  const isOn = state === "on";
  return (
    <Card title={t(notificationsTexts.onThisPhone)}>
      <p role="status">{state !== undefined && t(isOn ? notificationsTexts.onHint : notificationsTexts.offHint)}</p>
      <p class="error" role="alert">
        {fault !== undefined && t(fault === "blocked" ? notificationsTexts.notAllowed : notificationsTexts.notReached)}
      </p>
      <Button
        kind={isOn ? "secondary" : "primary"}
        busy={busy || state === undefined}
        onClick={isOn ? turnOff : turnOn}
      >
        {t(isOn ? notificationsTexts.turnOff : notificationsTexts.turnOn)}
      </Button>
    </Card>
  );
};

/** Safari on a phone has push messages for apps on the home screen alone. */
const Unsupported = (): VNode => {
  const { t } = useReader();
  return isAddedByHand(navigator) ? (
    <Banner title={t(notificationsTexts.installFirst)}>{t(phoneTexts.installByHand)}</Banner>
  ) : (
    <Banner>{t(notificationsTexts.unsupported)}</Banner>
  );
};

const kinds = ["to_approve", "received", "failed"] as const;

const kindTexts = {
  to_approve: { title: notificationsTexts.toApprove },
  received: { title: notificationsTexts.received, detail: notificationsTexts.receivedHint },
  failed: { title: notificationsTexts.failed },
} as const;

const Kinds = (): VNode => {
  const { t } = useReader();
  const [{ notifications, push_details }, choose] = usePreferences();
  return (
    <>
      <section>
        <h2>{t(notificationsTexts.kinds)}</h2>
        <List>
          {kinds.map((kind) => {
            const words = kindTexts[kind];
            return (
              <SwitchRow
                key={kind}
                title={t(words.title)}
                {...("detail" in words && { detail: t(words.detail) })}
                on={notifications[kind]}
                onChange={(on) => choose({ notifications: { ...notifications, [kind]: on } })}
              />
            );
          })}
        </List>
        <p class="quiet">{t(notificationsTexts.kindsHint)}</p>
      </section>
      <section>
        <h2>{t(notificationsTexts.shown)}</h2>
        <List>
          <SwitchRow
            icon="eye"
            title={t(notificationsTexts.details)}
            detail={t(notificationsTexts.detailsHint)}
            on={push_details}
            onChange={(on) => choose({ push_details: on })}
          />
        </List>
      </section>
    </>
  );
};
