import type { QueueSender } from "../../adapters/sqs/queue-sender.ts";
import { type LedgerOrder, maximumHolds } from "../../contracts/messages/ledger-order.ts";
import type { CaseStore } from "../../core/case/case.ts";
import type { CaseRules } from "../../core/case/case-steps.ts";
import { type Clock, instant } from "../../core/clock.ts";
import type { DueClaims } from "../../core/claim/claim-book.ts";
import { remindersBy } from "../../core/intent/claims.ts";
import { expireIntent } from "../../core/intent/decide-intent.ts";
import type { Intent } from "../../core/intent/intent.ts";
import type { IntentStore } from "../../core/intent/intent-store.ts";
import type { ChangeRequestStore } from "../../core/limits/change-request.ts";
import type { DueRaises } from "../../core/limits/controls.ts";
import type { HoldBook } from "../../core/ledger/due-hold.ts";
import type { Log } from "../_shared/log.ts";
import { moveCases } from "./move-cases.ts";

export type SweepDeps = {
  readonly intents: IntentStore;
  readonly holds: Pick<HoldBook, "due">;
  readonly raises: DueRaises;
  readonly claims: DueClaims;
  readonly requests: Pick<ChangeRequestStore, "listDue" | "touch">;
  readonly cases: Pick<CaseStore, "listDue" | "replace">;
  readonly caseRules: CaseRules;
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
  const raises = await orderRaises(deps);
  const claims = await orderReturns(deps);
  await relayRequests(deps);
  await moveCases(deps);
  const due = await deps.intents.listDue(instant(deps.clock()), duePerBucket);
  for (const intent of due) await settleDue(intent, deps);
  deps.log.info("sweep_finished", { due: due.length, holds, raises, claims });
};

/** `ledger` alone writes the ledger: it is told which holds are due, and looks for itself. */
const orderVoids = async ({ holds, ledgerQueue, clock }: SweepDeps): Promise<number> => {
  const due = await holds.due(instant(clock()));
  const orders = partsOf(due).map((part): LedgerOrder => ({ type: "holds.due.v1", holds: part }));
  await ledgerQueue.send(orders.map((body) => ({ body })));
  return due.length;
};

/** The same of raises whose day has come. */
const orderRaises = async ({ raises, ledgerQueue, clock }: SweepDeps): Promise<number> => {
  const due = await raises.due(instant(clock()));
  const orders = partsOf(due).map((part): LedgerOrder => ({ type: "raises.due.v1", holders: part }));
  await ledgerQueue.send(orders.map((body) => ({ body })));
  return due.length;
};

/** The same of money that nobody has claimed in time. */
const orderReturns = async ({ claims, ledgerQueue, clock }: SweepDeps): Promise<number> => {
  const due = await claims.due(instant(clock()));
  const orders = partsOf(due).map((part): LedgerOrder => ({
    type: "claims.due.v1",
    claims: part.map(({ account, escrowed }) => ({ channel: account.channel, user_id: account.userId, escrowed })),
  }));
  await ledgerQueue.send(orders.map((body) => ({ body })));
  return due.length;
};

/** As many in each as one order names. */
const partsOf = <One>(due: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(due.length / maximumHolds) }, (_none, part) =>
    due.slice(part * maximumHolds, (part + 1) * maximumHolds),
  );

/** Changes of wallets that nothing has become of are told of again, as payments are. */
const relayRequests = async ({ requests, clock, log }: SweepDeps): Promise<void> => {
  const now = instant(clock());
  for (const request of await requests.listDue(now)) {
    await requests.touch(request, now);
    log.warn("change_relayed_again", { request });
  }
};

/** What was signed or asked for, and nothing has become of. */
const hangs = ({ state, takeBackAskedAt }: Intent): boolean =>
  state === "approved" || state === "settling" || (state === "held_for_claim" && takeBackAskedAt !== undefined);

/** Written down, and told by way of the stream: one that was written is not told twice. */
const remind = async (intent: Intent, { intents, clock, log }: SweepDeps): Promise<void> => {
  const now = clock();
  const reminders = remindersBy(intent, now);
  if (reminders <= (intent.reminders ?? 0)) return;
  const reminded = { ...intent, reminders, updatedAt: instant(now) };
  if ((await intents.replace(intent, reminded)) === "replaced") {
    log.info("claim_reminded", { intent: intent.id, reminders });
  }
};

const settleDue = async (intent: Intent, deps: SweepDeps): Promise<void> => {
  const now = deps.clock();
  const expired = expireIntent(intent, now);
  if (expired) {
    // A conflict means that somebody decided at this moment: the decision stands.
    if ((await deps.intents.replace(intent, expired)) === "replaced") {
      deps.log.info("intent_expired", { intent: intent.id });
    }
  } else if (intent.state === "held_for_claim" && intent.takeBackAskedAt === undefined) {
    await remind(intent, deps);
  } else if (hangs(intent)) {
    await deps.intents.touch(intent, instant(now));
    deps.log.warn("intent_relayed_again", { intent: intent.id, state: intent.state });
  }
};
