import type { VNode } from "preact";
import type { IntentView } from "../../../contracts/http/intents.ts";
import { networkName, type Translate } from "../texts/format.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { checkTexts } from "../texts/messages/payment.ts";
import { useReader } from "../texts/reader.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";
import { Money } from "./money.tsx";

type Line = IntentView["lines"][number];

/** A name of a stranger, in its own direction and kept from turning what stands beside it. Who has none has closed the account. */
export const Name = ({ children }: { readonly children: string }): VNode => {
  const { t } = useReader();
  return <bdi>{children || t(commonTexts.closedAccount)}</bdi>;
};

export const Account = ({ handle, channel }: { readonly handle: string; readonly channel: string }): VNode => (
  <>
    {handle !== "" && (
      <>
        <bdi>@{handle}</bdi> ·{" "}
      </>
    )}
    {networkName(channel)}
  </>
);

/** Whom one payment pays, large: name, account, and whether that is who was meant. */
export const PayeeHead = ({ line }: { readonly line: Line }): VNode => (
  <header class="subject">
    <Avatar name={line.payee.name} large />
    <p class="subject-name">
      <Name>{line.payee.name}</Name>
    </p>
    <p class="quiet">
      <Account {...line.payee} />
    </p>
    <NameCheck line={line} />
  </header>
);

/** Whom a payment to several pays, and how much each. */
export const PayeeList = (props: { readonly lines: readonly Line[]; readonly currency: string }): VNode => (
  <ul class="rows">
    {props.lines.map((line, place) => (
      <li key={place} class="row">
        <Avatar name={line.payee.name} />
        <span class="row-main">
          <span class="row-head">
            <span class="row-title">
              <Name>{line.payee.name}</Name>
            </span>
            <Money class="row-amount" amount={line.amount} currency={props.currency} />
          </span>
          <span class="quiet">
            <Account {...line.payee} />
          </span>
          <NameCheck line={line} />
        </span>
      </li>
    ))}
  </ul>
);

/** Verification of payee, in words. */
const NameCheck = ({ line }: { readonly line: Line }): VNode => {
  const { t } = useReader();
  const good = line.check === "verified";
  return (
    <p class={`name-check ${good ? "name-check-good" : "name-check-warn"}`}>
      <Icon name={good ? "check" : "alert"} />
      <span>{checkText(line, t)}</span>
    </p>
  );
};

const checkText = ({ check, asked_as: asked }: Line, t: Translate): string => {
  if (check === "verified" || check === "unknown") return t(checkTexts[check]);
  return asked === undefined ? t(checkTexts.differs) : t(checkTexts[check], { asked });
};
