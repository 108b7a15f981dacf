import type { TransferGroup } from "./ledger.ts";
import { type DemandedEvidence, demandedEvidence } from "./transfer-code.ts";

/**
 * Lets through what may be posted on the evidence that was shown. Throws for a transfer whose code demands another one:
 * whoever asks for that is no caller of ours.
 */
export const admit = (groups: readonly TransferGroup[], shown: DemandedEvidence): readonly TransferGroup[] => {
  for (const { code } of groups.flatMap(({ transfers }) => transfers)) {
    if (demandedEvidence[code] !== shown) throw new Error(`A transfer "${code}" is not posted on ${shown}.`);
  }
  return groups;
};
