import type { DeviceEvidence, PinProof } from "../../../core/consent/evidence.ts";
import { type Bytes, toBase64Url } from "../../../core/encoding.ts";
import { type KeyId, keyIdOf } from "../../../core/ids.ts";

/** A payment key of this browser: its private half cannot leave WebCrypto, and works only together with the PIN. */
export type DeviceKey = { readonly id: KeyId; readonly publicKey: string; readonly privateKey: CryptoKey };

const algorithm = { name: "ECDSA", namedCurve: "P-256" };
const storeName = "device-keys";

/** `undefined` where the browser refuses to keep a key: it would be lost before it is anybody's. */
export const makeDeviceKey = async (): Promise<DeviceKey | undefined> => {
  const pair = await crypto.subtle.generateKey(algorithm, false, ["sign", "verify"]);
  const publicKey = toBase64Url(new Uint8Array(await crypto.subtle.exportKey("spki", pair.publicKey)));
  const key = { id: await keyIdOf(publicKey), publicKey, privateKey: pair.privateKey };
  const kept = await withStore("readwrite", (store) => store.put(key)).catch(() => undefined);
  return kept === undefined ? undefined : key;
};

export const deviceKey = (id: string): Promise<DeviceKey | undefined> =>
  withStore<DeviceKey | undefined>("readonly", (store) => store.get(id) as IDBRequest<DeviceKey | undefined>).catch(
    () => undefined,
  );

export const forgetDeviceKey = async (id: string): Promise<void> => {
  await withStore("readwrite", (store) => store.delete(id)).catch(() => undefined);
};

/** ECDSA P-256 with SHA-256 over the challenge, r‖s: evidence together with the proof that the PIN was given for it. */
export const signWithDeviceKey = async (
  key: DeviceKey,
  signed: { readonly challenge: Bytes; readonly pinProof: PinProof },
): Promise<DeviceEvidence> => {
  const signature = await crypto.subtle.sign({ name: "ECDSA", hash: "SHA-256" }, key.privateKey, signed.challenge);
  return {
    kind: "device",
    key_id: key.id,
    signature: toBase64Url(new Uint8Array(signature)),
    pin_proof: signed.pinProof,
  };
};

const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB failed without a reason."));
  });

const withStore = async <Value>(
  mode: IDBTransactionMode,
  use: (store: IDBObjectStore) => IDBRequest<Value>,
): Promise<Value> => {
  const opening = indexedDB.open("piaf", 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(storeName, { keyPath: "id" });
  const database = await settled(opening);
  try {
    return await settled(use(database.transaction(storeName, mode).objectStore(storeName)));
  } finally {
    database.close();
  }
};
