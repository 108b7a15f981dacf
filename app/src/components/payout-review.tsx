import type { VNode } from "preact";
import type { PayeeCheckView } from "../../../contracts/http/payouts.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { groupedByFour } from "../../../core/bank/iban.ts";
import { EUR } from "../../../core/money/currency.ts";
import { useApp } from "../app-context.ts";
import { changeOf, type CheckedPayout, payoutTerms } from "../bank/payout-draft.ts";
import { changeEndText, isPinFault, useChange } from "../limits/use-change.ts";
import { leaveTo } from "../router.ts";
import { payoutTexts } from "../texts/messages/bank.ts";
import { useReader } from "../texts/reader.ts";
import { Banner } from "./banner.tsx";
import { Button } from "./button.tsx";
import { Fact, Facts } from "./facts.tsx";
import { SignedButton } from "./signed-button.tsx";

type Parts = { readonly me: MeView; readonly checked: CheckedPayout };

/** What is about to be signed, as it is signed, with what the bank says of the name. */
export const PayoutReview = (
  props: Parts & {
    /** Back to the form, with another name where the bank has one. */
    readonly onChange: (name?: string) => void;
  },
): VNode => {
  const { me, checked } = props;
  const { draft, shown } = checked;
  const { t, money } = useReader();
  const { change, sign } = useSigned({ me, checked });
  const amount = money(draft.amount, EUR);
  const error = changeEndText(change.end, t);
  return (
    <>
      <Facts>
        <Fact name={t(payoutTexts.amount)} strong>
          {amount}
        </Fact>
        <Fact name={t(payoutTexts.name)}>
          <bdi>{draft.name}</bdi>
        </Fact>
        <Fact name={t(payoutTexts.iban)}>
          <code class="typed-off">{groupedByFour(draft.iban)}</code>
        </Fact>
      </Facts>
      <Verdict shown={shown} onName={props.onChange} />
      <p class="error" role="alert">
        {error}
      </p>
      <div class="actions">
        <SignedButton
          kind="primary"
          keys={me.keys}
          busy={change.busy}
          what={t(payoutTexts.signed, { amount, name: draft.name })}
          error={error}
          pinFault={isPinFault(change.end)}
          onSign={sign}
        >
          {t(payoutTexts.sign)}
        </SignedButton>
        <Button kind="quiet" onClick={() => props.onChange()}>
          {t(payoutTexts.change)}
        </Button>
      </div>
    </>
  );
};

/** Signs what was checked; once the ledger has judged it, the payout's own page stands in the place of this one. */
const useSigned = ({ me, checked }: Parts) => {
  const { api } = useApp();
  const change = useChange();
  const sign = async (key: Parameters<typeof change.sign>[1]): Promise<boolean> => {
    let id = "";
    const done = await change.sign(
      {
        terms: payoutTerms(checked, me),
        send: async (signed) => {
          const answer = await api.payOut(signed);
          if (answer.ok) id = answer.value.id;
          return changeOf(answer);
        },
      },
      key,
    );
    if (done) leaveTo({ screen: "payout", id });
    return done;
  };
  return { change, sign };
};

const tones = { match: "good", close_match: "warn", no_match: "bad", not_possible: "warn" } as const;

/** What the account's bank says of the name. */
const Verdict = (props: { readonly shown: PayeeCheckView; readonly onName: (name: string) => void }): VNode => {
  const { t } = useReader();
  const { check, name = "" } = props.shown;
  return (
    <div role="status">
      <Banner
        tone={tones[check]}
        actions={
          check === "close_match" && <Button onClick={() => props.onName(name)}>{t(payoutTexts.useName)}</Button>
        }
      >
        {check === "close_match" ? t(payoutTexts.close_match, { name }) : t(payoutTexts[check])}
      </Banner>
    </div>
  );
};
