import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PayoutView } from "../../../contracts/http/payouts.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { EUR } from "../../../core/money/currency.ts";
import { useApp } from "../app-context.ts";
import { type CheckedPayout, type DraftFaults, readDraft, type TypedPayout } from "../bank/payout-draft.ts";
import { AmountField } from "../components/amount-field.tsx";
import { Button } from "../components/button.tsx";
import { TextField } from "../components/field.tsx";
import { Detail, List, Row } from "../components/list.tsx";
import { PayoutReview } from "../components/payout-review.tsx";
import { SubPage } from "../components/page.tsx";
import { hrefOf } from "../router.ts";
import { payoutTexts } from "../texts/messages/bank.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { reasonTexts } from "../texts/messages/outcomes.ts";
import { messageFor } from "../texts/message.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** Money from the wallet to a bank: whose account it is, as its bank says, stands before the signature. */
export const PayOut = ({ me }: { readonly me: MeView }): VNode => {
  const { t } = useReader();
  const [typed, setTyped] = useState<TypedPayout>({ iban: "", name: "", amount: "" });
  const [checked, setChecked] = useState<CheckedPayout>();
  return (
    <SubPage
      up={{ screen: "home" }}
      upLabel={t(shellTexts.home)}
      title={t(checked === undefined ? payoutTexts.title : payoutTexts.review)}
    >
      {checked === undefined ? (
        <Form {...{ me, typed }} onType={setTyped} onChecked={setChecked} />
      ) : (
        <PayoutReview
          {...{ me, checked }}
          onChange={(name) => {
            if (name !== undefined) setTyped({ ...typed, name });
            setChecked(undefined);
          }}
        />
      )}
    </SubPage>
  );
};

type FormParts = {
  readonly me: MeView;
  readonly typed: TypedPayout;
  readonly onType: (typed: TypedPayout) => void;
  readonly onChecked: (checked: CheckedPayout) => void;
};

/** Reads what was typed, and has the name checked. */
const useCheck = ({ me, typed, onChecked }: FormParts) => {
  const { api } = useApp();
  const { t } = useReader();
  const [faults, setFaults] = useState<DraftFaults>({});
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<string>();
  const errorOf = (field: keyof TypedPayout): string | undefined => {
    const fault = faults[field];
    return fault === undefined ? undefined : t(payoutTexts[fault] as (typeof payoutTexts)["noName"]);
  };
  const check = async (): Promise<void> => {
    const read = readDraft(typed, me.wallet?.available ?? 0);
    setFaults("faults" in read ? read.faults : {});
    if ("faults" in read) return;
    setBusy(true);
    const answer = await api.checkPayee(read.draft);
    setBusy(false);
    if (answer.ok) return onChecked({ draft: read.draft, shown: answer.value });
    const known = answer.fault.kind === "refused" ? messageFor(reasonTexts, answer.fault.code) : undefined;
    setFailed(t(known ?? commonTexts.somethingWrong));
  };
  return { check, busy, failed, errorOf };
};

const Form = (props: FormParts): VNode => {
  const { typed } = props;
  const { t } = useReader();
  const { check, busy, failed, errorOf } = useCheck(props);
  const change = (field: keyof TypedPayout) => (value: string) => props.onType({ ...typed, [field]: value });
  return (
    <>
      <p class="quiet">{t(payoutTexts.hint)}</p>
      <TextField
        label={t(payoutTexts.iban)}
        value={typed.iban}
        error={errorOf("iban")}
        onChange={change("iban")}
        typing={{ autoCapitalize: "none", spellcheck: false, maxLength: 50, placeholder: "FR76 …" }}
      />
      <TextField
        label={t(payoutTexts.name)}
        value={typed.name}
        error={errorOf("name")}
        onChange={change("name")}
        typing={{ autoComplete: "name", maxLength: 70 }}
      />
      <AmountField
        label={t(payoutTexts.amount)}
        currency={EUR}
        value={typed.amount}
        error={errorOf("amount")}
        onChange={change("amount")}
      />
      <p class="error" role="alert">
        {failed}
      </p>
      <div class="actions">
        <Button kind="primary" busy={busy} onClick={() => void check()}>
          {t(payoutTexts.go)}
        </Button>
      </div>
      <Earlier />
    </>
  );
};

/** The last ones, with what has become of them. */
const Earlier = (): VNode | null => {
  const { api } = useApp();
  const { t, money, day } = useReader();
  const [payouts, setPayouts] = useState<readonly PayoutView[]>([]);
  useEffect(() => void api.payouts().then((answer) => answer.ok && setPayouts(answer.value.data)), []);
  if (payouts.length === 0) return null;
  return (
    <section>
      <h2>{t(payoutTexts.earlier)}</h2>
      <List>
        {payouts.map(({ id, name, amount, currency, state, created_at }) => (
          <Row
            key={id}
            title={name}
            detail={
              <Detail>
                {t(payoutTexts[state])} · {day(created_at)}
              </Detail>
            }
            end={money(amount, currency)}
            href={hrefOf({ screen: "payout", id })}
          />
        ))}
      </List>
    </section>
  );
};
