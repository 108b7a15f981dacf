import type { VNode } from "preact";
import { useApp } from "../app-context.ts";
import { contactIdOf } from "../pay/contacts.ts";
import { payeeName } from "../pay/draft-words.ts";
import type { DraftPayee } from "../pay/drafts.ts";
import { handleKey, type LookupFault } from "../pay/lookups.ts";
import { shareText } from "../pay/share-link.ts";
import { useStore } from "../store.ts";
import { networkName } from "../texts/format.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { contactsTexts, myPageTexts } from "../texts/messages/contacts.ts";
import { draftTexts, payeeTexts } from "../texts/messages/pay.ts";
import { useReader } from "../texts/reader.ts";
import { Avatar } from "./avatar.tsx";
import { Button, IconButton } from "./button.tsx";
import { accountText } from "./contact-row.tsx";
import { Detail, List, Row } from "./list.tsx";
import { toast } from "./toast.tsx";
import { Spinner } from "./waiting.tsx";

/** Whom a draft pays, each with what the network and Piaf say of him. */
export const PayeeRows = (props: {
  readonly payees: readonly DraftPayee[];
  readonly onRemove: (payee: DraftPayee) => void;
  readonly onAgain: () => void;
}): VNode => (
  <List live>
    {props.payees.map((payee) => (
      <PayeeRow key={handleKey(payee)} payee={payee} onRemove={() => props.onRemove(payee)} onAgain={props.onAgain} />
    ))}
  </List>
);

const PayeeRow = (props: {
  readonly payee: DraftPayee;
  readonly onRemove: () => void;
  readonly onAgain: () => void;
}): VNode => {
  const { payee, onRemove, onAgain } = props;
  const { pay } = useApp();
  const { t } = useReader();
  const fault = useStore(pay.lookups.store).faults[handleKey(payee)];
  const name = payeeName(payee);
  return (
    <Row
      sign={<Avatar name={payee.found?.name ?? payee.handle} />}
      title={name}
      detail={
        <>
          <Detail>{payee.found === undefined ? networkName(payee.channel) : accountText(payee)}</Detail>
          <Standing payee={payee} fault={fault} />
          {fault === "no_answer" && (
            <Button kind="quiet" onClick={onAgain}>
              {t(commonTexts.tryAgain)}
            </Button>
          )}
          {payee.found?.check === "unknown" && <Invite name={name} />}
          <Save payee={payee} />
        </>
      }
      end={<IconButton icon="cross" label={t(draftTexts.removePayee, { name })} onClick={onRemove} />}
    />
  );
};

/** What is known of him, in words. */
const Standing = (props: { readonly payee: DraftPayee; readonly fault: LookupFault | undefined }): VNode => {
  const { payee, fault } = props;
  const { wallet } = useApp();
  const { t } = useReader();
  const { connected } = useStore(wallet.store);
  const network = networkName(payee.channel);
  if (payee.found !== undefined) {
    const { check } = payee.found;
    const tone = check === undefined || check === "verified" ? "good" : check === "close" ? "warn" : "bad";
    return <span class={`standing standing-${tone}`}>{t(payeeTexts[check ?? "contact"])}</span>;
  }
  if (fault !== undefined) {
    const text = fault === "payee_unknown" || fault === "no_answer" ? payeeTexts[fault] : undefined;
    return (
      <span class="standing standing-bad">
        {text === undefined ? t(commonTexts.somethingWrong) : t(text, { network })}
      </span>
    );
  }
  return (
    <span class="standing">
      {connected && <Spinner small />}
      {t(connected ? payeeTexts.looking : payeeTexts.later)}
    </span>
  );
};

/** To the app's own address: whoever joins is found by the same handle. */
const Invite = ({ name }: { readonly name: string }): VNode => {
  const { t } = useReader();
  const invite = async (): Promise<void> => {
    const outcome = await shareText(t(payeeTexts.invitation, { link: `${location.origin}/app/` }));
    if (outcome !== "shared") toast(t(outcome === "copied" ? myPageTexts.copied : myPageTexts.notCopied));
  };
  return (
    <Button kind="quiet" icon="share" onClick={() => void invite()}>
      {t(payeeTexts.invite, { name })}
    </Button>
  );
};

/** Somebody new can be kept before he is paid. */
const Save = ({ payee: { found } }: { readonly payee: DraftPayee }): VNode | null => {
  const { pay } = useApp();
  const { t } = useReader();
  const { contacts } = useStore(pay.contacts.store);
  if (found?.check === undefined || found.check === "unknown" || contacts === undefined) return null;
  if (contacts.some((contact) => contactIdOf(contact) === contactIdOf(found))) return null;
  const save = async (): Promise<void> => {
    const saved = await pay.contacts.save(found, false);
    toast(saved ? t(draftTexts.saved, { name: found.name }) : t(commonTexts.somethingWrong));
  };
  return (
    <Button
      kind="quiet"
      icon="add_person"
      label={t(draftTexts.savePayee, { name: found.name })}
      onClick={() => void save()}
    >
      {t(contactsTexts.save)}
    </Button>
  );
};
