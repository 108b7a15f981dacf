import type { HolderId } from "../ids.ts";
import type { Result } from "../result.ts";

/** scrypt (RFC 7914); both base64url. */
export type PinHash = { readonly hash: string; readonly salt: string };

/** After so many wrong tries in a row the PIN is locked, until a fresh sign-in sets it anew (RTS on strong authentication, art. 4). */
export const maximumTries = 5;

export type PinStore = {
  setFirst(holder: HolderId, pin: PinHash): Promise<"set" | "set_before">;
  /** Sets or replaces the PIN and gives all tries back. `nonce` is the ID token's: used once, for ever. */
  reset(change: {
    readonly holder: HolderId;
    readonly pin: PinHash;
    readonly nonce: string;
  }): Promise<"set" | "nonce_used">;
  /**
   * Takes one try, before the PIN is compared: of any number of concurrent guesses at most `maximumTries` get the hash.
   */
  takeTry(holder: HolderId): Promise<Result<PinHash, "pin_missing" | "pin_locked">>;
  /** The PIN was right: all tries are back, unless the PIN has been changed since. */
  giveTriesBack(holder: HolderId, pin: PinHash): Promise<void>;
};
