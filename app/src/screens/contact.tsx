import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ContactView } from "../../../contracts/http/people.ts";
import { EUR } from "../../../core/money/currency.ts";
import { useApp } from "../app-context.ts";
import { Avatar } from "../components/avatar.tsx";
import { BlockChoice } from "../components/block-choice.tsx";
import { Button } from "../components/button.tsx";
import { accountText } from "../components/contact-row.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { List } from "../components/list.tsx";
import { Money } from "../components/money.tsx";
import { BackLink, Heading, Outcome } from "../components/page.tsx";
import { Sheet } from "../components/sheet.tsx";
import { SwitchRow } from "../components/switch.tsx";
import { toast } from "../components/toast.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { contactIdOf, payeeOf } from "../pay/contacts.ts";
import { go, leaveTo } from "../router.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { contactsTexts } from "../texts/messages/contacts.ts";
import { useReader } from "../texts/reader.ts";

/** One contact: what was paid to him, whether he is trusted. */
export const Contact = ({ id }: { readonly id: string }): VNode => {
  const { pay } = useApp();
  const { t } = useReader();
  const { contacts } = useStore(pay.contacts.store);
  useEffect(() => void pay.contacts.refresh(), [pay]);
  const contact = contacts?.find((one) => contactIdOf(one) === id);
  return (
    <main class="page">
      <BackLink to={{ screen: "contacts" }} label={t(contactsTexts.title)} />
      {contact !== undefined && <Known contact={contact} />}
      {contacts === undefined && <Skeleton />}
      {contacts !== undefined && contact === undefined && (
        <Outcome icon="person" tone="calm" title={t(contactsTexts.unknown)} />
      )}
    </main>
  );
};

const Known = ({ contact }: { readonly contact: ContactView }): VNode => {
  const { pay } = useApp();
  const { t, moment } = useReader();
  const [removing, setRemoving] = useState(false);
  const save = async (trusted: boolean): Promise<void> => {
    if (!(await pay.contacts.save(contact, trusted))) toast(t(commonTexts.somethingWrong));
  };
  return (
    <>
      <header class="subject">
        <Avatar name={contact.name} large />
        <Heading>{contact.name}</Heading>
        <p class="quiet">{accountText(contact)}</p>
      </header>
      <Button
        kind="primary"
        icon="pay"
        onClick={() => go({ screen: "draft", id: pay.drafts.begin({ payees: [payeeOf(contact)] }) })}
      >
        {t(contactsTexts.pay, { name: contact.name })}
      </Button>
      <Facts>
        <Fact name={t(contactsTexts.payments)}>{t(contactsTexts.times, { count: contact.times })}</Fact>
        {contact.last_at !== undefined && (
          <Fact name={t(contactsTexts.lastPayment)}>
            <time dateTime={contact.last_at}>{moment(contact.last_at)}</time>
          </Fact>
        )}
        {contact.largest !== undefined && (
          <Fact name={t(contactsTexts.largest)}>
            <Money amount={contact.largest} currency={EUR} />
          </Fact>
        )}
      </Facts>
      <List>
        <SwitchRow
          title={t(contactsTexts.trusted)}
          detail={t(contactsTexts.trustedHint)}
          on={contact.trusted}
          onChange={(trusted) => void save(trusted)}
        />
      </List>
      <BlockChoice account={contact} />
      <div class="actions">
        {!contact.saved && (
          <Button icon="add_person" onClick={() => void save(contact.trusted)}>
            {t(contactsTexts.save)}
          </Button>
        )}
        <Button kind="quiet" onClick={() => setRemoving(true)}>
          {t(contactsTexts.remove)}
        </Button>
      </div>
      {removing && <Remove contact={contact} onClose={() => setRemoving(false)} />}
    </>
  );
};

const Remove = ({ contact, onClose }: { readonly contact: ContactView; readonly onClose: () => void }): VNode => {
  const { pay } = useApp();
  const { t } = useReader();
  const [state, setState] = useState<"asking" | "sending" | "failed">("asking");
  const remove = async (): Promise<void> => {
    setState("sending");
    if (await pay.contacts.forget(contact)) leaveTo({ screen: "contacts" });
    else setState("failed");
  };
  return (
    <Sheet title={t(contactsTexts.removeTitle, { name: contact.name })} onClose={onClose}>
      <p>{t(contactsTexts.removeHint)}</p>
      <p class="error" role="alert">
        {state === "failed" && t(commonTexts.somethingWrong)}
      </p>
      <Button kind="danger" busy={state === "sending"} onClick={() => void remove()}>
        {t(contactsTexts.remove)}
      </Button>
      <Button onClick={onClose}>{t(commonTexts.cancel)}</Button>
    </Sheet>
  );
};
