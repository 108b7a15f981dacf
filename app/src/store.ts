import { useEffect, useState } from "preact/hooks";

/** A value that screens follow. */
export type Store<State> = {
  get(): State;
  set(change: Partial<State>): void;
  subscribe(listener: () => void): () => void;
};

export const createStore = <State extends object>(initial: State): Store<State> => {
  let state = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (change) => {
      state = { ...state, ...change };
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

/** The store's state; the component is drawn again whenever it changes. */
export const useStore = <State extends object>(store: Store<State>): State => {
  const [state, setState] = useState(store.get);
  useEffect(() => {
    const follow = (): void => setState(store.get());
    follow();
    return store.subscribe(follow);
  }, [store]);
  return state;
};
