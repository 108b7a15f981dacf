import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { useApp } from "../app-context.ts";
import { Avatar } from "../components/avatar.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { Money } from "../components/money.tsx";
import { Heading } from "../components/page.tsx";
import { PinForm } from "../components/pin-form.tsx";
import { Sheet } from "../components/sheet.tsx";
import { SourcePost } from "../components/source-post.tsx";
import { useUsableKey } from "../keys/use-usable-key.ts";
import { amountShown, totalShown } from "../payments/words.ts";
import { go, hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { networkName } from "../texts/format.ts";
import { useReader } from "../texts/reader.ts";
import type { Texts } from "../texts/texts.ts";
import { type Action, isBusy } from "../wallet/state.ts";

/** All that the signature will cover, then the decision. */
export const Approve = (props: {
  readonly intent: IntentView;
  /** It is another version than the one that was on the screen. */
  readonly changed: boolean;
}): VNode => {
  const { intent, changed } = props;
  const { texts, moment } = useReader();
  return (
    <>
      <Heading class="task-title">{texts.approveTitle}</Heading>
      <div role="status">{changed && <p class="banner">{texts.refused.version_outdated}</p>}</div>
      <Payees intent={intent} />
      <Facts>
        {intent.note !== "" && <Fact name={texts.note}>{intent.note}</Fact>}
        <Fact name={texts.amount}>
          <Money amount={amountShown(intent)} currency={intent.currency} />
        </Fact>
        <Fact name={texts.fee}>
          {intent.fee === 0 ? texts.noFee : <Money amount={intent.fee} currency={intent.currency} />}
        </Fact>
        <Fact name={texts.total} strong>
          <Money amount={totalShown(intent)} currency={intent.currency} />
        </Fact>
        <Fact name={texts.expiry}>
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
  const { texts, money } = useReader();
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
    <div class="decision">
      <p role="status" class="decision-status">
        {askingPin ? undefined : statusText(action, texts)}
      </p>
      <div class="decision-pair">
        <button class="secondary" type="button" aria-disabled={busy} onClick={() => void wallet.decline(intent.id)}>
          {texts.decline}
        </button>
        <button class="primary" type="button" aria-disabled={busy} onClick={approve}>
          {texts.approve(money(totalShown(intent), intent.currency))}
        </button>
      </div>
      {keyMayBeElsewhere(action) && (
        <a class="button quiet-button" href={hrefOf({ screen: "set_up" })}>
          {texts.setUp}
        </a>
      )}
      {askingPin && key?.kind === "device" && (
        <Sheet title={texts.enterPin} onClose={() => setAskingPin(false)}>
          <p class="quiet">
            {texts.paymentTo(money(totalShown(intent), intent.currency), intent.lines[0]?.payee.name ?? "")}
          </p>
          <PinForm
            label={texts.pinLabel}
            action={busy ? texts.sending : texts.confirm}
            busy={busy}
            error={action?.kind === "not_signed" ? statusText(action, texts) : undefined}
            onPin={(pin) => void wallet.approve(intent.id, { ...key, pin })}
          >
            {action?.kind === "not_signed" && action.fault.startsWith("pin_") && (
              <a class="button secondary" href={hrefOf({ screen: "pin" })}>
                {texts.newPin}
              </a>
            )}
            <button class="quiet-button" type="button" onClick={() => setAskingPin(false)}>
              {texts.cancel}
            </button>
          </PinForm>
        </Sheet>
      )}
    </div>
  );
};

const NotSetUp = (): VNode => {
  const { texts } = useReader();
  return (
    <div class="decision">
      <p>{texts.notSetUp}</p>
      <button class="primary" type="button" onClick={() => go({ screen: "set_up" })}>
        {texts.setUp}
      </button>
    </div>
  );
};

/** A browser does not tell a person's "no" from a passkey that is on another device: the way out is offered in both cases. */
const keyMayBeElsewhere = (action: Action | undefined): boolean =>
  action?.kind === "not_signed" && (action.fault === "dismissed" || action.fault === "not_available");

const statusText = (action: Action | undefined, texts: Texts): string | undefined => {
  if (action === undefined) return undefined;
  if (action.kind === "not_signed") {
    const known: Readonly<Record<string, string | undefined>> = texts.notSigned;
    return known[action.fault] ?? texts.somethingWrong;
  }
  if (action.kind === "refused") {
    const known: Readonly<Record<string, string | undefined>> = texts.refused;
    return known[action.code] ?? texts.somethingWrong;
  }
  return texts[action.kind];
};
