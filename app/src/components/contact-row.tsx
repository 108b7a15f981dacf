import type { VNode } from "preact";
import type { ContactView } from "../../../contracts/http/people.ts";
import { networkName } from "../texts/format.ts";
import { contactsTexts } from "../texts/messages/contacts.ts";
import { useReader } from "../texts/reader.ts";
import { Avatar } from "./avatar.tsx";
import { Badge } from "./badge.tsx";
import { Detail, Row } from "./list.tsx";

/** Somebody whom the person has paid or saved: to be opened, or to be chosen. */
export const ContactRow = (props: {
  readonly contact: ContactView;
  readonly href?: string;
  readonly onClick?: () => void;
}): VNode => {
  const { contact, ...way } = props;
  const { t, moment } = useReader();
  const times = t(contactsTexts.times, { count: contact.times });
  return (
    <Row
      {...way}
      sign={<Avatar name={contact.name} />}
      title={
        <>
          <bdi>{contact.name}</bdi>
          {contact.trusted && <Badge tone="good">{t(contactsTexts.trusted)}</Badge>}
        </>
      }
      detail={
        <>
          <Detail>{accountText(contact)}</Detail>
          <Detail>
            {contact.last_at === undefined ? times : t(contactsTexts.last, { times, moment: moment(contact.last_at) })}
          </Detail>
        </>
      }
    />
  );
};

/** "@bob · X". An address of Piaf is nobody's name: its first letters tell it from another. */
export const accountText = ({ channel, handle }: { readonly channel: string; readonly handle: string }): string =>
  channel === "piaf" ? `${networkName(channel)} · ${handle.slice(0, 6)}…` : `@${handle} · ${networkName(channel)}`;
