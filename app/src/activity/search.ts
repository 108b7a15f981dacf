import type { ActivityEntry } from "../../../contracts/http/wallet.ts";
import type { ActivityAsk, PiafApi } from "../api/piaf-api.ts";
import { createStore, type Store } from "../store.ts";

/** What is looked for; dates as the person gives them, both included. All of it must hold. */
export type Filter = {
  readonly q: string;
  readonly direction?: "debit" | "credit" | undefined;
  /** "2026-11-24" */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Minor units. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
};

export const noFilter: Filter = { q: "" };

export const isFiltering = ({ q, ...rest }: Filter): boolean =>
  q.trim() !== "" || Object.values(rest).some((value) => value !== undefined);

type SearchState = {
  readonly filter: Filter;
  /** What was found so far, newest first; `undefined` while nothing was looked for, or no answer has come. */
  readonly found: readonly ActivityEntry[] | undefined;
  readonly cursor: string | undefined;
  readonly busy: boolean;
  readonly failed: boolean;
};

/** Looks the activity through at the server. What has been found stays while another page is open. */
export type ActivitySearch = {
  readonly store: Store<SearchState>;
  /** Looks anew once the person has stopped typing. */
  change(filter: Filter): Promise<void>;
  /** Looks further back. */
  more(): Promise<void>;
};

const typingMs = 300;
/** An answer may hold nothing and go on: so often it is asked at once, then on request. */
const answersAtOnce = 4;

const nothing = { found: undefined, cursor: undefined, busy: false, failed: false } as const;

export const createActivitySearch = (parts: {
  readonly api: Pick<PiafApi, "searchActivity">;
  readonly wait: (ms: number) => Promise<void>;
}): ActivitySearch => {
  const store = createStore<SearchState>({ filter: noFilter, ...nothing });
  let newest = 0;

  const look = async (turn: number): Promise<void> => {
    store.set({ busy: true, failed: false });
    for (let asked = 1; ; asked += 1) {
      const { filter, cursor, found = [] } = store.get();
      const answer = await parts.api.searchActivity({ ...askFor(filter), cursor });
      if (turn !== newest) return;
      if (!answer.ok) return store.set({ busy: false, failed: true });
      const { data, next_cursor: next } = answer.value;
      const goesOn = data.length === 0 && next !== undefined && asked < answersAtOnce;
      store.set({ found: [...found, ...data], cursor: next, busy: goesOn });
      if (!goesOn) return;
    }
  };
  return {
    store,
    change: async (filter) => {
      const turn = (newest += 1);
      store.set({ ...nothing, filter, busy: isFiltering(filter) });
      if (!isFiltering(filter)) return;
      await parts.wait(typingMs);
      if (turn === newest) await look(turn);
    },
    more: async () => {
      if (!store.get().busy) await look(newest);
    },
  };
};

/** Days begin and end where the person is. */
export const askFor = ({ q, direction, from, to, min, max }: Filter): ActivityAsk => ({
  q: q.trim() === "" ? undefined : q.trim(),
  direction,
  from: from === undefined ? undefined : startOfDay(from, 0),
  to: to === undefined ? undefined : startOfDay(to, 1),
  min,
  max,
});

const startOfDay = (day: string, later: number): string => {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  return new Date(year, month - 1, date + later).toISOString();
};
