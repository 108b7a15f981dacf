import type { ActivityEntry } from "../../../contracts/http/wallet.ts";

/** Entries under the day that they fall on, in their order; `dayOf` names it as the person reads it. */
export const byDay = (
  entries: readonly ActivityEntry[],
  dayOf: (at: string) => string,
): readonly (readonly [string, readonly ActivityEntry[]])[] => {
  const days = new Map<string, ActivityEntry[]>();
  for (const entry of entries) {
    const day = dayOf(entry.posted_at);
    const known = days.get(day);
    if (known === undefined) days.set(day, [entry]);
    else known.push(entry);
  }
  return [...days];
};
