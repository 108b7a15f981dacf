import type { TransferId } from "../../core/ids.ts";
import { admit } from "../../core/ledger/admission.ts";
import { voidOfDue } from "../../core/ledger/due-hold.ts";
import type { LedgerDeps } from "./ledger-deps.ts";

/**
 * Gives back what was reserved for too long. Nobody signs that: the stored record itself says that the hold is due, and
 * whoever names another one to the ledger changes nothing. A hold that is posted at this moment is either posted or voided.
 */
export const voidHolds = async (
  ids: readonly TransferId[],
  { holds, ledger, clock, log }: Pick<LedgerDeps, "holds" | "ledger" | "clock" | "log">,
): Promise<void> => {
  const stored = await holds.stored(ids);
  const due = (await Promise.all(stored.map((one) => voidOfDue(one, clock)))).filter((one) => one !== undefined);
  const groups = admit(
    due.map((transfer) => ({ transfers: [transfer] })),
    "due_hold",
  );
  const outcomes = await ledger.post(groups);
  outcomes.forEach((outcome, index) => {
    if (outcome.status === "posted") log.info("hold_voided", { transfer: due[index]?.id, ref: due[index]?.ref });
  });
};
