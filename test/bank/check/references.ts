import type { TransferId } from "../../../core/ids.ts";
import type { Facts } from "./facts.ts";

/** Holds are resolved once, in time, for no more than they reserve, and when nobody does it, they come back; reversals are never more than their original. */
export const checkReferences = ({ state, posted }: Facts): readonly string[] => {
  const found: string[] = [];
  const resolvers = new Map<TransferId, TransferId>();
  const reversed = new Map<TransferId, bigint>();
  for (const { record } of posted) {
    const { id, amount, kind } = record.transfer;
    if (kind === undefined || kind.type === "pending") continue;
    const target = state.records.get(kind.type === "reversal" ? kind.original : kind.pending);
    if (target?.status !== "posted") {
      found.push(`${id} refers to what was never posted.`);
      continue;
    }
    const of = target.transfer;
    if (kind.type === "reversal") {
      const total = (reversed.get(of.id) ?? 0n) + amount;
      reversed.set(of.id, total);
      if (total > of.amount) found.push(`${of.id} was reversed by ${total}, more than its ${of.amount}.`);
      continue;
    }
    const other = resolvers.get(of.id);
    resolvers.set(of.id, id);
    if (other !== undefined) found.push(`The hold ${of.id} was resolved by ${other} and by ${id}.`);
    if (amount > of.amount) found.push(`The hold ${of.id} of ${of.amount} was posted with ${amount}.`);
    const isLate = of.kind?.type === "pending" && record.postedAt >= of.kind.timeoutAt;
    if (kind.type === "post_pending" && isLate) found.push(`The hold ${of.id} was posted after its timeout.`);
  }
  for (const { record } of posted) {
    const { id, kind } = record.transfer;
    const isOver = kind?.type === "pending" && kind.timeoutAt <= state.sweptAt;
    if (isOver && !resolvers.has(id)) found.push(`The hold ${id} is over since ${kind.timeoutAt}, and still reserved.`);
  }
  return found;
};
