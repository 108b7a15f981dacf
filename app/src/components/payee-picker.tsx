import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { contactIdOf, contactsMatching, payeeOf } from "../pay/contacts.ts";
import type { DraftPayee } from "../pay/drafts.ts";
import { type Handle, type LinkFault, type PayWish, readTyped } from "../pay/pay-link.ts";
import { useStore } from "../store.ts";
import { networkName, type Translate } from "../texts/format.ts";
import { linkTexts, payTexts } from "../texts/messages/pay.ts";
import { useReader } from "../texts/reader.ts";
import { ContactRow } from "./contact-row.tsx";
import { TextField } from "./field.tsx";
import { List, Row } from "./list.tsx";
import { ScanButton } from "./scan-button.tsx";

const mostShown = 8;

/** Whom to pay: by name among the contacts, by handle on a network, by a link or a code. */
export const PayeePicker = (props: {
  readonly onPick: (payee: DraftPayee) => void;
  /** A link or a code, which may say how much, too. */
  readonly onWish: (wish: PayWish) => void;
}): VNode => {
  const { onPick, onWish } = props;
  const { pay } = useApp();
  const { t } = useReader();
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<LinkFault>();
  const { contacts = [] } = useStore(pay.contacts.store);
  useEffect(() => void pay.contacts.refresh(), [pay]);
  const reading = readTyped(typed);
  const matching = contactsMatching(contacts, typed);

  /** What comes whole, by a paste or a picture, needs no further tap. */
  const take = (text: string): void => {
    const taken = readTyped(text);
    setTyped(text);
    setFault(taken.kind === "link" && !taken.wish.ok ? taken.wish.fault : undefined);
    if (taken.kind === "link" && taken.wish.ok) onWish(taken.wish.value);
  };
  const submit = (event: Event): void => {
    event.preventDefault();
    if (reading.kind === "handle") onPick(reading.payee);
  };
  return (
    <form class="picker" onSubmit={submit} noValidate>
      <TextField
        label={t(payTexts.who)}
        value={typed}
        onChange={take}
        error={fault === undefined ? undefined : t(linkTexts[fault])}
        typing={{
          autoComplete: "off",
          autoCapitalize: "none",
          spellcheck: false,
          maxLength: 2_000,
          enterKeyHint: "go",
        }}
      />
      <ScanButton onCode={take} />
      <List>
        {reading.kind === "handle" && (
          <Row icon="search" title={findText(reading.payee, t)} onClick={() => onPick(reading.payee)} />
        )}
        {matching.slice(0, mostShown).map((contact) => (
          <ContactRow key={contactIdOf(contact)} contact={contact} onClick={() => onPick(payeeOf(contact))} />
        ))}
      </List>
      <p class="quiet" role="status">
        {reading.kind === "words" &&
          matching.length === 0 &&
          t(typed === "" ? payTexts.contactsHint : payTexts.noMatch)}
      </p>
    </form>
  );
};

const findText = ({ channel, handle }: Handle, t: Translate): string =>
  channel === "piaf" ? t(payTexts.findAddress) : t(payTexts.findOn, { handle, network: networkName(channel) });
