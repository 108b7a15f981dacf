import type { VNode } from "preact";
import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import { movementText, outsideText } from "../activity/movement.ts";
import { hrefOf } from "../router.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { useReader } from "../texts/reader.ts";
import { Avatar } from "./avatar.tsx";
import { Covered } from "./covered.tsx";
import { Money } from "./money.tsx";

/** One settled transfer in a list: who, why, when; and how much, unless amounts are hidden with the balance. */
export const ActivityRow = (props: { readonly entry: ActivityEntry; readonly hidden: boolean }): VNode => {
  const { entry, hidden } = props;
  const reader = useReader();
  const { t } = reader;
  const incoming = entry.direction === "credit";
  const said = entry.code === "return" ? "" : entry.note || entry.post?.text;
  const why = said || t(movementText(entry));
  const outside = outsideText(entry);
  const who = outside === undefined ? entry.other.name || t(commonTexts.closedAccount) : t(outside);
  return (
    <li>
      <a class="row" href={hrefOf({ screen: "entry", id: entry.transfer })}>
        <Avatar name={who} />
        <span class="row-main">
          <span class="row-head">
            <bdi class="row-name">{who}</bdi>
            {hidden ? (
              <span class="row-amount">
                <Covered />
              </span>
            ) : (
              <Money
                class={`row-amount private ${incoming ? "money-in" : ""}`}
                amount={entry.amount}
                currency={entry.currency}
                sign={incoming ? "+" : "−"}
              />
            )}
          </span>
          <span class="row-head">
            <span class="row-detail" dir="auto">
              {why}
            </span>
            <time class="row-detail row-time" dateTime={entry.posted_at}>
              {reader.time(entry.posted_at)}
            </time>
          </span>
        </span>
      </a>
    </li>
  );
};
