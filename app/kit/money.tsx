import { ActivityRow } from "../src/components/activity-row.tsx";
import { Avatar } from "../src/components/avatar.tsx";
import { Badge } from "../src/components/badge.tsx";
import { Balance } from "../src/components/balance.tsx";
import { Button } from "../src/components/button.tsx";
import { Cost } from "../src/components/cost.tsx";
import { Fact, Facts } from "../src/components/facts.tsx";
import { Detail, List, Row } from "../src/components/list.tsx";
import { Money } from "../src/components/money.tsx";
import { PostQuote } from "../src/components/post-quote.tsx";
import type { Specimen } from "./specimen.ts";

const noop = (): void => undefined;
const longName = "Maximiliane von und zu Hohenstein-Wittgenstein, geborene Oberndorfer";

const entry = {
  transfer: "tr_1",
  direction: "credit",
  amount: 1299,
  currency: "EUR",
  code: "payment",
  posted_at: "2026-03-01T18:04:00.000Z",
  other: { name: "Alice", handle: "alice", channel: "x" },
  note: "pour le ciné",
} as const;

const line = {
  payee: { channel: "x", user_id: "1", handle: "bob", name: "Bob" },
  amount: 1299,
  check: "verified",
} as const;

const wallet = { id: "wal_1", currency: "EUR", available: 5549, pending: 0 };

export const money: readonly Specimen[] = [
  {
    name: "Money, Balance",
    states: (
      <>
        <div class="specimen-row">
          <Money amount={1} currency="EUR" />
          <Money class="money-in" amount={1299} currency="EUR" sign="+" />
          <Money amount={99999999} currency="EUR" sign="−" />
          <Money amount={1500} currency="JPY" />
        </div>
        <Balance wallet={wallet} hidden={false} onHide={noop} />
        <Balance wallet={{ ...wallet, available: 99999999, pending: 1299 }} hidden={false} onHide={noop} />
        <Balance wallet={wallet} hidden onHide={noop} />
        <Balance wallet={undefined} hidden={false} onHide={noop} />
      </>
    ),
  },
  {
    name: "Facts, Cost",
    states: (
      <Facts>
        <Fact name="Note">pour le ciné</Fact>
        <Fact name={`To ${longName}`}>
          <Money amount={99999999} currency="EUR" />
        </Fact>
        <Cost intent={{ lines: [line], fee: 25, currency: "EUR" }} />
        <Fact name="Reference">
          <code>pi_y7w59hfy028zgehha30gdd0g2n</code>
        </Fact>
      </Facts>
    ),
  },
  {
    name: "List, Row, Avatar, Badge",
    states: (
      <>
        <List>
          <Row icon="language" title="Language" end="Français" href="#/" />
          <Row
            icon="key"
            title={
              <>
                iPhone <Badge tone="good">this phone</Badge>
              </>
            }
            detail={<Detail>Passkey</Detail>}
            end={<Button kind="quiet">Remove</Button>}
          />
          <Row
            sign={<Avatar name={longName} />}
            title={longName}
            detail={<Detail>{longName.repeat(4)}</Detail>}
            href="#/"
          />
          <ActivityRow entry={entry} hidden={false} />
          <ActivityRow entry={entry} hidden />
          <ActivityRow
            entry={{ ...entry, direction: "debit", amount: 99999999, other: { name: longName } }}
            hidden={false}
          />
          <ActivityRow entry={{ ...entry, other: { name: "علي 🦜" }, note: "شكرا" }} hidden={false} />
        </List>
        <div class="specimen-row">
          <Avatar name="Bob" large />
          <Avatar name="Carol" />
          <Badge>Waiting</Badge>
          <Badge tone="good">Verified</Badge>
          <Badge tone="warn">Close match</Badge>
          <Badge tone="bad">Refused</Badge>
        </div>
      </>
    ),
  },
  {
    name: "PostQuote",
    states: (
      <>
        <PostQuote
          text="@piaf #envoyer 12,99€ @bob pour le ciné"
          language="fr"
          caption="Your post on X, today at 18:04"
        />
        <PostQuote text={"@piaf " + "très ".repeat(60)} language="fr" />
      </>
    ),
  },
];
