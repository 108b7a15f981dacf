import type { Transfer, TransferGroup } from "./ledger.ts";
import { type DemandedEvidence, demandedEvidence, sufficientEvidence } from "./transfer-code.ts";

/**
 * Lets through what may be posted on the evidence that was shown. Throws for a transfer that demands another one: whoever
 * asks for that is no caller of ours.
 */
export const admit = (groups: readonly TransferGroup[], shown: DemandedEvidence): readonly TransferGroup[] => {
  for (const transfer of groups.flatMap(({ transfers }) => transfers)) {
    if (!isShown(transfer, shown)) throw new Error(`A transfer "${transfer.code}" is not posted on ${shown}.`);
  }
  return groups;
};

const isShown = ({ code, kind }: Transfer, shown: DemandedEvidence): boolean =>
  demandedEvidence[code] === shown || (kind?.type === "void_pending" && sufficientEvidence[kind.type] === shown);
