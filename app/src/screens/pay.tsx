import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../app-context.ts";
import { Banner } from "../components/banner.tsx";
import { Detail, List, Row } from "../components/list.tsx";
import { Heading } from "../components/page.tsx";
import { PayeePicker } from "../components/payee-picker.tsx";
import { draftPayeesText, wordsOfWish } from "../pay/draft-words.ts";
import { isWorthKeeping, type PayDraft } from "../pay/drafts.ts";
import { type LinkFault, readPayLink } from "../pay/pay-link.ts";
import { go, hrefOf, leaveTo } from "../router.ts";
import { useStore } from "../store.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { contactsTexts, myPageTexts } from "../texts/messages/contacts.ts";
import { linkTexts, payTexts } from "../texts/messages/pay.ts";
import { readAmount } from "../texts/read-amount.ts";
import { useReader } from "../texts/reader.ts";

/** Whom to pay. An address with a wish (a link, a code, a shared post) opens the form so filled instead. */
export const PaySomebody = (): VNode => {
  const { pay } = useApp();
  const { locale } = useReader();
  const [fault, setFault] = useState<LinkFault>();
  const [, query] = /\?(.*)$/.exec(location.hash) ?? [];
  useEffect(() => {
    if (query === undefined) return;
    const wish = readPayLink(new URLSearchParams(query));
    setFault(wish.ok ? undefined : wish.fault);
    // The way back leads past the link: it has been followed.
    if (wish.ok) leaveTo({ screen: "draft", id: pay.drafts.begin(wordsOfWish(wish.value, locale)) });
    else leaveTo({ screen: "pay" });
  }, [query, pay]);
  return query === undefined ? <Choose fault={fault} /> : <main class="page" />;
};

const Choose = ({ fault }: { readonly fault: LinkFault | undefined }): VNode => {
  const { pay } = useApp();
  const { t, locale } = useReader();
  const { drafts = [] } = useStore(pay.drafts.store);
  const kept = drafts.filter(isWorthKeeping);
  const begin = (words: Parameters<typeof pay.drafts.begin>[0]): void =>
    go({ screen: "draft", id: pay.drafts.begin(words) });
  return (
    <main class="page">
      <Heading>{t(payTexts.title)}</Heading>
      <div role="alert">
        {fault !== undefined && (
          <Banner tone="warn" title={t(payTexts.linkTitle)}>
            {t(linkTexts[fault])}
          </Banner>
        )}
      </div>
      <PayeePicker onPick={(payee) => begin({ payees: [payee] })} onWish={(wish) => begin(wordsOfWish(wish, locale))} />
      <List>
        <Row icon="person" title={t(contactsTexts.all)} href={hrefOf({ screen: "contacts" })} />
        <Row icon="code" title={t(myPageTexts.title)} href={hrefOf({ screen: "my_page" })} />
      </List>
      {kept.length > 0 && (
        <section>
          <h2>{t(payTexts.drafts)}</h2>
          <List>
            {kept.map((draft) => (
              <DraftRow key={draft.id} draft={draft} />
            ))}
          </List>
        </section>
      )}
    </main>
  );
};

const DraftRow = ({ draft }: { readonly draft: PayDraft }): VNode => {
  const { t, money, moment } = useReader();
  const payee = draftPayeesText(draft, t);
  const amount = readAmount(draft.amount);
  const shown = amount.ok ? money(amount.value, "EUR") : draft.amount;
  const title =
    payee !== undefined && shown !== "" ? t(commonTexts.paymentTo, { amount: shown, payee }) : (payee ?? shown);
  return (
    <Row
      icon="write"
      title={title || t(payTexts.unnamed)}
      detail={<Detail>{[draft.note || draft.text, moment(draft.changedAt)].filter(Boolean).join(" · ")}</Detail>}
      href={hrefOf({ screen: "draft", id: draft.id })}
    />
  );
};
