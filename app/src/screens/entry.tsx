import type { VNode } from "preact";
import { useApp } from "../app-context.ts";
import { Avatar } from "../components/avatar.tsx";
import { Fact, Facts } from "../components/facts.tsx";
import { Money } from "../components/money.tsx";
import { BackLink, Heading } from "../components/page.tsx";
import { PostQuote } from "../components/post-quote.tsx";
import { useStore } from "../store.ts";
import { networkName } from "../texts/format.ts";
import { activityTexts } from "../texts/messages/activity.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { paymentTexts } from "../texts/messages/payment.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** One settled transfer, whole: its receipt. */
export const Entry = ({ id }: { readonly id: string }): VNode => {
  const { activity } = useStore(useApp().wallet.store);
  const { t, moment } = useReader();
  const entry = activity?.find(({ transfer }) => transfer === id);
  if (entry === undefined) {
    return (
      <main class="page">
        <BackLink to={{ screen: "activity" }} label={t(shellTexts.activity)} />
        <Heading>{t(shellTexts.activity)}</Heading>
        <p role="status">{activity === undefined ? t(commonTexts.loading) : t(paymentTexts.unknownPayment)}</p>
      </main>
    );
  }
  const incoming = entry.direction === "credit";
  const { other } = entry;
  const who = entry.code === "top_up" ? t(activityTexts.topUp) : other.name;
  return (
    <main class="page">
      <BackLink to={{ screen: "activity" }} label={t(shellTexts.activity)} />
      <header class="subject">
        <Avatar name={who} large />
        <Heading>{who}</Heading>
        {other.handle !== undefined && (
          <p class="quiet">
            @{other.handle} · {networkName(other.channel ?? "")}
          </p>
        )}
        <p class={incoming ? "amount money-in" : "amount"}>
          <Money amount={entry.amount} currency={entry.currency} sign={incoming ? "+" : "−"} />
        </p>
      </header>
      <Facts>
        <Fact name={incoming ? t(activityTexts.received) : t(activityTexts.sent)}>
          <time dateTime={entry.posted_at}>{moment(entry.posted_at)}</time>
        </Fact>
        {entry.note !== undefined && entry.note !== "" && <Fact name={t(paymentTexts.note)}>{entry.note}</Fact>}
        <Fact name={t(paymentTexts.reference)}>
          <code>{entry.transfer}</code>
        </Fact>
      </Facts>
      {entry.post !== undefined && <PostQuote text={entry.post.text} language={entry.post.language} />}
    </main>
  );
};
