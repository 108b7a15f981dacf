import { consentTexts } from "../../../contracts/consent-texts.ts";
import type { KeyEnrolment } from "../../../contracts/http/enrolment.ts";
import type { MeView } from "../../../contracts/http/wallet.ts";
import { type KeyId } from "../../../core/ids.ts";
import { fail, ok, type Result } from "../../../core/result.ts";
import type { Session } from "../identity/sign-in.ts";
import { deviceStorage, tabStorage } from "../storage/page-storage.ts";
import { makeDeviceKey } from "./device-key.ts";
import { makePasskey, type PasskeyFault } from "./passkey.ts";

/** A key that is made, and waits for the fresh sign-in that says whose it is. The key's id is that sign-in's nonce. */
export type PendingKey = {
  readonly keyId: KeyId;
  readonly registration: KeyEnrolment["key"];
  /** The browser knows it in its payment dialog. */
  readonly inDialog: boolean;
  /** The name that its owner has chosen, with his first key. */
  readonly name?: string | undefined;
};

export type KeyKind = PendingKey["registration"]["kind"];

const pendingName = "piaf.pending-key";
const ownKeysName = "piaf.own-keys";
const dialogKeysName = "piaf.dialog-keys";

/** Makes a key and remembers it over the redirect to the provider. */
export const makeKey = async (
  kind: KeyKind,
  person: Pick<MeView, "id" | "name" | "keys"> & { readonly label: string; readonly chosenName?: string | undefined },
): Promise<Result<PendingKey, PasskeyFault>> => {
  const { label, chosenName: name } = person;
  const named = { ...person, name: name ?? person.name };
  const made = kind === "passkey" ? await makePasskey(named, label) : await devicePending(label);
  if (!made.ok) return made;
  const pending: PendingKey = { ...made.value, name };
  tabStorage.write(pendingName, JSON.stringify(pending));
  return ok(pending);
};

const devicePending = async (label: string): Promise<Result<PendingKey, PasskeyFault>> => {
  const key = await makeDeviceKey();
  if (key === undefined) return fail("not_available");
  return ok({ keyId: key.id, inDialog: false, registration: { kind: "device", label, public_key: key.publicKey } });
};

/** The key that waits for exactly this sign-in. */
export const pendingKeyOf = (session: Session): PendingKey | undefined => {
  const stored = tabStorage.read(pendingName);
  const pending = stored === undefined ? undefined : (JSON.parse(stored) as PendingKey);
  return pending !== undefined && pending.keyId === session.nonce ? pending : undefined;
};

export const forgetPendingKey = (): void => tabStorage.forget(pendingName);

/** The keys that were enrolled in this browser, to be asked for first. */
export const ownKeys = (): readonly string[] => keptList(ownKeysName);

/** Those of them that the browser's payment dialog knows. */
export const dialogKeys = (): readonly string[] => keptList(dialogKeysName);

export const rememberOwnKey = ({ keyId, inDialog }: Pick<PendingKey, "keyId" | "inDialog">): void => {
  keepIn(ownKeysName, keyId);
  if (inDialog) keepIn(dialogKeysName, keyId);
};

const keptList = (name: string): readonly string[] => JSON.parse(deviceStorage.read(name) ?? "[]") as string[];

const keepIn = (name: string, id: string): void =>
  deviceStorage.write(name, JSON.stringify([...new Set([...keptList(name), id])]));

/** What proves to the server that the key is the person's. */
export const enrolmentOf = (parts: {
  readonly pending: PendingKey;
  readonly session: Session;
  readonly pin?: string | undefined;
  /** The terms of use were shown, and agreed to. */
  readonly agreed: boolean;
}): KeyEnrolment => {
  const { registration, name } = parts.pending;
  const key = registration.kind === "device" ? { ...registration, pin: parts.pin } : registration;
  const proof = { way: "fresh_sign_in", id_token: parts.session.idToken } as const;
  const terms = parts.agreed ? { terms: consentTexts.terms } : {};
  return { key, proof, ...(name === undefined ? {} : { name }), ...terms };
};
