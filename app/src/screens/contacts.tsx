import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { LinkButton } from "../components/button.tsx";
import { ContactRow } from "../components/contact-row.tsx";
import { Empty } from "../components/empty.tsx";
import { TextField } from "../components/field.tsx";
import { List } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { contactIdOf, contactsMatching } from "../pay/contacts.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { contactsTexts } from "../texts/messages/contacts.ts";
import { payTexts } from "../texts/messages/pay.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** Whom the person has paid or saved. */
export const Contacts = (): VNode => {
  const { pay } = useApp();
  const { t } = useReader();
  const [wanted, setWanted] = useState("");
  const { contacts } = useStore(pay.contacts.store);
  useEffect(() => void pay.contacts.refresh(), [pay]);
  const found = contactsMatching(contacts ?? [], wanted);
  return (
    <SubPage up={{ screen: "pay" }} upLabel={t(shellTexts.pay)} title={t(contactsTexts.title)}>
      {contacts === undefined && <Skeleton />}
      {contacts?.length === 0 && (
        <Empty icon="person" title={t(contactsTexts.none)} hint={t(payTexts.contactsHint)}>
          <LinkButton kind="primary" href={hrefOf({ screen: "pay" })}>
            {t(payTexts.title)}
          </LinkButton>
        </Empty>
      )}
      {contacts !== undefined && contacts.length > 0 && (
        <>
          <TextField
            label={t(contactsTexts.search)}
            value={wanted}
            onChange={setWanted}
            typing={{ inputMode: "search", autoComplete: "off", enterKeyHint: "search" }}
          />
          <List live>
            {found.map((contact) => (
              <ContactRow
                key={contactIdOf(contact)}
                contact={contact}
                href={hrefOf({ screen: "contact", id: contactIdOf(contact) })}
              />
            ))}
          </List>
          <p class="quiet" role="status">
            {found.length === 0 && t(contactsTexts.noneFound)}
          </p>
        </>
      )}
    </SubPage>
  );
};
