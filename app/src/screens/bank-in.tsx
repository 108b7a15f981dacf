import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { BankView } from "../../../contracts/http/payouts.ts";
import { epcQrText } from "../../../core/bank/epc-qr.ts";
import { groupedByFour } from "../../../core/bank/iban.ts";
import { useApp } from "../app-context.ts";
import { Button } from "../components/button.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { SubPage } from "../components/page.tsx";
import { QrCode } from "../components/qr-code.tsx";
import { toast } from "../components/toast.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { copyText } from "../pay/share-link.ts";
import { bankInTexts } from "../texts/messages/bank.ts";
import { topUpTexts } from "../texts/messages/top-up.ts";
import { useReader } from "../texts/reader.ts";

/** Where to transfer money to, so that it comes into the own wallet. */
export const BankIn = (): VNode => {
  const { api } = useApp();
  const { t } = useReader();
  const [bank, setBank] = useState<BankView | "none">();
  useEffect(() => void api.bank().then((answer) => setBank(answer.ok ? answer.value : "none")), []);
  return (
    <SubPage up={{ screen: "top_up" }} upLabel={t(topUpTexts.title)} title={t(bankInTexts.title)}>
      {bank === undefined && <Skeleton />}
      {bank === "none" && <p role="status">{t(bankInTexts.unavailable)}</p>}
      {typeof bank === "object" && <Account bank={bank} />}
    </SubPage>
  );
};

const Account = ({ bank }: { readonly bank: BankView }): VNode => {
  const { t } = useReader();
  const copy = (text: string) => async (): Promise<void> =>
    toast(t((await copyText(text)) === "copied" ? bankInTexts.copied : bankInTexts.notCopied));
  return (
    <>
      <p class="quiet">{t(bankInTexts.hint)}</p>
      <Facts>
        <Fact name={t(bankInTexts.receiver)}>{bank.name}</Fact>
        <Fact name={t(bankInTexts.iban)}>
          <code class="typed-off">{groupedByFour(bank.iban)}</code>
        </Fact>
        <Fact name={t(bankInTexts.reference)} strong>
          <code class="typed-off">{groupedByFour(bank.reference)}</code>
        </Fact>
      </Facts>
      <p class="quiet">{t(bankInTexts.referenceHint)}</p>
      <div class="actions">
        <Button kind="primary" onClick={() => void copy(bank.reference)()}>
          {t(bankInTexts.copyReference)}
        </Button>
        <Button onClick={() => void copy(bank.iban)()}>{t(bankInTexts.copyIban)}</Button>
      </div>
      <section class="poster">
        <QrCode text={epcQrText(bank)} label={t(bankInTexts.code)} />
      </section>
      <p class="quiet">{t(bankInTexts.codeHint)}</p>
    </>
  );
};
