import { approval, versionOnly } from "../../contracts/http/intents.ts";
import type { ProblemCode } from "../../contracts/http/problem.ts";
import type { HolderId, IntentId } from "../../core/ids.ts";
import {
  type Deciding,
  type Decision,
  type DecisionFault,
  approveIntent,
  declineIntent,
  reportIntent,
  retryIntent,
  takeBackIntent,
} from "../../core/intent/decide-intent.ts";
import type { Intent, IntentLine } from "../../core/intent/intent.ts";
import type { IntentState } from "../../core/intent/intent-state.ts";
import { linesAsKnown } from "../../core/intent/lines-as-known.ts";
import type { SignedInRequest } from "../_shared/http.ts";
import { type HttpAnswer, problem, readAs } from "../_shared/problem.ts";
import { type ApiDeps, viewerOf } from "./api-deps.ts";
import { reportProposal } from "./cases.ts";
import { intentViewFor } from "./intent-view.ts";
import { intentNotFound, viewOf } from "./intents.ts";

/** One conditional write records what the payer signed; the ledger takes it from there. Again with the same terms: the same answer. */
export const approve = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const consent = readAs(approval, request.body);
  if (!consent.ok) return consent.fault;
  const holder = await deps.holders.byId(request.caller.holder);
  if (!holder?.keys.some((key) => key.id === consent.value.evidence.key_id)) {
    return problem("evidence_invalid", "Sign with a key that is enrolled: GET /v1/me lists yours.", "evidence.key_id");
  }
  return decide(request, deps, { rule: (intent, by) => approveIntent(intent, consent.value, by), then: notePayments });
};

/** Whom the payer has paid, and how much, for the warnings of later payments. Counted once, however often it is told. */
const notePayments = async ({ payer, lines, signedAt }: Intent, { contacts }: ApiDeps): Promise<void> => {
  const { holder } = payer;
  if (holder === undefined || signedAt === undefined) return;
  const largest = new Map<string, IntentLine>();
  for (const line of lines) {
    const account = `${line.payee.channel} ${line.payee.userId}`;
    const known = largest.get(account);
    if (known === undefined || known.amount < line.amount) largest.set(account, line);
  }
  const notes = [...largest.values()].map(({ payee, amount }) => ({ payee, amount, at: signedAt }));
  await Promise.all(notes.map((payment) => contacts.notePayment(holder, payment)));
};

export const decline = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(versionOnly, request.body);
  return body.ok
    ? decide(request, deps, { rule: (intent, by) => declineIntent(intent, body.value.version, by) })
    : body.fault;
};

/**
 * "This wasn't me": every device is told, and an operator looks at it. The account is unlinked by DELETE /v1/me/links/{channel}, which the app asks of
 * `enrol` with it; until that is done the payment carries the warning `still_linked`.
 */
export const report = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(versionOnly, request.body);
  return body.ok
    ? decide(request, deps, {
        rule: (intent, by) => reportIntent(intent, body.value.version, by),
        then: reportProposal,
      })
    : body.fault;
};

export const retry = async (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> => {
  const body = readAs(versionOnly, request.body);
  if (!body.ok) return body.fault;
  return decide(request, deps, {
    rule: async (intent, by) => {
      const lines = await linesAsKnown(intent.lines, deps.holders);
      return retryIntent(intent, body.value.version, { ...by, lines });
    },
  });
};

/** It moves the payer's own money back to himself, and only what nobody has claimed: his session is enough. */
export const takeBack = (request: SignedInRequest, deps: ApiDeps): Promise<HttpAnswer> =>
  decide(request, deps, { rule: takeBackIntent });

/** Somebody else may write between the read and the write: then it is judged anew, so often. */
const attempts = 3;

type Task = {
  readonly rule: (intent: Intent, by: Deciding) => Decision | Promise<Decision>;
  /** Done after the decision is written, and again when it is asked for again. */
  readonly then?: (decided: Intent, deps: ApiDeps) => Promise<void>;
};

const decide = async (request: SignedInRequest, deps: ApiDeps, { rule, then }: Task): Promise<HttpAnswer> => {
  const { holder } = request.caller;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const intent = await deps.intents.get(request.params["id"] as IntentId);
    if (intent?.payer.holder !== holder) return intentNotFound();
    const decision = await rule(intent, { payer: holder, stage: deps.stage, now: deps.clock() });
    if (!decision.ok) return answerTo(decision.fault);
    const decided = decision.value;
    if (decided === intent || (await deps.intents.replace(intent, decided)) === "replaced") {
      await then?.(decided, deps);
      return { status: 200, body: await decidedView(decided, holder, deps) };
    }
  }
  return problem("conflict", "Somebody else changed this payment at the same moment: look at it again.");
};

/** What is to be thought about is read where the payer still decides, or has to unlink: an approval must be quick. */
const decidedView = (decided: Intent, holder: HolderId, deps: ApiDeps) =>
  decided.state === "pending_approval" || decided.state === "reported"
    ? viewOf(decided, holder, deps)
    : intentViewFor(decided, viewerOf(holder, undefined, deps));

const answerTo = (fault: DecisionFault): HttpAnswer => {
  switch (fault.code) {
    case "state": {
      const [code, detail] = stateAnswers[fault.state];
      return problem(code, detail);
    }
    case "version_outdated":
      return problem(
        "version_outdated",
        "The payment has changed since you saw it: look at it again and sign the new version.",
      );
    case "terms_mismatch":
      return problem("terms_mismatch", "Sign exactly the terms that GET /v1/intents/{id} shows.", "terms");
    case "not_retryable":
      return problem("intent_not_retryable", "This payment ended for a reason that trying again cannot mend.");
  }
};

/** What is said of an intent whose state does not allow the decision: every state has its answer. */
const stateAnswers: Record<IntentState, readonly [ProblemCode, string]> = {
  needs_input: ["intent_needs_input", "Answer what is missing first: edit the post, or write a new one."],
  pending_approval: ["conflict", "The payment waits for approval: approve or decline it."],
  approved: ["intent_approved", "It is already approved and on its way: wait for the result."],
  settling: ["intent_approved", "It is already approved and on its way: wait for the result."],
  settled: ["intent_approved", "It is already paid: see the activity."],
  held_for_claim: ["intent_approved", "It is already paid and waits for the payee: take it back to undo it."],
  claimed: ["intent_approved", "It is already paid: see the activity."],
  returned: ["intent_approved", "It was paid and came back: write a new post to pay again."],
  declined: ["intent_declined", "You declined it: write a new post to pay after all."],
  reported: ["intent_declined", "You reported it: write a new post to pay after all."],
  cancelled: ["intent_cancelled", "Its post was deleted: write a new post to pay after all."],
  expired: ["intent_expired", "Its time is over: write a new post to pay after all."],
  failed: ["intent_failed", "It failed: try it again as a new version where that can help."],
};
