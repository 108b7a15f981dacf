import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { ActionBar } from "../components/action-bar.tsx";
import { Button, LinkButton } from "../components/button.tsx";
import { Report } from "../components/report.tsx";
import { PinSheet } from "../components/signed-button.tsx";
import { useUsableKey } from "../keys/use-usable-key.ts";
import { actionText, payeesOf, totalShown } from "../payments/words.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { setUpTexts } from "../texts/messages/keys.ts";
import { approvalTexts, reportTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { type Action, isBusy } from "../wallet/state.ts";

/** Approve, decline, or say that it was somebody else: each one tap away, none by a gesture alone. */
export const Decision = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { wallet } = useApp();
  const { t, money } = useReader();
  const { actions, me } = useStore(wallet.store);
  const [asking, setAsking] = useState<"pin" | "report">();
  const key = useUsableKey(me?.keys ?? []);
  const action = actions[intent.id];
  const busy = isBusy(action);
  const close = (): void => setAsking(undefined);
  const approve = (): void => {
    if (key === undefined || key === "none") return;
    if (key.kind === "device") setAsking("pin");
    else void wallet.approve(intent.id, key);
  };
  return (
    <ActionBar status={asking === "pin" ? undefined : actionText(action, t)}>
      {key === "none" ? (
        <NotSetUp />
      ) : (
        <Button kind="primary" busy={busy} onClick={approve}>
          {t(approvalTexts.approve, { amount: money(totalShown(intent), intent.currency) })}
        </Button>
      )}
      <div class="action-halves">
        <Button busy={busy} onClick={() => void wallet.decline(intent.id)}>
          {t(approvalTexts.decline)}
        </Button>
        <Button busy={busy} onClick={() => setAsking("report")}>
          {t(reportTexts.notMe)}
        </Button>
      </div>
      {keyMayBeElsewhere(action) && (
        <LinkButton kind="quiet" href={hrefOf({ screen: "set_up" })}>
          {t(setUpTexts.title)}
        </LinkButton>
      )}
      {asking === "pin" && key !== "none" && key?.kind === "device" && (
        <PinSheet
          what={t(commonTexts.paymentTo, {
            amount: money(totalShown(intent), intent.currency),
            payee: payeesOf(intent, t) ?? "",
          })}
          busy={busy}
          error={action?.kind === "not_signed" ? actionText(action, t) : undefined}
          pinFault={action?.kind === "not_signed" && action.fault.startsWith("pin_")}
          onPin={(pin) => void wallet.approve(intent.id, { ...key, pin })}
          onClose={close}
        />
      )}
      {asking === "report" && <Report intent={intent} onClose={close} />}
    </ActionBar>
  );
};

const NotSetUp = (): VNode => {
  const { t } = useReader();
  return (
    <>
      <p>{t(setUpTexts.notSetUp)}</p>
      <LinkButton kind="primary" href={hrefOf({ screen: "set_up" })}>
        {t(setUpTexts.title)}
      </LinkButton>
    </>
  );
};

/** A browser does not tell a person's "no" from a passkey that is on another device: the way out is offered in both cases. */
const keyMayBeElsewhere = (action: Action | undefined): boolean =>
  action?.kind === "not_signed" && (action.fault === "dismissed" || action.fault === "not_available");
