import type { KeyView } from "../../../contracts/http/wallet.ts";
import { type DeviceKey, deviceKey } from "./device-key.ts";
import { ownKeys } from "./enrolment.ts";
import { passkeysAvailable, passkeysHere } from "./passkey.ts";

/** What this device can sign a payment with. */
export type UsableKey =
  | { readonly kind: "passkey"; readonly keys: readonly KeyView[] }
  | { readonly kind: "device"; readonly key: DeviceKey };

/**
 * A passkey that was made in this browser, else its device key, else a passkey that came here by other ways (synced, or
 * on another phone). `undefined`: this device has to be set up first.
 */
export const usableKey = async (keys: readonly KeyView[]): Promise<UsableKey | undefined> => {
  const passkeys = (await passkeysAvailable()) ? passkeysHere(keys) : [];
  const own = passkeys.filter((key) => ownKeys().includes(key.id));
  if (own.length > 0) return { kind: "passkey", keys: own };
  for (const { id } of keys.filter((key) => key.kind === "device")) {
    const key = await deviceKey(id);
    if (key !== undefined) return { kind: "device", key };
  }
  return passkeys.length > 0 ? { kind: "passkey", keys: passkeys } : undefined;
};
