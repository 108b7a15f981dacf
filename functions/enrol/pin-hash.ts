import { scrypt, timingSafeEqual } from "node:crypto";
import { fromBase64Url, toBase64Url } from "../../core/encoding.ts";
import type { PinHash } from "../../core/holder/pin-store.ts";

/** scrypt (RFC 7914) with 32 MiB: about 60 ms, so that the million PINs cost whoever has the table most of a day each. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const hashLength = 32;

export const hashPin = async (pin: string, salt: Uint8Array): Promise<PinHash> => ({
  hash: toBase64Url(await derive(pin, salt)),
  salt: toBase64Url(salt),
});

/** Compares in constant time. */
export const pinMatches = async (pin: string, { hash, salt }: PinHash): Promise<boolean> =>
  timingSafeEqual(await derive(pin, fromBase64Url(salt)), fromBase64Url(hash));

const derive = (pin: string, salt: Uint8Array): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    scrypt(pin, salt, hashLength, cost, (error, hash) => (error === null ? resolve(hash) : reject(error)));
  });
