import type { ComponentChildren, VNode } from "preact";
import type { ConsentList, HistoryList } from "../../../contracts/http/rights.ts";
import type { DeviceKind } from "../../../core/device-kind.ts";
import { useApp } from "../app-context.ts";
import { Detail, List, Row } from "../components/list.tsx";
import { SubPage } from "../components/page.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { useList } from "../rights/use-list.ts";
import { networkName } from "../texts/format.ts";
import { messageFor } from "../texts/message.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { deviceTexts } from "../texts/messages/keys.ts";
import { consentsTexts, historyTexts, privacyTexts } from "../texts/messages/privacy.ts";
import { useReader } from "../texts/reader.ts";

/** What one has agreed to and taken back: when, and in which text. */
export const Consents = (): VNode => {
  const { api } = useApp();
  const { t } = useReader();
  const list = useList(() => api.consents());
  return (
    <Events title={t(consentsTexts.title)} hint={t(consentsTexts.hint)} none={t(consentsTexts.none)} list={list}>
      {(consent) => <ConsentRow consent={consent} />}
    </Events>
  );
};

/** Who has signed in, and which keys came and went. */
export const History = (): VNode => {
  const { api } = useApp();
  const { t } = useReader();
  const list = useList(() => api.history());
  return (
    <Events title={t(historyTexts.title)} hint={t(historyTexts.hint)} none={t(historyTexts.none)} list={list}>
      {(event) => <EventRow event={event} />}
    </Events>
  );
};

const Events = <One,>(props: {
  readonly title: string;
  readonly hint: string;
  readonly none: string;
  readonly list: readonly One[] | "failed" | undefined;
  readonly children: (one: One) => ComponentChildren;
}): VNode => {
  const { list } = props;
  const { t } = useReader();
  return (
    <SubPage up={{ screen: "privacy" }} upLabel={t(privacyTexts.title)} title={props.title}>
      <p class="quiet">{props.hint}</p>
      {list === undefined && <Skeleton />}
      {list === "failed" && <p role="status">{t(commonTexts.somethingWrong)}</p>}
      {typeof list === "object" && list.length === 0 && <p role="status">{props.none}</p>}
      {typeof list === "object" && list.length > 0 && <List>{list.map(props.children)}</List>}
    </SubPage>
  );
};

const ConsentRow = ({ consent }: { readonly consent: ConsentList["data"][number] }): VNode => {
  const { t, moment } = useReader();
  const { what, did, channel = "", text, at } = consent;
  const title = t(consentsTexts[what], { network: networkName(channel) });
  return (
    <Row
      icon={did === "agreed" ? "check" : "cross"}
      title={title}
      detail={
        <>
          <Detail>
            {t(did === "agreed" ? consentsTexts.agreed : consentsTexts.withdrawn, { moment: moment(at) })}
          </Detail>
          {text !== undefined && <Detail>{t(consentsTexts.text, { text })}</Detail>}
        </>
      }
    />
  );
};

const EventRow = ({ event }: { readonly event: HistoryList["data"][number] }): VNode => {
  const { t, moment } = useReader();
  const { did, label, device, browser, at } = event;
  const kind = device === undefined ? undefined : messageFor(deviceTexts, device satisfies string as DeviceKind);
  const where = [label ?? (kind && t(kind)), browser].filter((part) => part !== undefined).join(" · ");
  return (
    <Row
      icon={did === "signed_in" ? "person" : "key"}
      title={t(historyTexts[did])}
      detail={
        <>
          {where !== "" && <Detail>{where}</Detail>}
          <Detail>{moment(at)}</Detail>
        </>
      }
    />
  );
};
