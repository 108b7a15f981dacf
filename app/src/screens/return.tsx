import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import type { ActivityEntry, MeView } from "../../../contracts/http/wallet.ts";
import { type Currency, currencyOf, EUR, minorDigits } from "../../../core/money/currency.ts";
import { toDecimal } from "../../../core/money/money.ts";
import { useEntry } from "../activity/use-entry.ts";
import { useApp } from "../app-context.ts";
import { AmountField } from "../components/amount-field.tsx";
import { SubPage } from "../components/page.tsx";
import { Account, Name } from "../components/payee.tsx";
import { SignedButton } from "../components/signed-button.tsx";
import { toast } from "../components/toast.tsx";
import { changeEndText, isPinFault, useChange } from "../limits/use-change.ts";
import { leftOf, returnTermsOf } from "../returns/return-of.ts";
import { leaveTo } from "../router.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { activityTexts } from "../texts/messages/activity.ts";
import { paymentTexts } from "../texts/messages/payment.ts";
import { returnsTexts } from "../texts/messages/returns.ts";
import { readAmount } from "../texts/read-amount.ts";
import { useReader } from "../texts/reader.ts";

/** Sends back what somebody was paid: all that is left of it at one tap, or less. */
export const Return = ({ id, me }: { readonly id: string; readonly me: MeView }): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const { entry, isThere } = useEntry(id);
  const intent = useStore(wallet.store).intents[entry?.intent ?? ""];
  useEffect(() => (entry?.intent === undefined ? undefined : wallet.watch(entry.intent)), [wallet, entry?.intent]);
  return (
    <SubPage up={{ screen: "entry", id }} upLabel={t(activityTexts.received)} title={t(returnsTexts.title)}>
      {entry !== undefined && intent !== undefined ? (
        <SendBack entry={entry} intent={intent} me={me} />
      ) : (
        <p role="status">{t(isThere || entry !== undefined ? commonTexts.loading : paymentTexts.unknownPayment)}</p>
      )}
    </SubPage>
  );
};

const SendBack = (props: {
  readonly entry: ActivityEntry;
  readonly intent: IntentView;
  readonly me: MeView;
}): VNode => {
  const { entry, intent, me } = props;
  const { api, clock } = useApp();
  const { t, money, locale } = useReader();
  const left = leftOf(entry, intent);
  const currency = currencyOf(entry.currency) ?? EUR;
  const [typed, setTyped] = useState(() => asTyped(left, currency, locale));
  const change = useChange();
  const read = readAmount(typed, currency);
  const amount = read.ok && read.value <= left ? read.value : undefined;
  const shown = money(amount ?? left, entry.currency);
  if (left <= 0) return <p role="status">{t(returnsTexts.nothingLeft)}</p>;
  const fault = amount === undefined ? t(returnsTexts.tooMuch, { amount: money(left, entry.currency) }) : undefined;
  const error = fault ?? changeEndText(change.end, t);
  return (
    <>
      <p>
        <Name>{intent.payer.name}</Name> <Account {...intent.payer} />
      </p>
      <p class="quiet">{t(returnsTexts.hint, { payer: intent.payer.name })}</p>
      <AmountField label={t(returnsTexts.amount)} currency={currency} value={typed} error={error} onChange={setTyped} />
      <div class="actions">
        <SignedButton
          kind="primary"
          keys={me.keys}
          busy={change.busy}
          what={t(commonTexts.paymentTo, { amount: shown, payee: intent.payer.name })}
          error={error}
          pinFault={isPinFault(change.end)}
          onSign={async (key) => {
            if (amount === undefined) return false;
            const terms = returnTermsOf({ entry, intent, me }, { amount, nowMs: clock() });
            const done = await change.sign({ terms, send: api.sendBack }, key);
            if (done) {
              toast(t(returnsTexts.done, { amount: shown }));
              leaveTo({ screen: "entry", id: entry.transfer });
            }
            return done;
          }}
        >
          {t(returnsTexts.confirm, { amount: shown })}
        </SignedButton>
      </div>
    </>
  );
};

/** As the person would type it. */
const asTyped = (amountMinor: number, currency: Currency, locale: string): string => {
  const decimal = toDecimal({ amount: BigInt(amountMinor), currency }) as Intl.StringNumericLiteral;
  return new Intl.NumberFormat(locale, {
    useGrouping: false,
    minimumFractionDigits: minorDigits(currency),
  }).format(decimal);
};
