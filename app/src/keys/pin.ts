import { sha256, toBase64Url, utf8 } from "../../../core/encoding.ts";
import type { Session } from "../identity/sign-in.ts";
import { tabStorage } from "../storage/page-storage.ts";

/** A PIN change that waits for a fresh sign-in. The PIN itself is stored nowhere: the person enters it again. */
export type PendingPin = { readonly salt: string; readonly nonce: string };

const pendingName = "piaf.pending-pin";

/** Too easy to guess: one digit six times, or six in a row. */
export const isGuessable = (pin: string): boolean => {
  const steps = new Set([...pin].slice(1).map((digit, index) => Number(digit) - Number(pin[index])));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1;
};

/** Bound to the PIN, and silent about it to whoever reads the nonce (contracts/http/enrolment.ts). */
export const pinNonce = async (salt: string, pin: string): Promise<string> =>
  toBase64Url(await sha256(utf8(`piaf pin ${salt} ${pin}`)));

export const beginPinChange = async (pin: string): Promise<PendingPin> => {
  const salt = toBase64Url(crypto.getRandomValues(new Uint8Array(16)));
  const pending = { salt, nonce: await pinNonce(salt, pin) };
  tabStorage.write(pendingName, JSON.stringify(pending));
  return pending;
};

/** The change that waits for exactly this sign-in. */
export const pendingPinOf = (session: Session): PendingPin | undefined => {
  const stored = tabStorage.read(pendingName);
  const pending = stored === undefined ? undefined : (JSON.parse(stored) as PendingPin);
  return pending !== undefined && pending.nonce === session.nonce ? pending : undefined;
};

export const forgetPendingPin = (): void => tabStorage.forget(pendingName);
