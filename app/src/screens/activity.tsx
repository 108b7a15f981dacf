import type { VNode } from "preact";
import { useState } from "preact/hooks";
import { byDay } from "../activity/by-day.ts";
import { type Filter, isFiltering, noFilter } from "../activity/search.ts";
import { useApp } from "../app-context.ts";
import { ActivityFilters } from "../components/activity-filters.tsx";
import { ActivityRow } from "../components/activity-row.tsx";
import { Button } from "../components/button.tsx";
import { Chip, Chips } from "../components/chip.tsx";
import { Empty } from "../components/empty.tsx";
import { TextField } from "../components/field.tsx";
import { List } from "../components/list.tsx";
import { Heading } from "../components/page.tsx";
import { Skeleton } from "../components/waiting.tsx";
import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import { hrefOf } from "../router.ts";
import { useStore } from "../store.ts";
import { activityTexts } from "../texts/messages/activity.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { shellTexts } from "../texts/messages/shell.ts";
import { usePreferences } from "../use-preferences.ts";
import { useReader } from "../texts/reader.ts";

/** What was paid and received, by day, newest first; all of it, or what is looked for. */
export const Activity = (): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const { filter } = useStore(wallet.search.store);
  return (
    <main class="page">
      <div class="section-head">
        <Heading>{t(shellTexts.activity)}</Heading>
        <a href={hrefOf({ screen: "spending" })}>{t(activityTexts.spending)}</a>
      </div>
      <Looking filter={filter} />
      {isFiltering(filter) ? <Found /> : <All />}
    </main>
  );
};

const Looking = ({ filter }: { readonly filter: Filter }): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const [open, setOpen] = useState(false);
  const change = (next: Partial<Filter>): void => void wallet.search.change({ ...filter, ...next });
  const { q: _words, direction: _way, ...others } = filter;
  return (
    <search>
      <TextField
        label={t(activityTexts.search)}
        value={filter.q}
        onChange={(q) => change({ q })}
        typing={{ inputMode: "search", maxLength: 100, placeholder: t(activityTexts.searchHint) }}
      />
      <Chips label={t(activityTexts.filters)}>
        {(["debit", "credit"] as const).map((direction) => (
          <Chip
            key={direction}
            on={filter.direction === direction}
            onChange={(on) => change({ direction: on ? direction : undefined })}
          >
            {t(direction === "debit" ? activityTexts.sent : activityTexts.received)}
          </Chip>
        ))}
        <Chip on={isFiltering({ q: "", ...others })} onChange={() => setOpen(true)}>
          {t(activityTexts.filters)}
        </Chip>
      </Chips>
      {open && <ActivityFilters filter={filter} onChange={change} onClose={() => setOpen(false)} />}
    </search>
  );
};

const All = (): VNode => {
  const { wallet } = useApp();
  const { t } = useReader();
  const { activity, moreActivity } = useStore(wallet.store);
  return (
    <>
      {activity === undefined && <Skeleton rows={5} />}
      {activity?.length === 0 && (
        <Empty icon="activity" title={t(activityTexts.nothingYet)} hint={t(activityTexts.nothingYetHint)} />
      )}
      <Days entries={activity ?? []} />
      {moreActivity !== undefined && (
        <Button onClick={() => void wallet.loadMoreActivity()}>{t(commonTexts.more)}</Button>
      )}
    </>
  );
};

const Found = (): VNode => {
  const { search } = useApp().wallet;
  const { t } = useReader();
  const { found, cursor, busy, failed } = useStore(search.store);
  const isEnd = !busy && cursor === undefined;
  return (
    <>
      <p role="status" class="quiet">
        {failed
          ? t(commonTexts.somethingWrong)
          : found !== undefined && found.length > 0 && !busy && t(activityTexts.found, { count: found.length })}
      </p>
      <Days entries={found ?? []} />
      {busy && <Skeleton rows={2} />}
      {isEnd && found?.length === 0 && (
        <Empty icon="activity" title={t(activityTexts.nothingFound)} hint={t(activityTexts.nothingFoundHint)}>
          <Button onClick={() => void search.change(noFilter)}>{t(activityTexts.clear)}</Button>
        </Empty>
      )}
      {!busy && (cursor !== undefined || failed) && (
        <Button onClick={() => void search.more()}>{t(failed ? commonTexts.tryAgain : activityTexts.further)}</Button>
      )}
    </>
  );
};

const Days = ({ entries }: { readonly entries: readonly ActivityEntry[] }): VNode => {
  const { day } = useReader();
  const [{ hide_balance }] = usePreferences();
  return (
    <>
      {byDay(entries, day).map(([name, ofDay]) => (
        <section key={name}>
          <h2>{name}</h2>
          <List>
            {ofDay.map((entry) => (
              <ActivityRow key={entry.transfer} entry={entry} hidden={hide_balance} />
            ))}
          </List>
        </section>
      ))}
    </>
  );
};
