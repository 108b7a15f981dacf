import type { QueueSender } from "../../adapters/sqs/queue-sender.ts";
import { type LedgerOrder, maximumHolds } from "../../contracts/messages/ledger-order.ts";
import { type Clock, instant } from "../../core/clock.ts";
import { expireIntent } from "../../core/intent/decide-intent.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import type { HoldBook } from "../../core/ledger/due-hold.ts";
import type { Log } from "../_shared/log.ts";

export type SweepDeps = {
  readonly intents: IntentStore;
  readonly holds: Pick<HoldBook, "due">;
  readonly ledgerQueue: QueueSender;
  readonly clock: Clock;
  readonly log: Log;
};

/** So many of each bucket of the due index a run; what remains is due in the next minute too. */
const duePerBucket = 25;

/**
 * Goes through what is due: proposals past their time expire, holds past theirs are to be voided, and payments that hang are
 * told of again, because a stream forgets after 24 hours and a lost message must not lose a payment. Repeating a run changes
 * nothing.
 */
export const sweep = async (deps: SweepDeps): Promise<undefined> => {
  const holds = await orderVoids(deps);
  const due = await deps.intents.listDue(instant(deps.clock()), duePerBucket);
  for (const intent of due) await settleDue(intent, deps);
  deps.log.info("sweep_finished", { due: due.length, holds });
};

/** `ledger` alone writes the ledger: it is told which holds are due, and looks for itself. */
const orderVoids = async ({ holds, ledgerQueue, clock }: SweepDeps): Promise<number> => {
  const due = await holds.due(instant(clock()));
  const orders: LedgerOrder[] = [];
  for (let start = 0; start < due.length; start += maximumHolds) {
    orders.push({ type: "holds.due.v1", holds: due.slice(start, start + maximumHolds) });
  }
  await ledgerQueue.send(orders.map((body) => ({ body })));
  return due.length;
};

const settleDue = async (intent: Intent, deps: SweepDeps): Promise<void> => {
  const now = deps.clock();
  const expired = expireIntent(intent, now);
  if (expired) {
    // A conflict means that somebody decided at this moment: the decision stands.
    if ((await deps.intents.replace(intent, expired)) === "replaced") {
      deps.log.info("intent_expired", { intent: intent.id });
    }
  } else if (intent.state === "approved" || intent.state === "settling") {
    await deps.intents.touch(intent, instant(now));
    deps.log.warn("intent_relayed_again", { intent: intent.id, state: intent.state });
  }
};
