import type { VirtualTime } from "./virtual-time.ts";

/** What of WebCrypto is done in a thread of Node. */
const methods = ["digest", "sign", "verify", "importKey", "exportKey", "generateKey", "deriveBits"] as const;

type Method = (...given: unknown[]) => Promise<unknown>;

/**
 * Until it is disposed of, WebCrypto's work counts as done outside of the given time: no time passes while a digest or a
 * signature is on its way, and the order in which several answer does not depend on Node's threads.
 */
export const bindWebCrypto = ({ outside }: Pick<VirtualTime, "outside">): Disposable => {
  const subtle = crypto.subtle as unknown as Record<string, Method>;
  for (const name of methods) {
    const original = subtle[name] as Method;
    Object.defineProperty(subtle, name, {
      configurable: true,
      value: (...given: unknown[]) => outside(original.apply(crypto.subtle, given)),
    });
  }
  return {
    [Symbol.dispose]: () => {
      for (const name of methods) Reflect.deleteProperty(subtle, name);
    },
  };
};
