import type { VNode } from "preact";
import { useState } from "preact/hooks";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { useApp } from "../app-context.ts";
import { Avatar } from "../components/avatar.tsx";
import { Button } from "../components/button.tsx";
import { LinkOffer } from "../components/link-offer.tsx";
import { Detail, List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { Sheet } from "../components/sheet.tsx";
import { networkName } from "../texts/format.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { linkTexts } from "../texts/messages/joining.ts";
import { accountsTexts } from "../texts/messages/settings.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

type Link = MeView["links"][number];

/** The networks on which one can pay by post: what is linked, since when, and the way to link and unlink. */
export const Accounts = ({ me }: { readonly me: MeView }): VNode => {
  const { t, moment } = useReader();
  const [ending, setEnding] = useState<Link>();
  return (
    <SubPage up={{ screen: "settings" }} upLabel={t(shellTexts.settings)} title={t(accountsTexts.title)}>
      <p class="quiet">{t(me.links.length === 0 ? accountsTexts.none : accountsTexts.hint)}</p>
      <List>
        {me.links.map((link) => (
          <Row
            key={`${link.channel} ${link.user_id}`}
            sign={<Avatar name={link.handle} />}
            title={`@${link.handle}`}
            detail={
              <Detail>
                {networkName(link.channel)} · {t(linkTexts.linkedOn, { moment: moment(link.linked_at) })}
              </Detail>
            }
            end={
              <Button
                kind="quiet"
                label={t(linkTexts.unlinkAccount, { handle: link.handle })}
                onClick={() => setEnding(link)}
              >
                {t(linkTexts.unlink)}
              </Button>
            }
          />
        ))}
      </List>
      {me.links.every(({ channel }) => channel !== "x") && <LinkOffer channel="x" />}
      {ending !== undefined && <Unlink link={ending} onClose={() => setEnding(undefined)} />}
    </SubPage>
  );
};

const Unlink = ({ link, onClose }: { readonly link: Link; readonly onClose: () => void }): VNode => {
  const { api, wallet } = useApp();
  const { t } = useReader();
  const [state, setState] = useState<"asking" | "sending" | "failed">("asking");
  const unlink = async (): Promise<void> => {
    setState("sending");
    const answer = await api.unlink(link.channel);
    await wallet.refresh();
    const isGone = wallet.store.get().me?.links.every(({ user_id }) => user_id !== link.user_id) === true;
    if (!answer.ok && !isGone) return setState("failed");
    onClose();
  };
  return (
    <Sheet title={t(linkTexts.unlinkTitle, { handle: link.handle })} onClose={onClose}>
      <p>{t(linkTexts.unlinkHint)}</p>
      <p class="error" role="alert">
        {state === "failed" && t(commonTexts.somethingWrong)}
      </p>
      <Button kind="danger" busy={state === "sending"} onClick={() => void unlink()}>
        {t(linkTexts.unlink)}
      </Button>
      <Button onClick={onClose}>{t(commonTexts.cancel)}</Button>
    </Sheet>
  );
};
