import type { IntentView } from "../../../contracts/http/intents.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import type { Clock } from "../../../core/clock.ts";
import type { ApiResult } from "../api/http.ts";
import type { PiafApi } from "../api/piaf-api.ts";
import type { Store } from "../store.ts";
import { asListed, isExpected, type WalletState, withActivity, withIntents, withOpen } from "./state.ts";

type ReadApi = Pick<PiafApi, "me" | "openIntents" | "intent" | "activity">;

export type Reading = {
  /** Reads what may have changed. Never throws. */
  refresh(): Promise<void>;
  readIntent(id: string): Promise<void>;
  loadMoreActivity(): Promise<void>;
  loadMoreOpen(): Promise<void>;
};

/** Reads the server into the store. */
export const createReading = (parts: {
  readonly api: ReadApi;
  readonly store: Store<WalletState>;
  readonly onSignedOut: () => void;
  readonly clock: Clock;
  /** Intents whose screens are open. */
  readonly watched: ReadonlySet<string>;
}): Reading => {
  const { api, store, clock } = parts;
  const meInOrder = inOrder();
  const openInOrder = inOrder();
  const checked: Checked = (answer) => {
    if (!answer.ok && answer.fault.kind === "signed_out") parts.onSignedOut();
    return answer;
  };

  const readIntents = async (): Promise<ApiResult<unknown>> => {
    const isNewest = openInOrder();
    const open = checked(await api.openIntents());
    if (!open.ok || !isNewest()) return open;
    store.set(withOpen(store.get(), open.value));
    return open;
  };

  const readIntent = async (id: string): Promise<void> => {
    const answer = checked(await api.intent(id));
    const { intents, unknown } = store.get();
    if (answer.ok) store.set({ intents: withIntents(intents, [answer.value]) });
    else if (answer.fault.kind === "refused") store.set({ unknown: [...new Set([...unknown, id])] });
  };

  const readActivity = async (): Promise<void> => {
    const answer = checked(await api.activity());
    if (answer.ok) store.set(withActivity(store.get(), answer.value));
  };

  return {
    readIntent,
    refresh: async () => {
      const before = store.get().me;
      const isNewest = meInOrder();
      const [me, intents] = await Promise.all([api.me().then(checked), readIntents()]);
      const connected = [me, intents].every((answer) => answer.ok || answer.fault.kind !== "unknown");
      const readAtMs = me.ok && intents.ok ? clock() : store.get().readAtMs;
      store.set(me.ok && isNewest() ? { me: me.value, connected, readAtMs } : { connected, readAtMs });
      await Promise.all(lingering(store.get(), parts.watched).map(readIntent));
      if (me.ok && (store.get().activity === undefined || moneyMoved(before, me.value))) await readActivity();
    },
    ...pagesOf({ api, store, checked }),
  };
};

type Checked = <Value>(answer: ApiResult<Value>) => ApiResult<Value>;

/** What comes only when somebody asks for more. */
const pagesOf = (parts: {
  readonly api: ReadApi;
  readonly store: Store<WalletState>;
  readonly checked: Checked;
}): Pick<Reading, "loadMoreOpen" | "loadMoreActivity"> => {
  const { api, store, checked } = parts;
  return {
    loadMoreOpen: async () => {
      const { moreOpen } = store.get();
      if (moreOpen === undefined) return;
      const answer = checked(await api.openIntents(moreOpen));
      if (!answer.ok) return;
      const { data, next_cursor: next } = answer.value;
      const { open, intents } = store.get();
      const ids = new Set([...open, ...data.map(({ id }) => id)]);
      store.set({ open: [...ids], moreOpen: next, intents: withIntents(intents, asListed(intents, data)) });
    },
    loadMoreActivity: async () => {
      const { activity = [], moreActivity } = store.get();
      if (moreActivity === undefined) return;
      const answer = checked(await api.activity(moreActivity));
      if (!answer.ok) return;
      const known = new Set(activity.map(({ transfer }) => transfer));
      const older = answer.value.data.filter(({ transfer }) => !known.has(transfer));
      store.set({ activity: [...activity, ...older], moreActivity: answer.value.next_cursor });
    },
  };
};

/** Answers may overtake one another: asks whether this one is newer than all that have been shown, and then shows it. */
const inOrder = (): (() => () => boolean) => {
  let asked = 0;
  let shown = 0;
  return () => {
    const turn = (asked += 1);
    return () => {
      if (turn < shown) return false;
      shown = turn;
      return true;
    };
  };
};

/** Intents that are no longer on the list of what waits, and may still change before somebody's eyes. */
const lingering = (state: WalletState, watched: ReadonlySet<string>): readonly string[] => {
  const underway = Object.values(state.intents).filter(isExpected);
  const mayChange = (intent: IntentView | undefined): boolean => intent === undefined || !overStates.has(intent.state);
  const seen = [...watched].filter((id) => mayChange(state.intents[id]));
  const ids = new Set([...underway.map(({ id }) => id), ...seen]);
  return [...ids].filter((id) => !state.open.includes(id) && !state.unknown.includes(id));
};

/** Nothing comes after them; what is paid may still come back. */
const overStates: ReadonlySet<string> = new Set([
  "declined",
  "cancelled",
  "expired",
  "reported",
  "claimed",
  "returned",
] satisfies IntentView["state"][]);

const moneyMoved = (before: MeView | undefined, now: MeView): boolean =>
  before?.wallet?.available !== now.wallet?.available || before?.wallet?.pending !== now.wallet?.pending;
