import type { Preferences } from "../../contracts/http/people.ts";
import type { PiafApi } from "./api/piaf-api.ts";
import type { PageStorage } from "./storage/page-storage.ts";
import { createStore, type Store } from "./store.ts";

/** What the person has chosen, as this device knows it: kept here as well, so that the first thing shown is right. */
export type OwnPreferences = {
  readonly store: Store<Preferences>;
  set(preferences: Preferences): void;
};

/** The same on all devices of one person. */
export type SharedPreferences = {
  readonly store: Store<Preferences>;
  /** Takes what was chosen on another device. */
  refresh(): Promise<void>;
  /** Shows a choice at once, and saves it. `false`: it could not be saved, and is as before. */
  change(change: Partial<Preferences>): Promise<boolean>;
};

/** As the contract's defaults. */
const unchosen: Preferences = {
  currency: "EUR",
  appearance: "system",
  notifications: { to_approve: true, received: true, failed: true },
  push_details: false,
  hide_balance: false,
};

const name = "piaf.preferences";

export const ownPreferences = (storage: PageStorage): OwnPreferences => {
  const store = createStore<Preferences>({ ...unchosen, ...keptIn(storage) });
  return {
    store,
    set: (preferences) => {
      store.set({ language: undefined, ...preferences });
      storage.write(name, JSON.stringify(preferences));
    },
  };
};

const keptIn = (storage: PageStorage): Partial<Preferences> => {
  try {
    return JSON.parse(storage.read(name) ?? "{}") as Partial<Preferences>;
  } catch {
    return {};
  }
};

export const sharePreferences = (
  { store, set }: OwnPreferences,
  api: Pick<PiafApi, "preferences" | "savePreferences">,
): SharedPreferences => {
  let saving = 0;
  return {
    store,
    refresh: async () => {
      const answer = await api.preferences();
      // What is being saved here is newer.
      if (answer.ok && saving === 0) set(answer.value);
    },
    change: async (change) => {
      const before = store.get();
      saving += 1;
      set({ ...before, ...change });
      const answer = await api.savePreferences(store.get());
      saving -= 1;
      if (!answer.ok) set(before);
      return answer.ok;
    },
  };
};
