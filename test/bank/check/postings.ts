import type { Facts } from "./facts.ts";

/** Each request has one end, told to everybody alike, and the journal says the same (invariants 4 and 9). */
export const checkPostings = ({ state, verdicts, posted }: Facts): readonly string[] => {
  const found: string[] = [];
  const recordsOf = new Map<number, number>();
  for (const { verdict } of posted) recordsOf.set(verdict.number, (recordsOf.get(verdict.number) ?? 0) + 1);
  for (const { number, transfers, posted: times, knownAt, refusals, refusedAt } of verdicts) {
    const name = `Request ${number} (${transfers[0]?.id} …)`;
    const records = recordsOf.get(number) ?? 0;
    const [isPosted, isRefused] = [knownAt < Infinity, refusedAt < Infinity];
    if (isPosted && isRefused) found.push(`${name} was answered posted, and refused: ${[...refusals].join(", ")}.`);
    if (!isPosted && !isRefused) found.push(`${name}: nobody knows what became of it.`);
    if (times > 1) found.push(`${name} was answered "posted" ${times} times.`);
    if (records !== 0 && records !== transfers.length) {
      found.push(`${name}: ${records} of its ${transfers.length} transfers were posted.`);
    }
    if (isPosted && records === 0) found.push(`${name} was answered posted, and is not in the journal.`);
    if (isRefused && !isPosted && records > 0) found.push(`${name} was refused, and is in the journal.`);
  }
  const inJournal = [...state.records.values()].filter(({ status }) => status === "posted").length;
  if (inJournal !== posted.length) found.push(`${inJournal - posted.length} records were asked for by nobody.`);
  return found;
};
