import type { Clock } from "../../core/clock.ts";

/** Asks again once what it knows is older than `maxAgeMs`; a failure is not remembered. */
export const remember = <Value>(
  ask: () => Promise<Value>,
  { maxAgeMs, clock }: { readonly maxAgeMs: number; readonly clock: Clock },
): (() => Promise<Value>) => {
  let known: { readonly value: Value; readonly at: number } | undefined;
  return async () => {
    if (known === undefined || clock() - known.at > maxAgeMs) known = { value: await ask(), at: clock() };
    return known.value;
  };
};
