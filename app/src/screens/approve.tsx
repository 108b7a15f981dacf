import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { Button, LinkButton } from "../components/button.tsx";
import { ActionBar } from "../components/action-bar.tsx";
import { Avatar } from "../components/avatar.tsx";
import { Banner } from "../components/banner.tsx";
import { Cost } from "../components/cost.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { Money } from "../components/money.tsx";
import { Heading } from "../components/page.tsx";
import { PinForm } from "../components/pin-form.tsx";
import { Sheet } from "../components/sheet.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { useUsableKey } from "../keys/use-usable-key.ts";
import { amountShown, payeesOf, totalShown } from "../payments/words.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { networkName, type Translate } from "../texts/format.ts";
import { messageFor } from "../texts/message.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { pinTexts, setUpTexts } from "../texts/messages/keys.ts";
import { notSignedTexts, refusedTexts } from "../texts/messages/outcomes.ts";
import { approvalTexts, paymentTexts, underwayTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { type Action, isBusy } from "../wallet/state.ts";

/** All that the signature will cover, then the decision. */
export const Approve = (props: {
  readonly intent: IntentView;
  /** It is another version than the one that was on the screen. */
  readonly changed: boolean;
}): VNode => {
  const { intent, changed } = props;
  const { t, moment } = useReader();
  return (
    <>
      <Heading class="task-title">{t(approvalTexts.title)}</Heading>
      <div role="status">{changed && <Banner tone="warn">{t(refusedTexts.version_outdated)}</Banner>}</div>
      <Payees intent={intent} />
      <Facts>
        {intent.note !== "" && <Fact name={t(paymentTexts.note)}>{intent.note}</Fact>}
        <Fact name={t(paymentTexts.amount)}>
          <Money amount={amountShown(intent)} currency={intent.currency} />
        </Fact>
        <Cost intent={intent} />
        <Fact name={t(approvalTexts.expiry)}>
          <time dateTime={intent.expires_at}>{moment(intent.expires_at)}</time>
        </Fact>
      </Facts>
      <SourcePost intent={intent} />
      <Decision intent={intent} />
    </>
  );
};

const Payees = ({ intent }: { readonly intent: IntentView }): VNode => (
  <>
    {intent.lines.map(({ payee, amount }) => (
      <header key={payee.user_id} class="subject">
        <Avatar name={payee.name} large />
        <p class="subject-name">{payee.name}</p>
        <p class="quiet">
          @{payee.handle} · {networkName(payee.channel)}
        </p>
        <p class="amount">
          <Money amount={amount} currency={intent.currency} />
        </p>
      </header>
    ))}
  </>
);

const Decision = ({ intent }: { readonly intent: IntentView }): VNode => {
  const { wallet } = useApp();
  const { t, money } = useReader();
  const { actions, me } = useStore(wallet.store);
  const [askingPin, setAskingPin] = useState(false);
  const key = useUsableKey(me?.keys ?? []);
  const action = actions[intent.id];
  const busy = isBusy(action);
  if (key === "none") return <NotSetUp />;

  const approve = (): void => {
    if (busy || key === undefined) return;
    if (key.kind === "device") setAskingPin(true);
    else void wallet.approve(intent.id, key);
  };
  return (
    <ActionBar status={askingPin ? undefined : statusText(action, t)}>
      <div class="action-pair">
        <Button busy={busy} onClick={() => void wallet.decline(intent.id)}>
          {t(approvalTexts.decline)}
        </Button>
        <Button kind="primary" busy={busy} onClick={approve}>
          {t(approvalTexts.approve, { amount: money(totalShown(intent), intent.currency) })}
        </Button>
      </div>
      {keyMayBeElsewhere(action) && (
        <LinkButton kind="quiet" href={hrefOf({ screen: "set_up" })}>
          {t(setUpTexts.title)}
        </LinkButton>
      )}
      {askingPin && key?.kind === "device" && (
        <AskPin
          intent={intent}
          action={action}
          onPin={(pin) => void wallet.approve(intent.id, { ...key, pin })}
          onClose={() => setAskingPin(false)}
        />
      )}
    </ActionBar>
  );
};

const AskPin = (props: {
  readonly intent: IntentView;
  readonly action: Action | undefined;
  readonly onPin: (pin: string) => void;
  readonly onClose: () => void;
}): VNode => {
  const { intent, action, onPin, onClose } = props;
  const { t, money } = useReader();
  const busy = isBusy(action);
  return (
    <Sheet title={t(pinTexts.enter)} onClose={onClose}>
      <p class="quiet">
        {t(commonTexts.paymentTo, {
          amount: money(totalShown(intent), intent.currency),
          payee: payeesOf(intent, t) ?? "",
        })}
      </p>
      <PinForm
        label={t(pinTexts.label)}
        action={busy ? t(underwayTexts.sending) : t(commonTexts.confirm)}
        busy={busy}
        error={action?.kind === "not_signed" ? statusText(action, t) : undefined}
        onPin={onPin}
      >
        {action?.kind === "not_signed" && action.fault.startsWith("pin_") && (
          <LinkButton href={hrefOf({ screen: "pin" })}>{t(pinTexts.fresh)}</LinkButton>
        )}
        <Button kind="quiet" onClick={onClose}>
          {t(commonTexts.cancel)}
        </Button>
      </PinForm>
    </Sheet>
  );
};

const NotSetUp = (): VNode => {
  const { t } = useReader();
  return (
    <ActionBar>
      <p>{t(setUpTexts.notSetUp)}</p>
      <LinkButton kind="primary" href={hrefOf({ screen: "set_up" })}>
        {t(setUpTexts.title)}
      </LinkButton>
    </ActionBar>
  );
};

/** A browser does not tell a person's "no" from a passkey that is on another device: the way out is offered in both cases. */
const keyMayBeElsewhere = (action: Action | undefined): boolean =>
  action?.kind === "not_signed" && (action.fault === "dismissed" || action.fault === "not_available");

const statusText = (action: Action | undefined, t: Translate): string | undefined => {
  if (action === undefined) return undefined;
  if (action.kind === "not_signed") return t(messageFor(notSignedTexts, action.fault) ?? commonTexts.somethingWrong);
  if (action.kind === "refused") return t(messageFor(refusedTexts, action.code) ?? commonTexts.somethingWrong);
  return t(underwayTexts[action.kind]);
};
