import type { VNode } from "preact";
import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import { useApp } from "../app-context.ts";
import { Button } from "../components/button.tsx";
import { ActivityRow } from "../components/activity-row.tsx";
import { Empty } from "../components/empty.tsx";
import { List } from "../components/list.tsx";
import { Heading } from "../components/page.tsx";
import { Skeleton } from "../components/waiting.tsx";
import { useStore } from "../store.ts";
import type { Reader } from "../texts/format.ts";
import { activityTexts } from "../texts/messages/activity.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { useReader } from "../texts/reader.ts";

/** What was paid and received, by day, newest first. */
export const Activity = (): VNode => {
  const { wallet } = useApp();
  const { activity, moreActivity } = useStore(wallet.store);
  const reader = useReader();
  const { t } = reader;
  return (
    <main class="page">
      <Heading>{t(shellTexts.activity)}</Heading>
      {activity === undefined && <Skeleton rows={5} />}
      {activity?.length === 0 && (
        <Empty icon="activity" title={t(activityTexts.nothingYet)} hint={t(activityTexts.nothingYetHint)} />
      )}
      {byDay(activity ?? [], reader).map(([day, entries]) => (
        <section key={day}>
          <h2>{day}</h2>
          <List>
            {entries.map((entry) => (
              <ActivityRow key={entry.transfer} entry={entry} />
            ))}
          </List>
        </section>
      ))}
      {moreActivity !== undefined && (
        <Button onClick={() => void wallet.loadMoreActivity()}>{t(commonTexts.more)}</Button>
      )}
    </main>
  );
};

const byDay = (entries: readonly ActivityEntry[], reader: Reader): readonly [string, readonly ActivityEntry[]][] => {
  const days = new Map<string, ActivityEntry[]>();
  for (const entry of entries) {
    const day = reader.day(entry.posted_at);
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  return [...days];
};
