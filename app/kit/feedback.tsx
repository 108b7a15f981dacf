import { Banner } from "../src/components/banner.tsx";
import { Button } from "../src/components/button.tsx";
import { Card } from "../src/components/card.tsx";
import { Empty } from "../src/components/empty.tsx";
import { Outcome } from "../src/components/page.tsx";
import { Tabs } from "../src/components/tabs.tsx";
import { Timeline } from "../src/components/timeline.tsx";
import { Skeleton, Spinner } from "../src/components/waiting.tsx";
import type { Specimen } from "./specimen.ts";

export const feedback: readonly Specimen[] = [
  {
    name: "Banner",
    states: (
      <>
        <Banner>A word to know before going on.</Banner>
        <Banner tone="good">This went well.</Banner>
        <Banner tone="warn" title="First payment" actions={<Button>Look at it</Button>}>
          You have never paid @bob before.
        </Banner>
        <Banner tone="bad" title="Not sent">
          The handle looks like that of a contact of yours.
        </Banner>
      </>
    ),
  },
  {
    name: "Card",
    states: (
      <>
        <Card title="Set up this phone">
          <p class="quiet">A payment key on this phone signs each payment.</p>
          <Button kind="primary">Create a passkey</Button>
        </Card>
        <Card title="On the accent" accent>
          <p>One a page.</p>
        </Card>
      </>
    ),
  },
  {
    name: "Empty",
    states: <Empty icon="activity" title="No payments yet" hint="What you pay and receive is listed here." />,
  },
  {
    name: "Outcome",
    states: (
      <>
        <Outcome icon="check" tone="good" title="Paid" />
        <Outcome icon="cross" tone="bad" title="Not paid">
          <p class="lead">There is not enough money in your wallet.</p>
        </Outcome>
        <Outcome icon="question" tone="calm" title="One thing is unclear" />
      </>
    ),
  },
  {
    name: "Spinner, Skeleton",
    states: (
      <>
        <div class="specimen-row">
          <Spinner />
          <Spinner small />
        </div>
        <Skeleton rows={2} />
      </>
    ),
  },
  {
    name: "Timeline",
    states: (
      <Timeline
        steps={[
          { title: "Proposed by your post", at: "2026-03-01T18:04:00.000Z" },
          { title: "Approved", at: "2026-03-01T18:05:00.000Z", detail: "With the passkey on this phone" },
          { title: "On its way" },
        ]}
      />
    ),
  },
  { name: "Tabs", states: <Tabs current="home" waiting={3} /> },
];
