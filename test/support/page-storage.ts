import type { Page } from "playwright-core";

export type PageStorage = {
  /** All that is stored, as text; of keys nothing. */
  readonly text: string;
  /** What IndexedDB has, by name. */
  readonly names: readonly string[];
  readonly keys: number;
  /** Keys that could be taken out of the browser. */
  readonly extractableKeys: number;
};

/** Runs in the page, whose types the tests do not have. */
const read = `(async () => {
  const found = { text: JSON.stringify([localStorage, sessionStorage]), names: [], keys: 0, extractableKeys: 0 };
  const settled = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const textOf = (value) => {
    if (value instanceof CryptoKey) {
      found.keys += 1;
      if (value.extractable && value.type !== "public") found.extractableKeys += 1;
      return "";
    }
    if (value instanceof ArrayBuffer) return textOf(new Uint8Array(value));
    if (value instanceof Uint8Array) return new TextDecoder().decode(value);
    return typeof value === "object" && value !== null ? Object.values(value).map(textOf).join(" ") : String(value);
  };
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      found.names.push(...(await settled(objects.getAllKeys())));
      found.text += textOf(await settled(objects.getAll()));
    }
    database.close();
  }
  return found;
})()`;

/** What whoever copies the browser's profile would find of this page. */
export const storedBy = (page: Page): Promise<PageStorage> => page.evaluate<PageStorage>(read);
