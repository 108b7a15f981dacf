import type { VNode } from "preact";
import { useEffect } from "preact/hooks";
import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import { useEntry } from "../activity/use-entry.ts";
import { useApp } from "../app-context.ts";
import { movementText, outsideText } from "../activity/movement.ts";
import { Avatar } from "../components/avatar.tsx";
import { BlockChoice } from "../components/block-choice.tsx";
import { LinkButton } from "../components/button.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { History } from "../components/history.tsx";
import { List, Row } from "../components/list.tsx";
import { Money } from "../components/money.tsx";
import { SubPage } from "../components/page.tsx";
import { Account, Name } from "../components/payee.tsx";
import { PostQuote } from "../components/post-quote.tsx";
import { HandOn, Proof } from "../components/receipt.tsx";
import { ReportLink } from "../components/report-link.tsx";
import { Returns } from "../components/returns.tsx";
import { mayBeReturned } from "../returns/return-of.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { casesTexts } from "../texts/messages/cases.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { paymentTexts } from "../texts/messages/payment.ts";
import { returnsTexts } from "../texts/messages/returns.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** One settled transfer, whole: who, why, when, what happened, and its proof. */
export const Entry = ({ id }: { readonly id: string }): VNode => {
  const { t } = useReader();
  const { entry, isThere } = useEntry(id);
  const up = { up: { screen: "activity" }, upLabel: t(shellTexts.activity) } as const;
  if (entry !== undefined) return <Found entry={entry} up={up} />;
  return (
    <SubPage {...up} title={t(shellTexts.activity)}>
      <p role="status">{t(isThere ? commonTexts.loading : paymentTexts.unknownPayment)}</p>
    </SubPage>
  );
};

/** What stands on somebody's signature. */
const proved: ReadonlySet<string> = new Set(["payment", "escrow_in", "return"]);

const Found = (props: {
  readonly entry: ActivityEntry;
  readonly up: Pick<Parameters<typeof SubPage>[0], "up" | "upLabel">;
}): VNode => {
  const { entry, up } = props;
  const { wallet } = useApp();
  const reader = useReader();
  const { t, moment } = reader;
  const intent = useStore(wallet.store).intents[entry.intent ?? ""];
  useEffect(() => (entry.intent === undefined ? undefined : wallet.watch(entry.intent)), [wallet, entry.intent]);
  const incoming = entry.direction === "credit";
  const title = t(movementText(entry));
  const money = (incoming ? "+" : "−") + reader.money(entry.amount, entry.currency);
  const outside = outsideText(entry);
  const who = outside === undefined ? entry.other.name || t(commonTexts.closedAccount) : t(outside);
  return (
    <SubPage {...up} title={title}>
      <Subject entry={entry} who={who} />
      <Facts>
        <Fact name={t(paymentTexts.when)}>
          <time dateTime={entry.posted_at}>{moment(entry.posted_at)}</time>
        </Fact>
        {entry.note !== undefined && entry.note !== "" && (
          <Fact name={t(paymentTexts.note)}>
            <bdi class="note">{entry.note}</bdi>
          </Fact>
        )}
        <Fact name={t(paymentTexts.reference)}>
          <code>{entry.transfer}</code>
        </Fact>
      </Facts>
      {entry.of !== undefined && (
        <List>
          <Row icon="activity" title={t(casesTexts.payment)} href={hrefOf({ screen: "entry", id: entry.of })} />
        </List>
      )}
      {intent !== undefined && entry.of === undefined && <Returns intent={intent} />}
      {entry.post !== undefined && (
        <PostQuote text={entry.post.text} language={entry.post.language} marks={intent?.source.marks ?? []} />
      )}
      {intent !== undefined && <History intent={intent} />}
      {mayBeReturned(entry, intent) && (
        <div class="actions">
          <LinkButton href={hrefOf({ screen: "return", id: entry.transfer })}>{t(returnsTexts.action)}</LinkButton>
        </div>
      )}
      {intent !== undefined && entry.of === undefined && <ReportLink intent={intent.id} />}
      {intent?.role === "payee" && <BlockChoice account={intent.payer} />}
      {proved.has(entry.code) && <Proof transfer={entry.transfer} />}
      <HandOn
        title={`Piaf: ${title}`}
        text={[`${money} · ${who}`, moment(entry.posted_at), entry.transfer].join("\n")}
      />
    </SubPage>
  );
};

const Subject = ({ entry, who }: { readonly entry: ActivityEntry; readonly who: string }): VNode => {
  const incoming = entry.direction === "credit";
  const { handle, channel } = entry.other;
  return (
    <header class="subject">
      <Avatar name={who} large />
      <p class="subject-name">
        <Name>{who}</Name>
      </p>
      {handle !== undefined && (
        <p class="quiet">
          <Account handle={handle} channel={channel ?? ""} />
        </p>
      )}
      <p class={incoming ? "amount money-in" : "amount"}>
        <Money amount={entry.amount} currency={entry.currency} sign={incoming ? "+" : "−"} />
      </p>
    </header>
  );
};
