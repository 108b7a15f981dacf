/** `localStorage` or `sessionStorage`, for what is no secret; on the page alone where the browser refuses. Never throws. */
export type PageStorage = {
  read(name: string): string | undefined;
  write(name: string, value: string): void;
  forget(name: string): void;
};

const pageStorage = (find: () => Storage): PageStorage => {
  const onPage = new Map<string, string>();
  /** A browser that refuses throws already when it is asked for the storage. */
  const tried = <Value>(use: (storage: Storage) => Value): Value | undefined => {
    try {
      return use(find());
    } catch {
      return undefined;
    }
  };
  return {
    read: (name) => tried((storage) => storage.getItem(name)) ?? onPage.get(name),
    write: (name, value) => {
      onPage.set(name, value);
      tried((storage) => storage.setItem(name, value));
    },
    forget: (name) => {
      onPage.delete(name);
      tried((storage) => storage.removeItem(name));
    },
  };
};

/** Outlives the tab. */
export const deviceStorage = pageStorage(() => localStorage);
/** Outlives a reload and a redirect, in this tab. */
export const tabStorage = pageStorage(() => sessionStorage);
