import type { Approval } from "../../../contracts/http/intents.ts";
import { type Clock, minuteMs } from "../../../core/clock.ts";
import type { Vault } from "../storage/vault.ts";

/**
 * An approval that was signed, and could not be delivered because the session had ended: it waits, sealed, until the person
 * has signed in again. Not for long: who comes back tomorrow is asked anew.
 */
export type Undelivered = {
  keep(approval: Approval): Promise<void>;
  /** Once: what is taken is not there any more. */
  take(): Promise<Approval | undefined>;
};

type Kept = { readonly approval: Approval; readonly subject: string; readonly keptAtMs: number };

const name = "undelivered";
const waitsMs = 10 * minuteMs;

export const undelivered = (parts: {
  readonly vault: Vault;
  /** Whose it is. */
  readonly subject: string;
  readonly clock: Clock;
}): Undelivered => {
  const { vault, subject, clock } = parts;
  return {
    keep: (approval) => vault.write(name, { approval, subject, keptAtMs: clock() } satisfies Kept),
    take: async () => {
      const kept = await vault.read<Kept>(name);
      if (kept === undefined) return undefined;
      await vault.forget(name);
      return kept.subject === subject && clock() - kept.keptAtMs < waitsMs ? kept.approval : undefined;
    },
  };
};
