import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { EUR } from "../../../core/money/currency.ts";
import type { ApiFault } from "../api/http.ts";
import { useApp } from "../app-context.ts";
import { AmountField } from "../components/amount-field.tsx";
import { Button } from "../components/button.tsx";
import { List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { missingFor } from "../payments/missing.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { messageFor } from "../texts/message.ts";
import { bankInTexts } from "../texts/messages/bank.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { topUpTexts } from "../texts/messages/top-up.ts";
import { readAmount } from "../texts/read-amount.ts";
import { useReader } from "../texts/reader.ts";
import { placeToPay, rememberPurpose } from "../top-up/begin.ts";

const presets = [1_000, 2_000, 5_000];

/** Money into the wallet by card, at one tap where an amount is on offer: of a payment that is short, what is missing first. */
export const TopUp = ({ intent }: { readonly intent?: string }): VNode => {
  const { api, wallet } = useApp();
  const { t, money } = useReader();
  const state = useStore(wallet.store);
  const [typed, setTyped] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const paid = intent === undefined ? undefined : state.intents[intent];
  const missing = paid && missingFor(paid, state.me?.wallet);
  const least = missing === undefined ? undefined : wholeEuros(missing);
  const offered = least === undefined ? presets : [least, ...presets.filter((amount) => amount > least)];

  const begin = async (amount: number): Promise<void> => {
    setBusy(true);
    setError(undefined);
    const answer = await api.requestTopUp({ amount, currency: EUR });
    if (answer.ok) {
      rememberPurpose(intent);
      return location.assign(placeToPay(answer.value));
    }
    setBusy(false);
    setError(t(textOf(answer.fault)));
  };
  const beginTyped = (): void => {
    const amount = readAmount(typed, EUR);
    if (amount.ok) void begin(amount.value);
    else setError(t(topUpTexts.noAmount));
  };
  return (
    <SubPage up={{ screen: "home" }} upLabel={t(shellTexts.home)} title={t(topUpTexts.title)}>
      {missing !== undefined && <p>{t(topUpTexts.missing, { amount: money(missing, EUR) })}</p>}
      <p class="quiet">{t(topUpTexts.hint)}</p>
      <div class="actions">
        {offered.map((amount) => (
          <Button key={amount} busy={busy} onClick={() => void begin(amount)}>
            {money(amount, EUR)}
          </Button>
        ))}
      </div>
      <AmountField label={t(topUpTexts.other)} currency={EUR} value={typed} error={error} onChange={setTyped} />
      <div class="actions">
        <Button kind="primary" busy={busy} onClick={beginTyped}>
          {t(topUpTexts.pay)}
        </Button>
      </div>
      <List>
        <Row icon="pay" title={t(bankInTexts.title)} href={hrefOf({ screen: "bank_in" })} />
      </List>
    </SubPage>
  );
};

/** Nobody tops up by cents: at least ten euros, in whole ones. */
const wholeEuros = (amount: number): number => Math.max(1_000, Math.ceil(amount / 100) * 100);

const textOf = (fault: ApiFault) =>
  (fault.kind === "refused" ? messageFor(topUpTexts, fault.code) : undefined) ?? commonTexts.somethingWrong;
