import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { type HolderId, type IntentId, transferIdOf } from "../../../core/ids.ts";
import { useApp } from "../app-context.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { receiptTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Button } from "./button.tsx";
import { Money } from "./money.tsx";
import { Account, Name } from "./payee.tsx";
import { toast } from "./toast.tsx";

/** Each line of a payment: whom, how much, and the transfer in the ledger with its proof. */
export const ReceiptLines = ({ intent }: { readonly intent: IntentView }): VNode => {
  const transfers = useTransfers(intent);
  return (
    <ul class="rows">
      {intent.lines.map(({ payee, amount }, place) => (
        <li key={place} class="row receipt-line">
          <span class="row-main">
            <span class="row-head">
              <span class="row-title">
                <Name>{payee.name}</Name>
              </span>
              <Money class="row-amount" amount={amount} currency={intent.currency} />
            </span>
            <span class="quiet">
              <Account {...payee} />
            </span>
            {transfers?.[place] !== undefined && (
              <>
                <code>{transfers[place]}</code>
                <Proof transfer={transfers[place]} />
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
};

/** A transfer's id derives from its payer, intent and line: known to the payer without asking. */
const useTransfers = ({ id, lines, role }: IntentView): readonly string[] | undefined => {
  const { me } = useStore(useApp().wallet.store);
  const [transfers, setTransfers] = useState<readonly string[]>();
  const payer = role === "payer" ? me?.id : undefined;
  useEffect(() => {
    if (payer === undefined) return;
    const of = { payer: payer as HolderId, intent: id as IntentId };
    void Promise.all(lines.map((_line, line) => transferIdOf({ ...of, line }))).then(setTransfers);
  }, [payer, id, lines.length]);
  return transfers;
};

/** The proof of a transfer as a file, for whoever wants to check it without Piaf. */
export const Proof = ({ transfer }: { readonly transfer: string }): VNode => {
  const { api } = useApp();
  const { t } = useReader();
  const [busy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    const answer = await api.receipt(transfer);
    setBusy(false);
    if (!answer.ok) return toast(t(commonTexts.somethingWrong));
    saveFile(`piaf-${transfer}.json`, JSON.stringify(answer.value, undefined, 2));
  };
  return (
    <Button kind="quiet" busy={busy} onClick={() => void save()}>
      {t(receiptTexts.proof)}
    </Button>
  );
};

const saveFile = (name: string, text: string): void => {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
};

/** Ways to hand a receipt on: what the phone shares with, and paper. */
export const HandOn = ({ title, text }: { readonly title: string; readonly text: string }): VNode => {
  const { t } = useReader();
  return (
    <div class="action-halves no-print">
      {"share" in navigator && (
        // Who changes his mind is told nothing.
        <Button onClick={() => void navigator.share({ title, text }).catch(() => undefined)}>
          {t(receiptTexts.share)}
        </Button>
      )}
      <Button onClick={() => print()}>{t(receiptTexts.print)}</Button>
    </div>
  );
};
