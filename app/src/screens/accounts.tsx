import type { VNode } from "preact";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { Avatar } from "../components/avatar.tsx";
import { Detail, List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { networkName } from "../texts/format.ts";
import { accountsTexts } from "../texts/messages/settings.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** The networks on which one can pay by post. */
export const Accounts = ({ me }: { readonly me: MeView }): VNode => {
  const { t } = useReader();
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(accountsTexts.title)}>
      <p class="quiet">{t(me.links.length === 0 ? accountsTexts.none : accountsTexts.hint)}</p>
      <List>
        {me.links.map(({ channel, user_id, handle }) => (
          <Row
            key={`${channel} ${user_id}`}
            sign={<Avatar name={handle} />}
            title={`@${handle}`}
            detail={<Detail>{networkName(channel)}</Detail>}
          />
        ))}
      </List>
    </SubPage>
  );
};
