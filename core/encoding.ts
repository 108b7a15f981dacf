/** Bytes that a fresh buffer holds, as WebCrypto takes them. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export const utf8 = (text: string): Bytes => encoder.encode(text);

/** RFC 4648 §5 without padding. */
export const toBase64Url = (bytes: Uint8Array): string => {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
};

/** Throws on characters outside of the alphabet: check input from outside against a schema first. */
export const fromBase64Url = (text: string): Bytes => {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  // A plain loop: `Uint8Array.from` takes ten times as long, and each payment has a dozen of them.
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
};

/** The bytes of a text from outside, or undefined for what is no base64url (a schema cannot see an impossible length). */
export const decodeBase64Url = (text: string): Bytes | undefined => {
  try {
    return fromBase64Url(text);
  } catch {
    return undefined;
  }
};

/** The bytes of a text that is their one base64url form: without it, bits that no byte holds could be changed unseen. */
export const decodeExactBase64Url = (text: string): Bytes | undefined => {
  const bytes = decodeBase64Url(text);
  return bytes !== undefined && toBase64Url(bytes) === text ? bytes : undefined;
};

/** Crockford's alphabet in lower case: no i, l, o, u, so that an id can be read aloud. */
const base32Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** The first `length` base-32 characters (5 bits each) of the bytes. */
export const toBase32 = (bytes: Uint8Array, length: number): string => {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += base32Alphabet[(held >> bits) & 31];
    }
    held &= (1 << bits) - 1;
  }
  return text;
};

/** The bytes of which `toBase32` makes the text again, or undefined for other characters. */
export const fromBase32 = (text: string): Bytes | undefined => {
  const bytes = new Uint8Array(Math.ceil((text.length * 5) / 8));
  let bits = 0;
  let held = 0;
  let written = 0;
  for (const character of text) {
    const digit = base32Alphabet.indexOf(character);
    if (digit < 0) return undefined;
    held = (held << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes[written++] = held >> bits;
      held &= (1 << bits) - 1;
    }
  }
  if (bits > 0) bytes[written] = held << (8 - bits);
  return bytes;
};

export const sha256 = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
