import { secondMs } from "../../core/clock.ts";
import type { StageKeys } from "../../core/proof/receipt.ts";

const timeoutMs = 3 * secondMs;

/** The keys that an identity provider publishes (RFC 7517). Throws when it does not answer with such. */
export const fetchPublishedKeys = async (jwksUrl: string): Promise<StageKeys["identity"]["keys"]> => {
  const response = await fetch(jwksUrl, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok) throw new Error(`The identity provider's keys cannot be had: ${response.status}.`);
  const { keys } = (await response.json()) as { readonly keys: readonly Record<string, unknown>[] };
  return keys.flatMap((key) => (typeof key["kid"] === "string" ? [{ ...key, kid: key["kid"] }] : []));
};
