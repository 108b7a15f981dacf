import type { Preferences } from "../../contracts/http/people.ts";
import type { PageStorage } from "./storage/page-storage.ts";
import { createStore, type Store } from "./store.ts";

/** What the person has chosen, as this device knows it: kept here as well, so that the first thing shown is right. */
export type OwnPreferences = {
  readonly store: Store<Preferences>;
  /** Takes what the server says, or what has just been chosen. */
  set(change: Partial<Preferences>): void;
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

export const createPreferences = (storage: PageStorage): OwnPreferences => {
  const store = createStore<Preferences>({ ...unchosen, ...keptIn(storage) });
  return {
    store,
    set: (change) => {
      store.set(change);
      storage.write(name, JSON.stringify(store.get()));
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
