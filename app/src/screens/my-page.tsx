import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { EUR } from "../../../core/money/currency.ts";
import { AmountField } from "../components/amount-field.tsx";
import { Button } from "../components/button.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { SubPage } from "../components/page.tsx";
import { QrCode } from "../components/qr-code.tsx";
import { toast } from "../components/toast.tsx";
import { faultText } from "../pay/draft-faults.ts";
import { payLinkOf } from "../pay/pay-link.ts";
import { copyText, shareText } from "../pay/share-link.ts";
import { networkName } from "../texts/format.ts";
import { myPageTexts } from "../texts/messages/contacts.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { readAmount } from "../texts/read-amount.ts";
import { useReader } from "../texts/reader.ts";

/** What one shows to be paid: a code whose link opens a payment to oneself. */
export const MyPage = ({ me }: { readonly me: MeView }): VNode => {
  const { t } = useReader();
  return (
    <SubPage up={{ screen: "pay" }} upLabel={t(shellTexts.pay)} title={t(myPageTexts.title)}>
      {me.address === undefined ? <p class="lead">{t(myPageTexts.notReady)}</p> : <Code me={me} address={me.address} />}
    </SubPage>
  );
};

const Code = (props: { readonly me: MeView; readonly address: NonNullable<MeView["address"]> }): VNode => {
  const { me, address } = props;
  const reader = useReader();
  const { t, money } = reader;
  const [typed, setTyped] = useState("");
  const amount = readAmount(typed);
  const asked = amount.ok ? amount.value : undefined;
  const link = `${location.origin}/app/${payLinkOf({ payee: address, amount: asked })}`;
  const say = (outcome: "shared" | "copied" | "failed"): void => {
    if (outcome !== "shared") toast(t(outcome === "copied" ? myPageTexts.copied : myPageTexts.notCopied));
  };
  return (
    <>
      <section class="poster">
        <QrCode text={link} label={t(myPageTexts.code, { name: me.name })} />
        <p class="poster-name" dir="auto">
          {me.name}
        </p>
        {asked !== undefined && <p>{t(myPageTexts.asksFor, { amount: money(asked, EUR) })}</p>}
      </section>
      <p class="quiet">{t(myPageTexts.hint)}</p>
      <div class="actions">
        <Button kind="primary" icon="share" onClick={() => void shareText(link).then(say)}>
          {t(myPageTexts.share)}
        </Button>
        <Button icon="link" onClick={() => void copyText(link).then(say)}>
          {t(myPageTexts.copy)}
        </Button>
      </div>
      <AmountField
        label={t(myPageTexts.askAmount)}
        hint={t(myPageTexts.optional)}
        error={
          amount.ok || amount.fault === "missing"
            ? undefined
            : faultText({ about: "amount", code: amount.fault }, reader)
        }
        currency={EUR}
        value={typed}
        onChange={setTyped}
      />
      <Facts>
        {me.links.map(({ channel, handle }) => (
          <Fact key={`${channel} ${handle}`} name={networkName(channel)}>
            @{handle}
          </Fact>
        ))}
        <Fact name={t(myPageTexts.address)}>{address.handle}</Fact>
      </Facts>
    </>
  );
};
