import { clear, createStore, del, get, getMany, set, update } from "idb-keyval";
import { utf8 } from "../../../core/encoding.ts";

/**
 * Values that outlive the page, each sealed by AES-GCM under a key of this browser that cannot be taken out of WebCrypto:
 * who copies the storage has nothing. Where the browser refuses storage they live as long as the page. Never throws.
 */
export type Vault = {
  /** `undefined` where there is none, or what there is cannot be opened. */
  read<Value>(name: string): Promise<Value | undefined>;
  write(name: string, value: unknown): Promise<void>;
  forget(name: string): Promise<void>;
  /** Forgets all, the key too. */
  wipe(): Promise<void>;
  /** Whether what is written now outlives the page, as far as is known. */
  lasts(): boolean;
};

type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly bytes: ArrayBuffer };

const keyName = "key";
const algorithm = "AES-GCM";

export const openVault = (databaseName: string): Vault => {
  const store = createStore(databaseName, "sealed");
  const onPage = new Map<string, unknown>();
  let lasts = true;

  /** What the browser refuses once is done on the page from then on. */
  const orOnPage = async <Value>(stored: () => Promise<Value>, onThePage: () => Value): Promise<Value> => {
    if (lasts) {
      try {
        return await stored();
      } catch {
        lasts = false;
      }
    }
    return onThePage();
  };
  return {
    read: <Value>(name: string) =>
      orOnPage<Value | undefined>(
        async () => {
          const [key, sealed] = (await getMany([keyName, name], store)) as [CryptoKey | undefined, Sealed | undefined];
          return key === undefined || sealed === undefined ? undefined : opened<Value>(key, { name, sealed });
        },
        () => onPage.get(name) as Value | undefined,
      ),
    write: (name, value) =>
      orOnPage(
        async () => set(name, await seal(await keyIn(store), { name, value }), store),
        () => void onPage.set(name, value),
      ),
    forget: (name) =>
      orOnPage(
        () => del(name, store),
        () => void onPage.delete(name),
      ),
    wipe: () =>
      orOnPage(
        () => clear(store),
        () => onPage.clear(),
      ),
    lasts: () => lasts,
  };
};

/** The key of this browser, made at the first need. Two tabs may make one at the same time: the first that is stored stays. */
const keyIn = async (store: ReturnType<typeof createStore>): Promise<CryptoKey> => {
  const known = await get<CryptoKey>(keyName, store);
  if (known !== undefined) return known;
  const made = await crypto.subtle.generateKey({ name: algorithm, length: 256 }, false, ["encrypt", "decrypt"]);
  let kept = made;
  await update<CryptoKey>(keyName, (stored) => (kept = stored ?? made), store);
  return kept;
};

const seal = async (
  key: CryptoKey,
  { name, value }: { readonly name: string; readonly value: unknown },
): Promise<Sealed> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  // The name goes in, so that no value can be passed off as another.
  const parameters = { name: algorithm, iv, additionalData: utf8(name) };
  return { iv, bytes: await crypto.subtle.encrypt(parameters, key, utf8(JSON.stringify(value))) };
};

const opened = async <Value>(
  key: CryptoKey,
  { name, sealed }: { readonly name: string; readonly sealed: Sealed },
): Promise<Value | undefined> => {
  try {
    const parameters = { name: algorithm, iv: sealed.iv, additionalData: utf8(name) };
    const bytes = await crypto.subtle.decrypt(parameters, key, sealed.bytes);
    return JSON.parse(new TextDecoder().decode(bytes)) as Value;
  } catch {
    return undefined;
  }
};
